"""The auditor's reports: the list, and each as a page, a print and a file.

Nothing is worked out here; every reading and every export is in the log first.
"""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.roles import Role
from accounts.views.asking import wants_csv
from approvals.actions.reading import exported
from approvals.views.statements import csv_answer, day_of
from audit.log import Subject
from publishing.actions.log_reading import record_reading
from publishing.queries.reports import REPORTS, bounds


USUAL = timedelta(days=90)
MOST_SHOWN = 500
YEARS = range(2000, 2200)


@require_safe
@let_in(Role.AUDITOR)
def reports(request: HttpRequest) -> HttpResponse:
    return render(request, "publishing/reports/index.html", {"reports": REPORTS})


@require_safe
@let_in(Role.AUDITOR)
def report(request: HttpRequest, name: str) -> HttpResponse:
    """One report over the days that the address names: the last 90 by default."""
    if name not in REPORTS:
        raise Http404
    person = signed_in(request)
    wanted = REPORTS[name]
    since, until = _days(request)
    answer = wanted.ask(*bounds(since, until))
    if wants_csv(request):
        text = exported(name, wanted.headings, answer.rows, by=person)
        return csv_answer(text, f"{name}-{since}-{until}")
    record_reading(
        Subject("log", f"report {name}"),
        by=person,
        asked={"since": since.isoformat(), "until": until.isoformat()},
    )
    shown = {
        "name": name,
        "report": wanted,
        "answer": answer,
        "rows": answer.rows[:MOST_SHOWN],
        "since": since,
        "until": until,
        "most": MOST_SHOWN,
    }
    return render(request, "publishing/reports/report.html", shown)


def _days(request: HttpRequest) -> tuple[date, date]:
    """The days asked for, in order; what is no day counts as not given."""
    until = _near(request.GET.get("until", "")) or timezone.localdate()
    since = _near(request.GET.get("since", "")) or until - USUAL
    return min(since, until), max(since, until)


def _near(text: str) -> date | None:
    day = day_of(text)
    return day if day is not None and day.year in YEARS else None
