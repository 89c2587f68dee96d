"""The log's health: its state, its last self-check, and how to check it without us.

No part of the log is verified here; a job does that, and these pages show how far it is.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in
from accounts.reasons import RefusedError
from accounts.roles import Role
from audit.export import checkpoint_note
from audit.queries import health, last_checkpoint, last_self_check
from publishing.actions.log_reading import begin_verifying
from publishing.queries.overdue import sounding


@require_safe
@let_in(Role.AUDITOR)
def health_page(request: HttpRequest) -> HttpResponse:
    last = last_checkpoint()
    shown = {
        "health": health(),
        "overdue": sounding().count(),
        "check": last_self_check(),
        "checkpoint": checkpoint_note(last).decode() if last else "",
        "keys": settings.COUNTERSIGN_LOG_VERIFIER_KEY.replace(",", " ").split(),
    }
    return render(request, "publishing/log/health.html", shown)


@require_POST
@let_in(Role.AUDITOR)
def verify(request: HttpRequest) -> HttpResponse:
    """Begin to verify the whole log; the clock has it taken further, part by part."""
    try:
        begin_verifying(by=signed_in(request))
    except RefusedError as refused:
        for reason in refused.reasons:
            messages.error(request, reason.sentence)
    return redirect("log-health")


@require_safe
@let_in(Role.AUDITOR)
def progress(request: HttpRequest) -> HttpResponse:
    """The part of the page that moves while the log is verified."""
    shown = {"check": last_self_check()}
    return render(request, "publishing/log/_self_check.html", shown)
