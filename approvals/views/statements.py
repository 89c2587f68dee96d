"""The register of statements: all of it, and one with what became of it.

No rule is applied here; the verb refuses, and the page shows its reasons.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.models import SocialAccount
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES
from accounts.views.asking import REFUSED, wants_csv
from approvals.actions.reading import exported
from approvals.actions.statements import hand_over, record_outcome
from approvals.forms import HandOverForm, OutcomeForm
from approvals.models.statements import Outcome, RegisteredStatement
from approvals.policy.statements import keeper_of
from approvals.queries.statements import (
    STATES,
    accounts_named,
    narrowed,
    statements_open_to,
)
from drafts.queries import drafts_open_to
from drafts.templatetags.wordings import AUTHORITIES


HEADINGS = (
    *("Number", "Class", "What", "Basis", "By when", "Due", "Pounds", "Topic"),
    *("Accounts", "Authorised by", "In the post", "Under", "On", "Owner", "Outcome"),
    *("Draft", "Revision", "Digest"),
)
MOST_SHOWN = 100
MOST_EXPORTED = 50_000


@require_safe
@let_in(*CONTENT_ROLES)
def register(request: HttpRequest) -> HttpResponse:
    """Every statement of drafts that one may read, narrowed as the address says."""
    person = signed_in(request)
    asked = _asked(request)
    today = timezone.localdate()
    rows = narrowed(statements_open_to(person), asked, today=today)
    if wants_csv(request):
        text = exported("statements", HEADINGS, _cells(rows[:MOST_EXPORTED]), by=person)
        return csv_answer(text, f"statements-{today}")
    shown = {
        "rows": rows[:MOST_SHOWN],
        "count": rows.count(),
        "most": MOST_SHOWN,
        "asked": asked,
        "classes": AUTHORITIES,
        "states": STATES,
        "accounts": SocialAccount.objects.order_by("name", "platform"),
        "today": today,
        "csv": _with(request, "format", "csv"),
    }
    return render(request, "approvals/statements/register.html", shown)


@let_in(*CONTENT_ROLES)
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """One line: the exact words, who authorised them, and what became of them."""
    person = signed_in(request)
    line = get_object_or_404(
        statements_open_to(person), pk=min(statement_id, 2**63 - 1)
    )
    drafts = drafts_open_to(person)
    form = OutcomeForm(request.POST if request.method == "POST" else None, drafts)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            record_outcome(
                line,
                by=person,
                outcome=Outcome(form.cleaned_data["outcome"]),
                note=form.cleaned_data["note"],
                said_in=form.cleaned_data["said_in"],
                due_on=form.cleaned_data["due_on"],
            )
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, "Written down.")
            return redirect("statement", line.pk)
    shown = {
        "line": line,
        "decision": line.reliance.decision,
        "accounts": accounts_named(set(line.accounts)).values(),
        "handovers": line.handovers.select_related("to", "handed_by"),
        "outcomes": line.outcomes.select_related("recorded_by", "said_in"),
        "form": form,
        "reasons": reasons,
        "may": line.owner_id is not None and keeper_of(line, person) is not None,
        "today": timezone.localdate(),
    }
    status = REFUSED if reasons or form.errors else 200
    return render(request, "approvals/statements/statement.html", shown, status=status)


@let_in(*CONTENT_ROLES)
def statement_hand_over(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Give a commitment to another post, whose holder is told."""
    person = signed_in(request)
    line = get_object_or_404(
        statements_open_to(person), pk=min(statement_id, 2**63 - 1)
    )
    form = HandOverForm(request.POST if request.method == "POST" else None)
    reasons: Sequence[Reason] = ()
    if request.method == "POST" and form.is_valid():
        try:
            handover = hand_over(line, by=person, **form.cleaned_data)
        except RefusedError as refused:
            reasons = refused.reasons
        else:
            messages.success(request, f"{handover.to.title} owns it now, and is told.")
            return redirect("statement", line.pk)
    shown = {"line": line, "form": form, "reasons": reasons}
    status = REFUSED if reasons or form.errors else 200
    return render(request, "approvals/statements/hand_over.html", shown, status=status)


def csv_answer(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def day_of(text: str) -> date | None:
    """A day of the address; None for anything else, or for one no calendar has."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _asked(request: HttpRequest) -> dict[str, object]:
    """What the address narrows by; what is nothing that we know narrows nothing."""
    get = request.GET.get
    account = get("account", "")
    number = account.isascii() and account.isdigit() and len(account) < 19
    return {
        "authority": _known(get("authority", ""), AUTHORITIES),
        "state": _known(get("state", ""), STATES),
        "person": get("person", "")[:80].replace("\x00", "").strip(),
        "account": int(account) if number else None,
        "since": day_of(get("since", "")),
        "until": day_of(get("until", "")),
    }


def _known(name: str, names: Iterable[str]) -> str:
    return name if name in names else ""


def _with(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query[name] = value
    return query.urlencode()


def _cells(rows: Iterable[RegisteredStatement]) -> Iterable[Iterable[object]]:
    lines = list(rows)
    names = accounts_named({number for each in lines for number in each.accounts})
    return (_line(each, names) for each in lines)


def _line(each: RegisteredStatement, names: dict[int, str]) -> tuple[object, ...]:
    decision, revision = each.reliance.decision, each.authorisation.revision
    last: Outcome | None = getattr(each, "last", None)
    return (
        *(each.pk, AUTHORITIES.get(each.authority, each.authority), each.what),
        *(each.basis, each.by_when, getattr(each, "due", None), each.amount),
        each.topic,
        "; ".join(names.get(number, str(number)) for number in each.accounts),
        *(decision.decided_by.name, decision.post, each.reliance.delegation.reference),
        timezone.localtime(each.made_at).isoformat(timespec="seconds"),
        getattr(each, "kept_by", None) or "",
        last,
        *(revision.draft_id, revision.number, bytes(revision.digest).hex()),
    )
