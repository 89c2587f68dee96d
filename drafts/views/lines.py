"""The lines library: the list to search, and one line with its history.

No line is changed here.
"""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import let_in, signed_in
from accounts.models import Person, SocialAccount
from accounts.reasons import Reason
from accounts.roles import CONTENT_ROLES
from drafts.actions.from_lines import sample_checks
from drafts.forms import editing_teams
from drafts.models.lines import LineVerdict, LineVersion
from drafts.policy import clearing, filling
from drafts.policy.slots import slots_of
from drafts.queries.lines import found_lines, lines_waiting, topics, versions_of


REFUSED = 422


@let_in(*CONTENT_ROLES)
def lines(request: HttpRequest) -> HttpResponse:
    """Every line in use, searched by word and topic, and what waits to be cleared."""
    person = signed_in(request)
    words = request.GET.get("words", "").replace("\0", "")[:200]
    topic = request.GET.get("topic", "").replace("\0", "")[:60]
    shown = {
        "lines": found_lines(words, topic=topic)[:200],
        "waiting": lines_waiting(),
        "words": words,
        "topic": topic,
        "topics": topics(),
        "writes": editing_teams(person).exists(),
        "proposes": clearing.proposing_capacity(person) is not None,
    }
    return render(request, "drafts/lines.html", shown)


@let_in(*CONTENT_ROLES)
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """One line: the words in use, what waits to be cleared, and its history."""
    return line_page(request, line_id)


def line_page(
    request: HttpRequest, line_id: int, reasons: Sequence[Reason] = (), typed: str = ""
) -> HttpResponse:
    """The page of a line; `reasons` say why nothing was changed."""
    person = signed_in(request)
    versions = list(versions_of(line_id))
    if not versions:
        raise Http404
    waiting = _first(versions, verdict=LineVerdict.WAITING)
    shown = {
        "line": versions[0].line,
        "versions": versions,
        "names": _account_names(versions),
        "in_use": _in_use(versions),
        "waiting": waiting,
        "asked": _asked(waiting, person) if waiting else {},
        "withdraws": [
            version.pk
            for version in versions
            if clearing.withdrawing_capacity(version, by=person)
        ],
        "writes": editing_teams(person).exists(),
        "proposes": clearing.proposing_capacity(person) is not None,
        "reasons": reasons,
        "typed": typed,
    }
    return render(
        request, "drafts/line.html", shown, status=REFUSED if reasons else 200
    )


def version_in(line_id: int, number: int) -> LineVersion:
    """A version by its line and number; 404 where there is none."""
    found = versions_of(line_id).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def in_use(line_id: int) -> LineVersion:
    """The version of a line that a draft can be made from now; 404 where there is none."""
    found = _in_use(list(versions_of(line_id)))
    if found is None:
        raise Http404
    return found


def _in_use(versions: Sequence[LineVersion]) -> LineVersion | None:
    now = timezone.now()
    for version in versions:
        cleared = version.verdict == LineVerdict.CLEARED
        in_time = version.valid_from <= now < version.valid_to
        if cleared and version.withdrawn_at is None and in_time:
            return version
    return None


def _first(versions: Sequence[LineVersion], *, verdict: str) -> LineVersion | None:
    for version in versions:
        if version.verdict == verdict and version.withdrawn_at is None:
            return version
    return None


def _account_names(versions: Sequence[LineVersion]) -> dict[int, str]:
    wanted = {pk for version in versions for pk in version.accounts}
    return {
        account.pk: str(account)
        for account in SocialAccount.objects.filter(pk__in=wanted)
    }


def _asked(version: LineVersion, person: Person) -> dict[str, object]:
    """What clearing this version takes, what the check says, and why not by this person."""
    results = sample_checks(version)
    now = timezone.now()
    return {
        "classes": clearing.classes_of_line(version, results),
        "said": list(
            dict.fromkeys(
                (found.severity, found.message)
                for result in results
                for found in result.findings
            )
        ),
        "sample": filling.samples(
            version.text,
            slots_of(version.slots),
            language=version.language,
            today=timezone.localdate(),
        )[0],
        "against": clearing.reasons_against_clearing(
            version, by=person, results=results, at=now
        ),
        "may_refuse": not clearing.reasons_against_deciding_on_line(version, by=person),
    }
