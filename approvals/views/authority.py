"""The register of authority as at a day: all of it, one delegation, who may do what.

Nothing is given or taken back here.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.models import Delegation, JobPost, Person, SocialAccount
from accounts.policy.authority import reasons_against_revoking
from accounts.queries.authority import (
    deciders_by_post,
    deciding_posts,
    gives_authority,
    overlapping,
    register_of_authority,
    with_everything,
)
from accounts.queries.people import delegations_in_force
from accounts.roles import Role
from accounts.views.asking import csv_file, day_asked, moment_of, wants_csv
from approvals.policy.cover import covers, gaps, matrix
from approvals.policy.given import limits_of_the_schedule
from approvals.queries.relied import readable_by, relied_on
from drafts.templatetags.wordings import AUTHORITIES


HEADINGS = (
    *("Reference", "Post", "Held by", "May authorise", "Accounts", "Platforms"),
    *("Topic", "Up to £", "One draft", "From", "Until", "Given by", "Under"),
    "Rests on",
)
MOST_RELIANCES = 50


@require_safe
@let_in(*Role)
def authority(request: HttpRequest) -> HttpResponseBase:
    """What was in force on a day, narrowed by class, post, account or person."""
    day = day_asked(request)
    moment = moment_of(day)
    asked = _asked(request)
    found = list(
        register_of_authority(
            moment,
            authority=str(asked["authority"]),
            post=_number(asked["post"]),
            account=_number(asked["account"]),
        )
    )
    holders = deciders_by_post({each.job_post_id for each in found}, at=moment)
    rows = [(each, holders.get(each.job_post_id, ())) for each in found]
    if asked["person"]:
        rows = [row for row in rows if _called(row[1], str(asked["person"]))]
    if wants_csv(request):
        return csv_file(f"authority-{day}", HEADINGS, map(_cells, rows))
    shown = {
        "day": day,
        "rows": rows,
        "asked": asked,
        "narrowed": any(asked.values()),
        "classes": AUTHORITIES,
        "posts": deciding_posts(),
        "accounts": _accounts(),
        "overlaps": overlapping(each for each, _ in rows),
        "gives": gives_authority(signed_in(request)),
    }
    return render(request, "approvals/authority/register.html", shown)


@require_safe
@let_in(*Role)
def delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Its limits, who held it on a day, where it comes from, and what rested on it."""
    person = signed_in(request)
    given = delegation_numbered(delegation_id)
    day = day_asked(request)
    moment = moment_of(day)
    reliances = relied_on(given)
    readable = readable_by(person, reliances)
    shown = {
        "delegation": given,
        "day": day,
        "in_force": delegations_in_force(timezone.now()).filter(pk=given.pk).exists(),
        "holders": deciders_by_post([given.job_post_id], at=moment).get(
            given.job_post_id, ()
        ),
        "given_on": given.given_on.select_related("job_post").order_by("reference"),
        "relied": readable[:MOST_RELIANCES],
        "count": reliances.count(),
        "limits": limits_of_the_schedule(given),
        "may_revoke": not reasons_against_revoking(given, by=person, reason="asked"),
    }
    return render(request, "approvals/authority/delegation.html", shown)


@require_safe
@let_in(*Role)
def cover(request: HttpRequest) -> HttpResponse:
    """Who may authorise what on a day, as a table and in words, and where too few may."""
    day = day_asked(request)
    accounts = list(_accounts())
    only = _number(request.GET.get("account", ""))
    chosen = [each for each in accounts if each.pk == only] or accounts
    found = covers(chosen, at=moment_of(day))
    people, lines = matrix(found)
    shown = {
        "day": day,
        "accounts": accounts,
        "only": only,
        "chosen": chosen,
        "covers": [each for each in found if each.people],
        "gaps": gaps(found),
        "people": people,
        "lines": lines,
    }
    return render(request, "approvals/authority/cover.html", shown)


def delegation_numbered(number: int) -> Delegation:
    rows = with_everything(Delegation.objects.all())
    return get_object_or_404(rows, pk=min(number, 2**63 - 1))


def _accounts() -> Iterable[SocialAccount]:
    return SocialAccount.objects.filter(enabled=True).order_by("name", "platform")


def _asked(request: HttpRequest) -> dict[str, object]:
    """What the address narrows by; what is no class, post or account narrows nothing."""
    name = request.GET.get("authority", "")
    return {
        "authority": name if name in AUTHORITIES else "",
        "post": _known(JobPost, request.GET.get("post", "")),
        "account": _known(SocialAccount, request.GET.get("account", "")),
        "person": request.GET.get("person", "")[:80].replace("\x00", "").strip(),
    }


def _known(model: type[JobPost] | type[SocialAccount], text: str) -> int | None:
    number = _number(text)
    known = number is not None and model.objects.filter(pk=number).exists()
    return number if known else None


def _number(value: object) -> int | None:
    """A number that a row may have, or None."""
    text = str(value)
    short = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if short else None


def _called(people: Iterable[Person], words: str) -> bool:
    return any(words.casefold() in person.name.casefold() for person in people)


def _cells(row: tuple[Delegation, Iterable[Person]]) -> tuple[object, ...]:
    given, holders = row
    return (
        given.reference,
        given.job_post.title,
        "; ".join(person.name for person in holders),
        "; ".join(AUTHORITIES.get(name, name) for name in given.classes),
        "; ".join(str(account) for account in given.accounts.all()),
        "; ".join(given.platforms),
        given.topic,
        given.money_ceiling,
        given.one_draft,
        timezone.localtime(given.valid_from).isoformat(timespec="minutes"),
        timezone.localtime(given.valid_to).isoformat(timespec="minutes"),
        given.granted_by.name,
        given.under.reference if given.under else "",
        given.evidence,
    )
