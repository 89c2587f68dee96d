"""What is live on each account against what was authorised: all of them, and one.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import let_in, signed_in, with_fresh_proof
from accounts.models import SocialAccount
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from accounts.views.asking import REFUSED, wants_csv
from approvals.actions.reading import exported
from approvals.views.statements import csv_answer
from drafts.policy import editing_capacity
from publishing.actions.reconciling import check_account, recognise
from publishing.actions.statements import draft_statement, statement_words
from publishing.actions.takedowns import remove_strangers
from publishing.forms.takedowns import TakedownForm
from publishing.models import Divergence
from publishing.policy.takedowns import (
    REMOVABLE,
    may_take_down,
    reasons_against_removing,
)
from publishing.policy.truth import (
    reasons_against_checking,
    reasons_against_resolving,
)
from publishing.queries.account_truth import (
    every_account,
    open_on,
    settled_on,
    story_of_account,
    truths,
)
from publishing.queries.takedowns import accounts_read_by
from publishing.queries.truth import may_be_hijacked
from publishing.views.takedowns import begun


HEADINGS = ("At", "What we published", "What was done there", "Kind", "Address")
# More of a reason than this is no reason, and is not sent back.
LONGEST_KEPT = 400


@require_safe
@let_in(*CONTENT_ROLES)
def truths_page(request: HttpRequest) -> HttpResponse:
    """Every account that one may read: its last check, and what is wrong there."""
    rows = every_account(signed_in(request))
    moving = any(each.run and not each.run.finished_at for each in rows)
    shown = {"rows": rows, "moving": moving, "wrong": sum(each.open for each in rows)}
    part = request.headers.get("HX-Request") == "true"
    template = "_accounts.html" if part else "accounts.html"
    return render(request, f"publishing/truth/{template}", shown)


@require_safe
@let_in(*CONTENT_ROLES)
def truth(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account; for htmx the part that moves, as a file its story."""
    account = _account(request, account_id)
    if wants_csv(request):
        return _story_file(request, account)
    if request.headers.get("HX-Request") == "true":
        (found,) = truths([account])
        shown = {"account": account, "run": found.run}
        return render(request, "publishing/truth/_run.html", shown)
    return _page(request, account)


@require_POST
@let_in(*CONTENT_ROLES)
def check_now(request: HttpRequest, account_id: int) -> HttpResponse:
    """Have the account read further back than the clock does; a worker begins at once."""
    account = _account(request, account_id)
    try:
        check_account(account, by=signed_in(request))
    except RefusedError as refused:
        return _page(request, account, refused.reasons)
    messages.success(request, "It is being checked. You may leave this page.")
    return redirect("truth", account.pk)


@require_POST
@let_in(*CONTENT_ROLES)
def recognised(request: HttpRequest, account_id: int, number: int) -> HttpResponse:
    """Say that what was found is known, and why."""
    account = _account(request, account_id)
    divergence = get_object_or_404(account.divergences, pk=number)
    reason = request.POST.get("reason", "")[:LONGEST_KEPT].replace("\x00", "")
    try:
        recognise(divergence, by=signed_in(request), reason=reason)
    except RefusedError as refused:
        return _page(request, account, refused.reasons, kept=(number, reason))
    messages.success(request, "Noted. It stands as known.")
    return redirect("truth", account.pk)


@let_in(*CONTENT_ROLES)
@with_fresh_proof
def remove(request: HttpRequest, account_id: int) -> HttpResponse:
    """Take down one post that nobody authorised, or all that are open there."""
    account = _account(request, account_id)
    found = _removable(request, account)
    form = TakedownForm(request.POST if request.method == "POST" else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            asked = remove_strangers(
                found, by=signed_in(request), reason=form.cleaned_data["reason"]
            )
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            return begun(request, asked)
    shown = {
        "account": account,
        "found": found,
        "form": form,
        "reasons": reasons,
        "against": reasons_against_removing(
            found, by=signed_in(request), reason="to be said"
        ),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "publishing/truth/remove.html", shown, status=status)


@require_POST
@let_in(*CONTENT_ROLES)
def statement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open a draft that says that the account is being misused."""
    account = _account(request, account_id)
    try:
        draft = draft_statement(account, by=signed_in(request))
    except RefusedError as refused:
        return _page(request, account, refused.reasons)
    return redirect("draft", draft.pk)


def _account(request: HttpRequest, number: int) -> SocialAccount:
    readable = accounts_read_by(signed_in(request)).select_related(
        "team", "owner", "deputy"
    )
    return get_object_or_404(readable, pk=min(number, 2**63 - 1))


def _removable(request: HttpRequest, account: SocialAccount) -> list[Divergence]:
    rows = account.divergences.filter(resolved_at=None, kind__in=REMOVABLE)
    asked = request.GET.get("post", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 19:
        rows = rows.filter(pk=int(asked))
    return list(rows.order_by("pk")[:500])


def _page(
    request: HttpRequest,
    account: SocialAccount,
    reasons: Sequence[Reason] = (),
    *,
    kept: tuple[int, str] = (0, ""),
) -> HttpResponse:
    person = signed_in(request)
    (found,) = truths([account])
    opened = open_on(account, reader=person)
    shown = {
        "account": account,
        "truth": found,
        "run": found.run,
        "opened": opened,
        "settled": settled_on(account, reader=person),
        "story": story_of_account(account),
        "hijacked": may_be_hijacked(account),
        "statement": statement_words(account),
        "may_draft": editing_capacity(person, team_id=account.team_id) is not None,
        "reasons": reasons,
        "kept": kept,
        "may_check": not reasons_against_checking(by=person),
        "may_take_down": may_take_down(person),
        "may_settle": any(
            not reasons_against_resolving(each.divergence, by=person, reason="to say")
            for each in opened[:1]
        ),
        "removable": REMOVABLE,
    }
    status = REFUSED if reasons else 200
    return render(request, "publishing/truth/account.html", shown, status=status)


def _story_file(request: HttpRequest, account: SocialAccount) -> HttpResponse:
    rows = (
        (
            timezone.localtime(line.at).isoformat(timespec="seconds"),
            *(line.ours, line.theirs, line.kind, line.url),
        )
        for line in story_of_account(account)
    )
    text = exported("account-truth", HEADINGS, rows, by=signed_in(request))
    return csv_answer(text, f"account-{account.pk}-{timezone.localdate()}")
