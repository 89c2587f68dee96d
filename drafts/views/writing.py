"""The draft page: the words with their check, saving them, and submitting them.

No rule is applied here; the actions refuse, and the page shows their reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import let_in, signed_in
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from drafts import actions, policy
from drafts.forms import DraftForm, fits_the_form, typed_already
from drafts.forms.reasons import typed_reasons
from drafts.lifecycle import OWNER, Status
from drafts.models import Draft, Revision
from drafts.policy.lines import NO_LONGER_THE_LINE
from drafts.queries import drafts_open_to
from drafts.views.composing import typed_in
from drafts.views.kept import SIGNED_OUT, keeps_the_form, kept_form
from drafts.views.kept_reasons import keep_reasons, reasons_before
from drafts.views.panel import panel_of


REFUSED = 422


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the page comes back, and which revision the next save starts from.

    `newer` holds words that somebody else saved meanwhile: once both texts were shown,
    saving again means saving over it.
    """

    reasons: Sequence[Reason] = ()
    newer: Revision | None = None
    saved_as: int | None = None

    @property
    def based_on(self) -> int | None:
        return self.newer.number if self.newer else self.saved_as


NONE = Trouble()


@keeps_the_form
@let_in(*CONTENT_ROLES)
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One draft: to write in, or to read when it is not this person's to change."""
    found = _open_draft(request, draft_id)
    if request.method == "POST":
        return _save(request, found)
    kept = kept_form(request)
    if kept is not None:
        messages.warning(request, SIGNED_OUT)
        return _page(request, found, _form(request, found, kept))
    return _page(request, found, _form(request, found))


@keeps_the_form
@let_in(*policy.EDITING_ROLES)
def draft_submit(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save what was changed, then put it in front of the approvers."""
    found = _open_draft(request, draft_id)
    if request.method == "POST":
        return _submit(request, found)
    return typed_before(request, found)


def typed_before(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What was typed before the sign-in ran out, given back on the draft's page."""
    kept = kept_form(request)
    if kept is None:
        return redirect("draft", draft.pk)
    messages.warning(request, SIGNED_OUT)
    return _page(request, draft, _form(request, draft, kept))


def _open_draft(request: HttpRequest, draft_id: int) -> Draft:
    return get_object_or_404(drafts_open_to(signed_in(request)), pk=draft_id)


def _current(draft: Draft) -> Revision:
    return actions.current_revision(draft)


def _form(
    request: HttpRequest, draft: Draft, typed: QueryDict | None = None
) -> DraftForm:
    revision = _current(draft)
    return DraftForm(
        typed,
        person=signed_in(request),
        base=revision.content,
        initial=typed_already(revision, title=draft.title),
        reasons=reasons_before(request, draft),
        draft=draft,
    )


def _save(request: HttpRequest, draft: Draft) -> HttpResponse:
    trouble = save_first(request, draft)
    if trouble is not None:
        return trouble
    messages.success(request, "Saved. Here is what the check says.")
    return redirect("draft", draft.pk)


def save_first(request: HttpRequest, draft: Draft) -> HttpResponse | None:
    """Save what is typed; the page where it cannot be saved, or is asked for again."""
    typed = typed_in(request)
    form = _form(request, draft, typed.data)
    form.refused = typed.refused
    if typed.asked_again:
        form.quieten()
        return _page(request, draft, form, Trouble(typed.reasons))
    saved = _saved(request, draft, form, typed.reasons)
    if isinstance(saved, Trouble):
        return _page(request, draft, form, saved)
    keep_reasons(request, draft, typed_reasons(request.POST))
    return None


def _submit(request: HttpRequest, draft: Draft) -> HttpResponse:
    typed = typed_in(request)
    form = _form(request, draft, typed.data)
    form.refused = typed.refused
    saved = _saved(request, draft, form, typed.reasons)
    if isinstance(saved, Trouble):
        return _page(request, draft, form, saved)
    try:
        actions.submit(
            draft,
            by=signed_in(request),
            based_on=saved.number,
            reasons=form.reasons.given,
        )
    except RefusedError as refused:
        trouble = Trouble(_once(refused.reasons), saved_as=saved.number)
        return _page(request, draft, form, trouble)
    keep_reasons(request, draft, {})
    messages.success(
        request, f"“{form.cleaned_data['title']}” is waiting for approval."
    )
    return redirect("review", draft.pk)


def _saved(
    request: HttpRequest,
    draft: Draft,
    form: DraftForm,
    reasons: Sequence[Reason] = (),
) -> Revision | Trouble:
    """The revision that now holds the typed words, or why there is none.

    `reasons` speak against files that were sent along.
    """
    trouble = Trouble(reasons)
    if not fits_the_form(form.base):
        trouble = Trouble([_made_elsewhere()])
    if trouble.reasons or not form.is_valid():
        return trouble
    try:
        saved = actions.save(
            draft,
            by=signed_in(request),
            title=form.cleaned_data["title"],
            content=form.content,
            based_on=form.cleaned_data["based_on"] or 0,
        )
    except actions.StaleRevisionError as stale:
        return Trouble(stale.reasons, newer=stale.current)
    except RefusedError as refused:
        return Trouble(refused.reasons)
    if form.base.line and not saved.content.line:
        messages.warning(request, NO_LONGER_THE_LINE.format(line=form.base.line))
    return saved


def _once(reasons: Sequence[Reason]) -> Sequence[Reason]:
    """The same words on two accounts break a rule twice, and are said once."""
    return list(dict.fromkeys(reasons))


def _made_elsewhere() -> Reason:
    return Reason(
        "made-elsewhere",
        "This draft has parts that this page cannot show, so it cannot be changed here.",
    )


def _page(
    request: HttpRequest, draft: Draft, form: DraftForm, trouble: Trouble = NONE
) -> HttpResponse:
    draft.refresh_from_db(fields=["status", "title", "changed_at"])
    closed = list(policy.reasons_against_edit(draft, by=signed_in(request)))
    shown = {
        "draft": draft,
        "form": form,
        "trouble": trouble,
        "based_on": trouble.based_on or form["based_on"].value(),
        "closed": closed,
        "owner": OWNER[Status(draft.status)],
        **panel_of(form, by=signed_in(request)),
    }
    refused = bool(form.faults) or bool(trouble.reasons)
    return render(
        request, "drafts/draft.html", shown, status=REFUSED if refused else 200
    )
