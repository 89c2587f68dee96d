"""What the pages of the registers share: a form, its verb, and the way on.

No rule is applied here; the verbs refuse, and the page shows their reasons.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.queries.spreadsheets import as_csv
from accounts.reasons import Reason, RefusedError


REFUSED = 422


def ask(
    request: HttpRequest,
    form: forms.Form,
    verb: Callable[[Mapping[str, object]], str],
    *,
    page: Mapping[str, object],
    after: str,
) -> HttpResponse:
    """Show a form; when it is sent and good, do the verb, say what was done, go on.

    `page` has the heading, the words of the button and the way back. `verb` takes what
    was typed, and returns the sentence of what was done. `after` is an address's name.
    """
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            done = verb(form.cleaned_data)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, done)
            return redirect(after)
    shown = {"form": form, "reasons": reasons, **page}
    status = REFUSED if reasons or form.errors else 200
    return render(request, "accounts/registers/form.html", shown, status=status)


def day_asked(request: HttpRequest) -> date:
    """The day that a register is shown as at: today unless the address says another."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    today = timezone.localdate()
    near = asked is not None and abs(asked.year - today.year) < 100
    return asked if asked is not None and near else today


def moment_of(day: date) -> datetime:
    """Now for today, and noon by the clock here for any other day."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))


def wants_csv(request: HttpRequest) -> bool:
    return request.GET.get("format") == "csv"


def csv_file(
    name: str, headings: Iterable[str], rows: Iterable[Iterable[object]]
) -> HttpResponseBase:
    """A register as a file that spreadsheets open, streamed row by row."""
    return StreamingHttpResponse(
        as_csv(headings, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
