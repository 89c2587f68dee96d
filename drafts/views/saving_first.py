"""Leaving the draft page for another one: what is typed is saved before.

No rule is applied here; where nothing can be saved the draft's page says why.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import let_in, signed_in
from drafts import policy
from drafts.models import Draft
from drafts.queries import drafts_open_to
from drafts.views.kept import keeps_the_form
from drafts.views.writing import save_first, typed_before


@keeps_the_form
@let_in(*policy.EDITING_ROLES)
def then_dispute(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save, then say of one finding that it is wrong."""
    draft = _open_draft(request, draft_id)
    if request.method != "POST":
        return typed_before(request, draft)
    asked = urlencode({"finding": request.POST.get("finding", "")})
    trouble = save_first(request, draft)
    return trouble or redirect(f"{reverse('draft-dispute', args=[draft.pk])}?{asked}")


@keeps_the_form
@let_in(*policy.EDITING_ROLES)
def then_ask(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save, then ask for advice."""
    draft = _open_draft(request, draft_id)
    if request.method != "POST":
        return typed_before(request, draft)
    return save_first(request, draft) or redirect("ask-advice", draft.pk)


def _open_draft(request: HttpRequest, draft_id: int) -> Draft:
    return get_object_or_404(drafts_open_to(signed_in(request)), pk=draft_id)
