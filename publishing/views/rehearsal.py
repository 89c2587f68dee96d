"""The rehearsal network as its own place: timelines, posts, and what is to go wrong.

No real platform is shown here.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in
from accounts.models import SocialAccount
from accounts.queries import roles_of
from accounts.roles import CONTENT_ROLES
from publishing.actions.rehearsal import SWITCHING_ROLES, set_switch
from publishing.forms.rehearsal import SwitchForm
from publishing.queries import rehearsal as reads


LARGEST = 2**63 - 1


@require_safe
@let_in(*CONTENT_ROLES)
def network(request: HttpRequest) -> HttpResponse:
    shown = {"accounts": reads.rehearsal_accounts()}
    return render(request, "publishing/rehearsal/network.html", shown)


@require_safe
@let_in(*CONTENT_ROLES)
def account(request: HttpRequest, name: str) -> HttpResponse:
    return _account_page(request, _account(name), SwitchForm(), status=200)


@require_safe
@let_in(*CONTENT_ROLES)
def post(request: HttpRequest, name: str, post_id: int) -> HttpResponse:
    owner = _account(name)
    found = reads.post_of(owner.handle, post_id) if post_id <= LARGEST else None
    if found is None:
        raise Http404
    shown = {"account": owner, "post": found}
    return render(request, "publishing/rehearsal/post.html", shown)


@require_POST
@let_in(*SWITCHING_ROLES)
def switch(request: HttpRequest, name: str) -> HttpResponse:
    """Set what goes wrong next; a wrong form comes back with what was typed."""
    owner = _account(name)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _account_page(request, owner, form, status=422)
    set_switch(owner.handle, by=signed_in(request), **form.cleaned_data)
    messages.success(request, "Set. It will go wrong when the next post is sent.")
    return redirect("rehearsal-account", name=owner.handle.removeprefix("@"))


def _account_page(
    request: HttpRequest, owner: SocialAccount, form: SwitchForm, *, status: int
) -> HttpResponse:
    shown = {
        "account": owner,
        "name": owner.handle.removeprefix("@"),
        "posts": reads.timeline(owner.handle),
        "switch": reads.switch_of(owner.handle),
        "may_switch": bool(roles_of(signed_in(request)).intersection(SWITCHING_ROLES)),
        "form": form,
    }
    return render(request, "publishing/rehearsal/account.html", shown, status=status)


def _account(name: str) -> SocialAccount:
    if "\0" in name:
        raise Http404
    found = reads.account_called(name)
    if found is None:
        raise Http404
    return found
