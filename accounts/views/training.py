"""Training: whose counts until when, and taking in a file of completed courses.

No rule is applied here; a dry run shows what a file would change before it does.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.actions.training import take_in
from accounts.forms.channels import TrainingFileForm
from accounts.models import Course
from accounts.policy.training_file import FileError, Row, read_rows
from accounts.queries import roles_of
from accounts.queries.training import training_register
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from accounts.views.asking import REFUSED, csv_file, day_asked, wants_csv


HEADINGS = ("Person", "E-mail address", "Training counts until", "Current")


@require_safe
@let_in(*Role)
def training(request: HttpRequest) -> HttpResponseBase:
    """Until when everybody's training counts, as it stood on a day."""
    day = day_asked(request)
    rows = training_register(on=day)
    if wants_csv(request):
        cells = (
            (each.person.name, each.person.email, each.until_in_words, each.current)
            for each in rows
        )
        return csv_file(f"training-{day}", HEADINGS, cells)
    shown = {
        "day": day,
        "rows": rows,
        "courses": Course.objects.filter(required=True).order_by("name"),
        "keeps": Role.TRAINING_ADMINISTRATOR in roles_of(signed_in(request)),
    }
    return render(request, "accounts/registers/training.html", shown)


@let_in(Role.TRAINING_ADMINISTRATOR)
def training_import(request: HttpRequest) -> HttpResponse:
    """First what the file would change, row by row; on the second yes, the change."""
    if request.method != "POST":
        return _page(request, TrainingFileForm())
    if "text" in request.POST:
        return _take_in(request, request.POST["text"])
    form = TrainingFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    return _dry_run(request, form.cleaned_data["file"])


def _dry_run(
    request: HttpRequest, text: str, reasons: tuple[Reason, ...] = ()
) -> HttpResponse:
    try:
        rows = read_rows(text, by=signed_in(request))
    except FileError as error:
        return _page(request, TrainingFileForm(), (Reason("file", str(error)),))
    shown = {
        "text": text,
        "reasons": reasons,
        "changes": [row for row in rows if row.changes],
        "bad": [row for row in rows if row.faults],
        "same": sum(1 for row in rows if not row.changes and not row.faults),
    }
    status = REFUSED if reasons else 200
    return render(
        request, "accounts/registers/training_dry_run.html", shown, status=status
    )


def _take_in(request: HttpRequest, text: str) -> HttpResponse:
    """The good rows; the bad ones stay on the page, with their numbers."""
    try:
        rows = read_rows(text, by=signed_in(request))
        changed = take_in(_good(rows), by=signed_in(request))
    except FileError as error:
        return _page(request, TrainingFileForm(), (Reason("file", str(error)),))
    except RefusedError as refused:
        return _dry_run(request, text, refused.reasons)
    messages.success(request, f"Recorded: {changed} completed courses.")
    if any(row.faults for row in rows):
        return _dry_run(request, text)
    return redirect("training")


def _good(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.faults]


def _page(
    request: HttpRequest, form: TrainingFileForm, reasons: tuple[Reason, ...] = ()
) -> HttpResponse:
    status = REFUSED if reasons or form.errors else 200
    shown = {"form": form, "reasons": reasons}
    return render(
        request, "accounts/registers/training_import.html", shown, status=status
    )
