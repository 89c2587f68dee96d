"""The auditor's pages: searching the log, one entry with its proof.

No entry is changed here, and none is shown before the reading is logged.
"""

import re
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.roles import Role
from audit.export import receipt
from audit.log import Subject
from audit.queries import (
    EntryView,
    entry_at,
    entry_with_id,
    health,
    opened_values,
    search,
)
from audit.tree.proof_file import parse_proof
from publishing.actions.log_reading import record_reading
from publishing.forms.log import LogSearchForm
from publishing.queries.log import lines


FIELDS = tuple(LogSearchForm.base_fields)
# The largest index that the database can hold.
LARGEST = 2**63 - 1


@require_safe
@let_in(Role.AUDITOR)
def entries(request: HttpRequest) -> HttpResponse:
    """What was asked for, newest first; nothing is read while the form is wrong."""
    form = LogSearchForm({name: request.GET.get(name, "") for name in FIELDS})
    shown: dict[str, object] = {"form": form, "health": health()}
    if form.is_valid():
        after = request.GET.get("after", "")[:100]
        found = search(form.search, after=after)
        record_reading(
            Subject("log", "search"),
            by=signed_in(request),
            asked=_asked(form) | {"first_page": not after},
        )
        shown |= {
            "lines": lines(found.entries),
            "asked": any(
                form.cleaned_data[name] for name in FIELDS if name != "subject"
            )
            or any(form.cleaned_data["subject"]),
            "later_page": bool(after),
            "next": _address(request, found.after) if found.after else "",
        }
    return render(request, "publishing/log/entries.html", shown)


@require_safe
@let_in(Role.AUDITOR)
def find(request: HttpRequest) -> HttpResponse:
    """The one search box: an entry's number, a kind and number, or a person."""
    words = request.GET.get("q", "").strip()[:200]
    if re.fullmatch("[0-9]{1,18}", words):
        return redirect("log-entry", index=int(words))
    name = "subject" if re.fullmatch(r"[a-z_]+ [0-9]+", words.lower()) else "actor"
    return redirect(f"/log/?{urlencode({name: words})}" if words else "/log/")


@require_safe
@let_in(Role.AUDITOR)
def entry(request: HttpRequest, index: int) -> HttpResponse:
    return _entry(request, entry_at(index) if index <= LARGEST else None)


@require_safe
@let_in(Role.AUDITOR)
def entry_by_id(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    return _entry(request, entry_with_id(entry_id))


def _entry(request: HttpRequest, view: EntryView | None) -> HttpResponse:
    if view is None:
        raise Http404
    proved = receipt(view.id)
    shown = {
        "line": lines([view])[0],
        "text": view.body_bytes.decode(),
        "leaf_hash": view.leaf_hash.hex(),
        "opened": opened_values(view),
        "proof": parse_proof(proved.encode()) if proved else None,
        "checkpoint": proved.partition("\n\n")[2] if proved else "",
    }
    record_reading(Subject("entry", str(view.id)), by=signed_in(request))
    return render(request, "publishing/log/entry.html", shown)


def _asked(form: LogSearchForm) -> dict[str, str | bool]:
    wanted = form.search
    return {
        "event": wanted.event,
        "actor": wanted.actor,
        "subject": f"{wanted.subject_type} {wanted.subject_id}".strip(),
        "post": wanted.job_post,
        "account": wanted.account,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
    }


def _address(request: HttpRequest, after: str) -> str:
    asked = {name: request.GET.get(name, "") for name in FIELDS}
    kept = {name: value for name, value in asked.items() if value}
    return f"/log/?{urlencode(kept | {'after': after})}"
