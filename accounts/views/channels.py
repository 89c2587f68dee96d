"""The account register as at a day, and one account's entry.

No rule is applied here; the verbs refuse, and the pages show their reasons.
"""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.actions.register import approve_account, keep_entry, review_access
from accounts.forms.channels import EntryForm
from accounts.models import Person, SocialAccount
from accounts.policy.register import (
    reasons_against_approving_account,
    reasons_against_keeping,
    reasons_against_reviewing,
)
from accounts.queries.register import (
    access_at,
    accounts_register,
    entries_at,
    lacking,
)
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from accounts.views.asking import REFUSED, csv_file, day_asked, moment_of, wants_csv
from accounts.views.notices import posted


HEADINGS = (
    *("Account", "Platform", "Name", "Team", "Owner", "Deputy", "Purpose"),
    *("Approved", "Two-factor sign-in", "Dormant", "Review by", "Still lacks"),
    *("Person", "Job post", "May", "Under"),
)


@require_safe
@let_in(*Role)
def channels(request: HttpRequest) -> HttpResponseBase:
    """Every account, what its entry lacks, and who had access on a day."""
    day = day_asked(request)
    entries = entries_at(moment_of(day))
    if wants_csv(request):
        rows = (
            (
                *_cells(entry.account, entry.lacks),
                each.person,
                each.post,
                each.may,
                each.under,
            )
            for entry in entries
            for each in entry.access
        )
        return csv_file(f"accounts-{day}", HEADINGS, rows)
    return render(
        request, "accounts/registers/accounts.html", {"day": day, "entries": entries}
    )


def _cells(account: SocialAccount, lacks: Sequence[str]) -> tuple[object, ...]:
    return (
        *(account.handle, account.get_platform_display(), account.name, account.team),
        *(account.owner, account.deputy, account.purpose, account.approved_at),
        *(account.mfa, account.dormant, account.review_on, ", ".join(lacks)),
    )


@let_in(*Role)
def channel(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account's entry: read by everybody, kept by its owner and deputy."""
    account = get_object_or_404(accounts_register(), pk=min(account_id, 2**63 - 1))
    person = signed_in(request)
    form = EntryForm(
        posted(request) if "keep" in request.POST else None, account=account
    )
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            done = _done(request, account, form, person)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            if done:
                messages.success(request, done)
                return redirect("channel", account.pk)
    day = day_asked(request)
    shown = {
        "account": account,
        "form": form,
        "reasons": reasons,
        "day": day,
        "lacks": lacking(account),
        "facts": _facts(account),
        "access": access_at(moment_of(day))[account.pk],
        "keeps": not reasons_against_keeping(account, by=person),
        "approves": not reasons_against_approving_account(account, by=person),
        "reviews": not reasons_against_reviewing(account, by=person),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "accounts/registers/account.html", shown, status=status)


def _facts(account: SocialAccount) -> list[tuple[str, object]]:
    said = {True: "yes", False: "no", None: "nobody looked"}
    return [
        ("Team", account.team),
        ("Owner", account.owner or "none"),
        ("Deputy", account.deputy or "none"),
        ("What it is for", account.purpose or "not said"),
        ("Recovery contact", account.recovery or "none"),
        ("Two-factor sign-in", said[account.mfa]),
        ("Dormant", said[account.dormant]),
        ("Access reviewed", account.reviewed_on or "never"),
        ("Review by", account.review_on or "not set"),
    ]


Verb = Callable[[SocialAccount, Person], str]


def _approve(account: SocialAccount, by: Person) -> str:
    approve_account(account, by=by)
    return f"Approved: {account}."


def _review(account: SocialAccount, by: Person) -> str:
    review_access(account, by=by)
    return f"Reviewed: who has access to {account}."


BUTTONS: Mapping[str, Verb] = {"approve": _approve, "review": _review}


def _done(
    request: HttpRequest, account: SocialAccount, form: EntryForm, by: Person
) -> str:
    """The sentence of what was done; nothing where the form is not good yet."""
    for name, verb in BUTTONS.items():
        if name in request.POST:
            return verb(account, by)
    if not form.is_valid():
        return ""
    keep_entry(account, by=by, entry=form.entry)
    return f"Kept: the entry of {account}."
