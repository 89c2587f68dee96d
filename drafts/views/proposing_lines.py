"""Proposing a line, or other words for one.

No rule is applied here; the action refuses, and the page shows its reasons.
"""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import let_in, signed_in
from accounts.models import JobPost
from accounts.queries import holdings_of
from accounts.reasons import Reason, RefusedError
from drafts.actions.lines import propose_line, propose_version
from drafts.forms.lines import LineForm, typed_of
from drafts.models.lines import Line, LineVersion
from drafts.policy.clearing import PROPOSING_ROLES
from drafts.queries.lines import versions_of
from drafts.views.lines import REFUSED, version_in


NO_OWNER = "Choose the post that owns the line: whoever holds it keeps it true."
PROPOSED = "Proposed. Somebody else who holds the authority has to clear it."


@let_in(*PROPOSING_ROLES)
def line_new(request: HttpRequest) -> HttpResponse:
    """A line that there was not before."""
    if request.method != "POST":
        post = _own_post(request)
        initial = {"owner": post.pk} if post else {}
        return _page(request, LineForm(initial=initial))
    form = LineForm(request.POST)
    owner: JobPost | None = form.cleaned_data["owner"] if form.is_valid() else None
    if owner is None:
        if form.is_valid():
            form.add_error("owner", NO_OWNER)
        return _page(request, form)
    chosen = owner
    return _proposed(
        request,
        form,
        lambda: propose_line(by=signed_in(request), owner=chosen, wording=form.wording),
    )


@let_in(*PROPOSING_ROLES)
def line_change(request: HttpRequest, line_id: int) -> HttpResponse:
    """Other words for a line; those in use stay until the new ones are cleared."""
    last = versions_of(line_id).first()
    version = version_in(line_id, last.number if last else 0)
    if request.method != "POST":
        return _page(request, LineForm(initial=typed_of(version)), line=version.line)
    form = LineForm(request.POST)
    return _proposed(
        request,
        form,
        lambda: propose_version(
            version.line, by=signed_in(request), wording=form.wording
        ),
        line=version.line,
    )


def _proposed(
    request: HttpRequest,
    form: LineForm,
    propose: Callable[[], LineVersion],
    *,
    line: Line | None = None,
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, line=line)
    try:
        version = propose()
    except RefusedError as refused:
        return _page(request, form, refused.reasons, line=line)
    messages.success(request, PROPOSED)
    return redirect("line", version.line_id)


def _own_post(request: HttpRequest) -> JobPost | None:
    """The post of the person who proposes, which most often owns the line."""
    held = holdings_of(signed_in(request), on=timezone.localdate()).first()
    return held.job_post if held else None


def _page(
    request: HttpRequest,
    form: LineForm,
    reasons: Sequence[Reason] = (),
    *,
    line: Line | None = None,
) -> HttpResponse:
    refused = bool(form.errors or reasons)
    shown = {"form": form, "reasons": reasons, "line": line}
    return render(
        request, "drafts/line_form.html", shown, status=REFUSED if refused else 200
    )
