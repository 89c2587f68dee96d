"""Registers change by two people, each dated; the check reads what counts at the moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.proposals import approve_proposal, propose
from accounts.roles import Role
from audit.log import Subject
from audit.queries import entries_about
from drafts.actions.registers import change_of
from drafts.checks import check_content
from drafts.checks.known import known_now
from drafts.checks.schedule import parliament_sits
from drafts.content import Content, Statement, stamp
from guidance.models import RegisterEntry, SensitivePeriod
from guidance.policy.calendars import cleaned
from guidance.registers import PeriodKind, Register
from publishing.models import Recheck
from tests.cast import Cast, hire, words
from tests.refusals import refused, refused_by_database
from tests.registers import (
    a_period,
    a_release,
    custodian,
    ended,
    entered,
    proposed,
    second_person,
    sitting,
)


BARRAGE = "The Exampleton barrage opens to walkers on Saturday."


def rules_of(content: Content) -> set[str]:
    return {found.rule for found in check_content(content).findings}


def test_an_entry_counts_from_its_approval_to_its_end(cast: Cast) -> None:
    content = words(cast.rehearsal, text=BARRAGE)
    proposal = proposed(Register.LIVE_ISSUE, value="Exampleton barrage")
    assert "IM-CONTROV" not in rules_of(content)

    approve_proposal(proposal, by=second_person(Register.LIVE_ISSUE))
    assert "IM-CONTROV" in rules_of(content)

    row = RegisterEntry.objects.get()
    ended(Register.LIVE_ISSUE, row.pk)
    assert "IM-CONTROV" not in rules_of(content)
    row.refresh_from_db()
    assert row.valid_to is not None


def test_a_correction_ends_the_old_and_enters_the_new_at_one_moment(
    cast: Cast,
) -> None:
    entered(Register.PUBLIC_NUMBER, value="020 7946 0998", what="Press office")
    old = RegisterEntry.objects.get()
    values = cleaned(
        Register.PUBLIC_NUMBER, {"value": "020 7946 0999", "what": "Press office"}
    )
    change = change_of(Register.PUBLIC_NUMBER, "correct", values=values, entry=old.pk)
    proposal = propose("register", change, by=custodian())
    approve_proposal(proposal, by=second_person(Register.PUBLIC_NUMBER))
    old.refresh_from_db()
    new = RegisterEntry.objects.exclude(pk=old.pk).get()
    assert (new.value, new.valid_from) == ("02079460999", old.valid_to)


def test_each_change_is_logged_without_the_entry_itself(cast: Cast) -> None:
    entered(Register.LIVE_CASE, value="Operation Kingfisher")
    row = RegisterEntry.objects.get()
    (entry,) = entries_about([Subject("register", str(row.pk))])
    assert entry.body["details"] == {
        "changed": ["added"],
        "register": "live case",
        "proposal": str(row.proposal),
    }
    assert "Kingfisher" not in str(entry.body)


def test_every_change_has_what_waits_checked_again_once(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    entered(Register.LIVE_ISSUE, value="Reservoir charges")
    assert Recheck.objects.count() == 1


def test_nobody_but_custodians_proposes(cast: Cast) -> None:
    values = cleaned(Register.LIVE_ISSUE, {"value": "Exampleton barrage"})
    with refused("wrong-post"):
        propose(
            "register",
            change_of(Register.LIVE_ISSUE, "add", values=values),
            by=cast.priya,
        )


def test_the_data_protection_officer_is_one_of_two_on_public_numbers(
    cast: Cast,
) -> None:
    proposal = proposed(Register.PUBLIC_NUMBER, value="020 7946 0999")
    with refused("needs-owner"):
        approve_proposal(proposal, by=custodian("Carl Nuttall"))
    approve_proposal(proposal, by=second_person(Register.PUBLIC_NUMBER))
    assert RegisterEntry.objects.count() == 1


def test_what_the_statistics_head_proposes_any_custodian_decides(cast: Cast) -> None:
    head = hire("Sol Price", cast.strategy, "Statistics", Role.STATISTICS_HEAD)
    soon = timezone.now() + timedelta(days=9)
    values = cleaned(
        Register.RELEASE,
        {
            "series": "River levels",
            "words": ["river levels"],
            "releases_at": soon,
            "guarded_from": soon - timedelta(days=3),
        },
    )
    change = change_of(Register.RELEASE, "add", values=values)
    proposal = propose("register", change, by=head)
    assert approve_proposal(proposal, by=custodian()).applied_at is not None


def test_an_entry_is_listed_once(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    with refused("value:value"):
        proposed(Register.LIVE_ISSUE, value="Exampleton barrage")


@pytest.mark.parametrize(
    ("action", "entry", "values", "code"),
    [
        ("add", None, {}, "value:value"),
        ("add", None, {"value": "Barrage", "valid_from": "x"}, "value:value"),
        ("burn", None, None, "no-entry"),
        ("end", 7, None, "no-entry"),
        ("end", "x", None, "no-entry"),
    ],
)
def test_a_forged_change_is_refused_with_a_reason(
    cast: Cast, action: str, entry: object, values: dict[str, str] | None, code: str
) -> None:
    forged = {
        "register": "live issue",
        "action": action,
        "entry": entry,
        "values": values,
    }
    with refused(code):
        propose("register", forged, by=custodian())


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM guidance_registerentry", "never removed"),
        ("UPDATE guidance_registerentry SET value = 'anything'", "never changes"),
        (
            "UPDATE guidance_registerentry SET valid_to = now(), ended_by = proposal",
            "two people agreed",
        ),
        (
            """INSERT INTO guidance_registerentry (register, value, what, valid_from,
            proposal) VALUES ('live issue', 'Reservoirs', '', clock_timestamp(),
            (SELECT max(id) FROM accounts_proposal))""",
            "two people agreed",
        ),
        (
            """INSERT INTO guidance_sensitiveperiod (kind, name, starts_at, ends_at,
            places, allowed, valid_from, proposal) VALUES ('other', 'x', now(),
            now() + interval '1 day', '{}', '{}', clock_timestamp(),
            (SELECT max(id) FROM accounts_proposal))""",
            "two people agreed",
        ),
    ],
)
def test_raw_sql_cannot_change_a_register(
    cast: Cast, statement: str, sentence: str
) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    proposed(Register.LIVE_ISSUE, value="Reservoirs")
    with refused_by_database(sentence), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_check_reads_registers_in_a_constant_number_of_queries(
    cast: Cast,
) -> None:
    content = words(cast.rehearsal)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            check_content(content)
        return len(found)

    entered(Register.LIVE_ISSUE, value="One barrage")
    one, kept = queries(), queries()
    for name in ("Two barrages", "Three barrages"):
        entered(Register.LIVE_ISSUE, value=name)
    a_release("river levels", releases_at=timezone.now() + timedelta(days=2))
    assert (queries(), queries()) == (one, kept)
    assert kept < one


FIGURES = "River levels fell by 4% this quarter."


@pytest.mark.parametrize(("hours", "blocked"), [(-1, True), (0, False), (1, False)])
def test_figures_wait_for_their_release(cast: Cast, hours: int, blocked: bool) -> None:
    release = timezone.now().replace(microsecond=0) + timedelta(days=2)
    a_release("river levels", releases_at=release)
    content = replace(
        words(cast.rehearsal, text=FIGURES),
        not_before=stamp(release + timedelta(hours=hours)),
    )
    assert ("OI-STATS" in rules_of(content)) == blocked


def test_figures_of_the_last_release_pass_before_the_guard_begins(cast: Cast) -> None:
    release = timezone.now() + timedelta(days=20)
    a_release("river levels", releases_at=release)
    assert "OI-STATS" not in rules_of(words(cast.rehearsal, text=FIGURES))


def an_election(kind: PeriodKind, *, allowed: tuple[str, ...] = ()) -> SensitivePeriod:
    now = timezone.now()
    return a_period(
        "Election",
        kind=kind,
        starts_at=now + timedelta(days=2),
        ends_at=now + timedelta(days=30),
        allowed=allowed,
    )


def in_three_days(cast: Cast) -> Content:
    slot = timezone.now() + timedelta(days=3)
    return replace(words(cast.rehearsal), not_before=stamp(slot))


def severities(content: Content, rule: str) -> list[str]:
    return [
        found.severity.value
        for found in check_content(content).findings
        if found.rule == rule
    ]


@pytest.mark.parametrize(
    ("kind", "rule", "severity"),
    [
        (PeriodKind.GENERAL_ELECTION, "IM-ELECTION", "block"),
        (PeriodKind.LOCAL_ELECTION, "IM-ELECTION", "auth"),
        (PeriodKind.ALL_STOP, "IM-HOLD", "block"),
    ],
)
def test_a_post_that_falls_into_a_period_is_stopped(
    cast: Cast, kind: PeriodKind, rule: str, severity: str
) -> None:
    content = in_three_days(cast)
    assert severities(content, rule) == []
    an_election(kind)
    assert severities(content, rule) == [severity]
    assert severities(words(cast.rehearsal), rule) == []


def test_a_slot_that_runs_into_a_period_is_stopped(cast: Cast) -> None:
    now = timezone.now()
    content = replace(
        words(cast.rehearsal),
        not_before=stamp(now + timedelta(hours=47)),
        not_after=stamp(now + timedelta(hours=49)),
    )
    an_election(PeriodKind.GENERAL_ELECTION)
    assert severities(content, "IM-ELECTION") == ["block"]


def test_essential_business_is_declared_and_then_needs_its_officer(cast: Cast) -> None:
    an_election(PeriodKind.GENERAL_ELECTION)
    essential = Statement("election", "A flood warning", "Election guidance, page 4")
    content = replace(in_three_days(cast), statements=(essential,))
    assert severities(content, "IM-ELECTION") == []


def test_a_period_lets_its_allowed_purposes_pass(cast: Cast) -> None:
    an_election(PeriodKind.GENERAL_ELECTION, allowed=("life safety",))
    content = replace(in_three_days(cast), purpose="life safety")
    assert severities(content, "IM-ELECTION") == []


@pytest.mark.parametrize(
    ("day", "sits"),
    [(1, True), (10, True), (11, False), (24, False), (25, True), (31, None)],
)
def test_parliament_sits_between_its_recesses(
    cast: Cast, day: int, sits: bool | None
) -> None:
    sitting(date(2027, 3, 1), date(2027, 3, 10))
    sitting(date(2027, 3, 25), date(2027, 3, 30))
    noon = datetime(2027, 3, day, 12, tzinfo=UTC)
    content = replace(words(cast.rehearsal), not_before=stamp(noon))
    assert parliament_sits(content, known_now()) is sits
