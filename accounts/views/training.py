"""Training: whose counts until when, and taking in a file of completed courses.

No rule is applied here; a file is read and recorded by the workers.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.actions.training_files import bring_file, confirm_file
from accounts.forms.channels import TrainingFileForm
from accounts.models import Course, TrainingFile
from accounts.policy.training_file import FileError
from accounts.queries import roles_of
from accounts.queries.training import last_files, training_register
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
    """A file to be read by the workers, and what became of those before it."""
    if request.method != "POST":
        return _page(request, TrainingFileForm())
    form = TrainingFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        file = bring_file(form.cleaned_data["file"], by=signed_in(request))
    except FileError as error:
        return _page(request, TrainingFileForm(), (Reason("file", str(error)),))
    return redirect("training-file", file.pk)


@let_in(Role.TRAINING_ADMINISTRATOR)
def training_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """How far a file was read, what it would change, and the yes that records it."""
    files = TrainingFile.objects.select_related("brought_by")
    file = get_object_or_404(files, pk=min(file_id, 2**63 - 1))
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            confirm_file(file, by=signed_in(request))
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            return redirect("training-file", file.pk)
    moving = request.headers.get("HX-Request") == "true"
    template = "_training_file.html" if moving else "training_file.html"
    shown = {"file": file, "reasons": reasons}
    return render(
        request,
        f"accounts/registers/{template}",
        shown,
        status=REFUSED if reasons else 200,
    )


def _page(
    request: HttpRequest, form: TrainingFileForm, reasons: tuple[Reason, ...] = ()
) -> HttpResponse:
    status = REFUSED if reasons or form.errors else 200
    shown = {"form": form, "reasons": reasons, "files": last_files()}
    return render(
        request, "accounts/registers/training_import.html", shown, status=status
    )
