"""Asking for advice about a draft, and answering: the questions, and one of them.

No rule is applied here; the actions refuse, and the pages show their reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, DECIDING_ROLES, Role
from drafts.actions import current_revision
from drafts.actions.advice import answer_advice, ask_for_advice
from drafts.forms.advice import AnswerForm, AskForm
from drafts.models import AdviceRequest, Draft
from drafts.policy.advice import reasons_against_answering, reasons_against_asking
from drafts.queries import drafts_open_to
from drafts.queries.advice import asked_of, requests


REFUSED = 422


@let_in(Role.AUTHOR, Role.CHECKER, *DECIDING_ROLES)
def ask_advice(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Put a question about the draft's words; asking is thanked."""
    person = signed_in(request)
    draft = get_object_or_404(drafts_open_to(person), pk=draft_id)
    if request.method != "POST":
        return _ask_page(request, draft, AskForm(draft=draft, asker=person))
    form = AskForm(request.POST, draft=draft, asker=person)
    if not form.is_valid():
        return _ask_page(request, draft, form)
    given = form.cleaned_data
    try:
        asked = ask_for_advice(
            draft,
            by=person,
            of=given["who"],
            question=given["question"],
            digest=given["digest"],
        )
    except RefusedError as refused:
        return _ask_page(request, draft, form, refused.reasons)
    messages.success(
        request,
        f"Thank you for asking. {asked.asked_of} has been told, and you are told as "
        "soon as there is an answer. You can keep editing while you wait.",
    )
    return redirect("advice", asked.pk)


def _ask_page(
    request: HttpRequest, draft: Draft, form: AskForm, reasons: Sequence[Reason] = ()
) -> HttpResponse:
    revision = current_revision(draft)
    shown = {
        "draft": draft,
        "revision": revision,
        "content": revision.content,
        "form": form,
        "against": reasons_against_asking(draft, by=signed_in(request)),
        "reasons": reasons,
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "drafts/advice_ask.html", shown, status=status)


@let_in(*CONTENT_ROLES)
def advice_list(request: HttpRequest) -> HttpResponse:
    """The questions that wait for this person's answer, the oldest first."""
    shown = {"asked": asked_of(signed_in(request))}
    return render(request, "drafts/advice_list.html", shown)


@let_in(*CONTENT_ROLES)
def advice(request: HttpRequest, request_id: int) -> HttpResponse:
    """One question with the words it is about; whoever was asked answers it here."""
    person = signed_in(request)
    opened = drafts_open_to(person).values("pk")
    asked = get_object_or_404(requests().filter(draft__in=opened), pk=request_id)
    if request.method != "POST":
        return _page(request, asked)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form=form)
    try:
        answer_advice(asked, by=person, answer=form.cleaned_data["answer"])
    except RefusedError as refused:
        return _page(request, asked, form=form, reasons=refused.reasons)
    messages.success(
        request, f"Your advice is with {asked.asked_by.name}, and kept with the draft."
    )
    return redirect("advice", asked.pk)


def _page(
    request: HttpRequest,
    asked: AdviceRequest,
    *,
    form: AnswerForm | None = None,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    asked = requests().get(pk=asked.pk)
    against = reasons_against_answering(asked, by=signed_in(request))
    shown = {
        "asked": asked,
        "draft": asked.draft,
        "content": asked.revision.content,
        "changed": asked.draft.current_id != asked.revision_id,
        "against": against,
        "reasons": reasons,
        "form": form or AnswerForm(),
    }
    return render(request, "drafts/advice.html", shown, status=REFUSED if form else 200)
