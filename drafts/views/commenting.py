"""Commenting on a draft, from the review page.

No rule is applied here; the action refuses, and the page keeps what was typed.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import DECIDING_ROLES, Role
from drafts.actions.comments import comment
from drafts.forms.comments import CommentForm
from drafts.models import Draft
from drafts.queries import drafts_open_to


REFUSED = 422


@let_in(Role.AUTHOR, Role.CHECKER, *DECIDING_ROLES)
def draft_comment(request: HttpRequest, draft_id: int) -> HttpResponse:
    person = signed_in(request)
    draft = get_object_or_404(drafts_open_to(person), pk=draft_id)
    if request.method != "POST":
        return _page(request, draft, CommentForm())
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, form)
    try:
        comment(draft, by=person, words=form.cleaned_data["comment"])
    except RefusedError as refused:
        return _page(request, draft, form, refused.reasons)
    messages.success(request, "Your comment is with the draft.")
    return redirect("review", draft.pk)


def _page(
    request: HttpRequest,
    draft: Draft,
    form: CommentForm,
    reasons: Sequence[Reason] = (),
) -> HttpResponse:
    shown = {"draft": draft, "form": form, "reasons": reasons}
    status = REFUSED if form.is_bound else 200
    return render(request, "drafts/comment.html", shown, status=status)
