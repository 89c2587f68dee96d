"""What leaves the log for people who do not trust us: a proof, a receipt, an export.

No entry is changed here.
"""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, let_in_anyone_signed_in, signed_in
from accounts.queries import roles_of
from accounts.roles import CONTENT_ROLES, Role
from approvals.models import Decision
from audit.export import receipt, write_bundle
from audit.log import Subject
from audit.queries import entry_at, last_checkpoint
from publishing.actions.log_reading import (
    record_export,
    record_reading,
    record_receipt,
)


@require_safe
@let_in(Role.AUDITOR)
def proof(request: HttpRequest, index: int) -> HttpResponse:
    view = entry_at(index) if index < 2**63 else None
    text = receipt(view.id) if view else None
    if view is None or text is None:
        raise Http404
    record_reading(Subject("entry", str(view.id)), by=signed_in(request))
    return _proof_file(text, str(index))


@require_safe
@let_in_anyone_signed_in
def decision_receipt(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The receipt of a decision, for whoever decided and for auditors."""
    person = signed_in(request)
    roles = roles_of(person)
    mine = Decision.objects.filter(pk=decision_id)
    if Role.AUDITOR not in roles:
        mine = mine.filter(decided_by=person)
    decision = mine.first() if roles.intersection(CONTENT_ROLES) else None
    text = receipt(decision.entry, whole=True) if decision else None
    if decision is None or text is None:
        raise Http404
    record_receipt(decision, by=person)
    return _proof_file(text, f"decision-{decision.pk}")


def _proof_file(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.tlog-proof"'},
    )


@require_POST
@let_in(Role.AUDITOR)
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole log as a tar file, for the offline verifier."""
    last = last_checkpoint()
    if last is None:
        messages.error(
            request, "The log has no checkpoint yet, so there is nothing to export."
        )
        return redirect("log-health")
    disclose = request.POST.get("disclose") == "yes"
    record_export(by=signed_in(request), disclosed=disclose)
    return StreamingHttpResponse(
        _bundle(disclose=disclose),
        content_type="application/x-tar",
        headers={"Content-Disposition": f'attachment; filename="log-{last.size}.tar"'},
    )


def _bundle(*, disclose: bool) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="countersign-export-") as scratch:
        folder = Path(scratch) / "log"
        write_bundle(folder, disclose=disclose)
        yield from _tar(folder)


def _tar(folder: Path) -> Iterator[bytes]:
    """One file after another, each given away before the next: memory stays flat."""
    drain = io.BytesIO()
    with tarfile.open(fileobj=drain, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder.parent))
            archive.add(path, arcname=name, recursive=False)
            yield _taken(drain)
    yield _taken(drain)


def _taken(drain: io.BytesIO) -> bytes:
    taken = drain.getvalue()
    drain.seek(0)
    drain.truncate()
    return taken
