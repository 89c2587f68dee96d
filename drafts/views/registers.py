"""The registers as everybody reads them: all of them, one, its history, its file.

Nothing is proposed or decided here.
"""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.queries import roles_of
from accounts.queries.proposals import open_proposals, proposals_to_come, waiting_for
from accounts.roles import CONTENT_ROLES
from drafts.actions.registers import KIND
from drafts.policy.registers import custodians_of
from drafts.queries.registers import (
    Line,
    changes_of,
    columns_of,
    lines_ended,
    lines_listed,
)
from guidance.queries.registers import counts
from guidance.registers import CALENDARS, PURPOSES, Register


# A cell that a spreadsheet would run begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SLUGS = {slugify(register.label): register for register in Register}
MOST_WORDS = 100


def named(slug: str) -> Register:
    """The register of an address, or Http404."""
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]


def slug_of(register: Register) -> str:
    return slugify(register.label)


@require_safe
@let_in(*CONTENT_ROLES)
def registers(request: HttpRequest) -> HttpResponse:
    """Every register, how much it holds, and what waits for this person."""
    numbers = counts()
    found = [
        (register, slug_of(register), numbers.get(register.value, 0))
        for register in Register
    ]
    shown = {
        "lists": [row for row in found if row[0] not in CALENDARS],
        "calendars": [row for row in found if row[0] in CALENDARS],
        "waiting": waiting_for(signed_in(request), KIND),
        "to_come": proposals_to_come(KIND)[:20],
    }
    return render(request, "drafts/registers/index.html", shown)


@require_safe
@let_in(*CONTENT_ROLES)
def register(request: HttpRequest, slug: str) -> HttpResponse:
    which = named(slug)
    words = request.GET.get("words", "")[:MOST_WORDS].replace("\x00", "")
    custodians = custodians_of(which)
    shown = {
        "register": which,
        "slug": slug,
        "purpose": PURPOSES[which],
        "lines": lines_listed(which, words=words),
        "words": words,
        "keeps": bool(roles_of(signed_in(request)).intersection(custodians)),
        "custodians": " or ".join(role.label.lower() for role in custodians),
        "waiting": open_proposals(KIND).filter(subject=which.value),
        "to_come": proposals_to_come(KIND).filter(subject=which.value),
    }
    return render(request, "drafts/registers/register.html", shown)


@require_safe
@let_in(*CONTENT_ROLES)
def register_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What it once said, and every change that was ever proposed."""
    which = named(slug)
    shown = {
        "register": which,
        "slug": slug,
        "lines": lines_ended(which),
        "changes": changes_of(which),
    }
    return render(request, "drafts/registers/history.html", shown)


@require_safe
@let_in(*CONTENT_ROLES)
def register_file(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it, ended entries too, as CSV that no spreadsheet takes for formulas."""
    which = named(slug)
    table = io.StringIO()
    writer = csv.writer(table)
    headings = [heading for _name, heading in columns_of(which)]
    writer.writerow([*headings, "Listed from (UTC)", "Listed until (UTC)"])
    for line in [*lines_listed(which), *lines_ended(which)]:
        writer.writerow([_safe(cell) for cell in _row(line)])
    day = timezone.localdate().isoformat()
    name = f"{slug}-{day}.csv"
    return HttpResponse(
        "\ufeff" + table.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _row(line: Line) -> list[str]:
    until = line.valid_to.isoformat() if line.valid_to else ""
    return [*line.cells, line.valid_from.isoformat(), until]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
