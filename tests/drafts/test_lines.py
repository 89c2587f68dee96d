"""The lines library: proposed by one, cleared by another, and used without other words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.reasons import RefusedError
from accounts.roles import Role
from approvals.actions import approve
from audit.log import Subject
from audit.queries import entries_about
from drafts.actions import submit
from drafts.actions.from_lines import content_from, use_line
from drafts.actions.lines import (
    Wording,
    clear_line,
    propose_line,
    propose_version,
    refuse_line,
    withdraw_line,
)
from drafts.content import Content, Part
from drafts.models.lines import LineVersion
from drafts.policy import classes_needed
from drafts.policy.lines import line_of
from drafts.policy.slots import Slot
from guidance.engine import CheckResult
from tests.cast import Cast, current, hire, words
from tests.refusals import refused, refused_by_database


RIVERS = Slot("river", "place", places=("River Ouse", "River Exe"))
TEXT = "The {river} is high today. {road} is closed from {time}. Check {link}"
SLOTS = (RIVERS, Slot("road", "road"), Slot("time", "time"), Slot("link", "link"))
VALUES = {
    "river": "River Ouse",
    "road": "A64",
    "time": "3:15pm",
    "link": "https://www.gov.uk/check-flooding",
}


def wording(cast: Cast, **changes: object) -> Wording:
    now = timezone.now()
    plain = Wording(
        title="River high, road closed",
        text=TEXT,
        slots=SLOTS,
        topic="Floods",
        language="en",
        accounts=(cast.rehearsal.pk,),
        valid_from=now - timedelta(minutes=1),
        valid_to=now + timedelta(days=90),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def proposed(cast: Cast, **changes: object) -> LineVersion:
    """Alice's line, which nobody has cleared yet."""
    owner = cast.priya.holdings.get().job_post
    return propose_line(by=cast.alice, owner=owner, wording=wording(cast, **changes))


def cleared(cast: Cast, **changes: object) -> LineVersion:
    version = proposed(cast, **changes)
    clear_line(version, by=cast.priya)
    version.refresh_from_db()
    return version


def content(cast: Cast, version: LineVersion, **values: str) -> Content:
    return content_from(version, accounts=[cast.rehearsal], values=VALUES | values)


def test_a_line_is_cleared_by_another_under_a_delegation(cast: Cast) -> None:
    version = cleared(cast)

    relied = [(each.authority, each.delegation) for each in version.reliances.all()]
    assert (version.verdict, version.classes) == ("cleared", ["routine"])
    assert relied == [("routine", cast.routine)]
    entries = entries_about([Subject("line", version.line.reference)])
    assert [entry.event for entry in entries] == ["line.proposed", "line.cleared"]
    assert entries[1].body["authority"] == {
        "id": str(cast.routine.pk),
        "class": "routine",
        "reference": "D-101",
    }


def test_a_line_is_not_cleared_by_who_proposed_it(cast: Cast) -> None:
    owner = cast.priya.holdings.get().job_post
    version = propose_line(by=cast.priya, owner=owner, wording=wording(cast))
    with refused("own-words"):
        clear_line(version, by=cast.priya)


def test_a_line_is_not_cleared_by_who_wrote_an_earlier_version(cast: Cast) -> None:
    owner = cast.priya.holdings.get().job_post
    first = propose_line(by=cast.priya, owner=owner, wording=wording(cast))
    clear_line(first, by=cast.tom)
    second = propose_version(first.line, by=cast.alice, wording=wording(cast))
    with refused("own-words"):
        clear_line(second, by=cast.priya)


def test_a_line_with_a_promise_needs_somebody_who_may_promise(cast: Cast) -> None:
    text = "We will open {homes} new flood centres by March 2027."
    homes = (Slot("homes", "number", least=1, most=40),)
    version = proposed(cast, text=text, slots=homes)
    with refused("no-authority"):
        clear_line(version, by=cast.priya)

    clear_line(version, by=cast.tom)

    version.refresh_from_db()
    assert version.classes == ["commitment", "routine"]


def test_a_line_that_is_blocked_for_one_place_of_its_list_is_not_cleared(
    cast: Cast,
) -> None:
    places = Slot("river", "place", places=("River Ouse", "07700 900123"))
    version = proposed(cast, text="Call about the {river} today.", slots=(places,))
    with refused("blocked:PD-PHONE"):
        clear_line(version, by=cast.priya)


def test_a_line_is_refused_with_a_reason_and_then_not_cleared(cast: Cast) -> None:
    version = proposed(cast)
    with refused("needs-reason"):
        refuse_line(version, by=cast.priya, reason=" ")

    refuse_line(version, by=cast.priya, reason="Name the bridge.")

    with refused("not-waiting"):
        clear_line(version, by=cast.tom)


def test_other_words_wait_while_the_first_are_still_undecided(cast: Cast) -> None:
    version = proposed(cast)
    with refused("still-waits"):
        propose_version(version.line, by=cast.bob, wording=wording(cast))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "No slot here."}, "slots-differ"),
        ({"text": "{river} and {Road}", "slots": (RIVERS,)}, "line-braces"),
        ({"text": "{river}{road}", "slots": SLOTS[:2]}, "slots-touch"),
        ({"slots": (replace(RIVERS, places=()), *SLOTS[1:])}, "slot-places"),
        ({"text": "{n} homes", "slots": (Slot("n", "number"),)}, "slot-range"),
        ({"text": "{n} homes", "slots": (Slot("n", "anything"),)}, "slot-kind"),
        ({"text": "x" * 1001, "slots": ()}, "line-too-long"),
        ({"accounts": ()}, "no-account"),
        ({"accounts": (2**40,)}, "no-account"),
    ],
)
def test_a_wording_that_cannot_be_a_line_is_refused(
    cast: Cast, changes: dict[str, object], code: str
) -> None:
    with refused(code):
        proposed(cast, **changes)


def test_a_line_that_ends_before_it_starts_is_refused(cast: Cast) -> None:
    with refused("line-ends-early"):
        proposed(cast, valid_to=timezone.now() - timedelta(days=1))


def test_auditors_and_administrators_propose_no_line(cast: Cast) -> None:
    owner = cast.priya.holdings.get().job_post
    for person in (cast.grace, cast.sam):
        with refused("no-role"):
            propose_line(by=person, owner=owner, wording=wording(cast))


def test_a_line_filled_in_becomes_a_draft_that_names_it(cast: Cast) -> None:
    version = cleared(cast)

    draft = use_line(
        version,
        by=cast.bob,
        team=cast.rivers,
        accounts=[cast.rehearsal],
        values=VALUES,
    )

    made = current(draft).content
    assert made.line == f"{version.line.reference} v1"
    assert made.targets[0].parts[0].text == (
        "The River Ouse is high today. A64 is closed from 3:15pm. "
        "Check https://www.gov.uk/check-flooding"
    )
    assert line_of(made) == version


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("river", "River Styx", "Choose “river” from the list."),
        ("river", "", "Choose “river” from the list."),
        ("road", "the road", "Write “road” as a road number, such as A64 or A1(M)."),
        (
            "road",
            "A64 and resign",
            "Write “road” as a road number, such as A64 or A1(M).",
        ),
        ("time", "25:00", "Write “time” as a time, such as 3:15pm."),
        ("time", "٣:15", "Write “time” as a time, such as 3:15pm."),
        (
            "link",
            "https://offers.example.com/",
            "Write “link” as a full https:// address on GOV.UK or an approved site.",
        ),
        (
            "link",
            "https://gov.uk.example.com/",
            "Write “link” as a full https:// address on GOV.UK or an approved site.",
        ),
        (
            "link",
            "http://www.gov.uk/",
            "Write “link” as a full https:// address on GOV.UK or an approved site.",
        ),
    ],
)
def test_a_value_of_another_kind_is_refused_in_a_sentence(
    cast: Cast, name: str, value: str, sentence: str
) -> None:
    version = cleared(cast)
    with pytest.raises(RefusedError) as caught:
        use_line(
            version,
            by=cast.bob,
            team=cast.rivers,
            accounts=[cast.rehearsal],
            values=VALUES | {name: value},
        )
    assert caught.value.sentences == [sentence]
    assert line_of(content(cast, version, **{name: value})) is None


@pytest.mark.parametrize(
    ("kind", "value", "stands"),
    [
        ("date", "27 March", True),
        ("date", "29 February 2028", True),
        ("date", "29 February 2027", False),
        ("date", "31 April", False),
        ("date", "Saturday 27 March 2027", True),
        ("date", "Friday 27 March 2027", False),
        ("date", "yesterday", False),
        ("number", "5,000", True),
        ("number", "5,001", False),
        ("number", "0", False),
        ("number", "1e3", False),
        ("number", "\u0663", False),
    ],
)
def test_days_exist_and_numbers_are_in_range(
    cast: Cast, kind: str, value: str, stands: bool
) -> None:
    slot = Slot("it", kind, least=1, most=5000 if kind == "number" else 0)
    version = cleared(cast, text="It is {it} now.", slots=(slot,))
    made = content_from(version, accounts=[cast.rehearsal], values={"it": value})
    assert (line_of(made) is not None) is stands


def test_the_same_slot_twice_has_one_value(cast: Cast) -> None:
    version = cleared(cast, text="{river}: keep off the {river}.", slots=(RIVERS,))
    same = words(cast.rehearsal, text="River Exe: keep off the River Exe.")
    other = words(cast.rehearsal, text="River Exe: keep off the River Ouse.")
    named = version.reference
    assert line_of(replace(same, line=named)) == version
    assert line_of(replace(other, line=named)) is None


def test_words_that_only_claim_to_be_a_line_are_none(cast: Cast) -> None:
    version = cleared(cast)
    claims = replace(words(cast.rehearsal), line=version.reference)
    for reference in ("L-999 v1", "L-0 v1", "L-1", "", "L-٣ v1", "L-" + "9" * 30):
        assert line_of(replace(content(cast, version), line=reference)) is None
    assert line_of(claims) is None


def test_a_line_is_only_for_the_accounts_it_was_cleared_for(cast: Cast) -> None:
    version = cleared(cast)
    elsewhere = content_from(version, accounts=[cast.x], values=VALUES)
    assert line_of(elsewhere) is None


def test_a_line_that_was_replaced_or_is_over_stands_no_more(cast: Cast) -> None:
    version = cleared(cast)
    made = content(cast, version)
    late = timezone.now() + timedelta(days=91)
    assert line_of(made, at=late) is None

    newer = propose_version(version.line, by=cast.bob, wording=wording(cast))
    assert line_of(made) == version
    clear_line(newer, by=cast.priya)
    assert line_of(made) is None


def test_a_withdrawn_line_stands_no_more(cast: Cast) -> None:
    version = cleared(cast)
    with refused("not-yours"):
        withdraw_line(version, by=cast.mallory, why="The road is open.")
    with refused("needs-reason"):
        withdraw_line(version, by=cast.priya, why=" ")

    withdraw_line(version, by=cast.priya, why="The road is open again.")

    assert line_of(content(cast, version)) is None
    with refused("line-withdrawn"):
        use_line(
            version,
            by=cast.bob,
            team=cast.rivers,
            accounts=[cast.rehearsal],
            values=VALUES,
        )


def test_a_rule_custodian_may_withdraw_any_line(cast: Cast) -> None:
    version = cleared(cast)
    rhys = hire("Rhys Vaughan", cast.strategy, "Rule keeper", Role.RULE_CUSTODIAN)
    withdraw_line(version, by=rhys, why="The wording is out of date.")
    version.refresh_from_db()
    assert version.withdrawn_by == rhys


def test_a_draft_from_a_line_with_a_promise_needs_routine_approval_alone(
    cast: Cast,
) -> None:
    homes = (Slot("homes", "number", least=1, most=40),)
    version = proposed(
        cast, text="We will open {homes} new flood centres by March 2027.", slots=homes
    )
    clear_line(version, by=cast.tom)

    draft = use_line(
        version,
        by=cast.bob,
        team=cast.rivers,
        accounts=[cast.rehearsal],
        values={"homes": "30"},
    )
    submit(draft, by=cast.bob, based_on=1, explanation="As cleared.")

    assert current(draft).checks.get().classes == []


def test_a_draft_is_not_approved_on_a_line_that_was_withdrawn_meanwhile(
    cast: Cast,
) -> None:
    version = cleared(cast)
    draft = use_line(
        version,
        by=cast.bob,
        team=cast.rivers,
        accounts=[cast.rehearsal],
        values=VALUES,
    )
    submit(draft, by=cast.bob, based_on=1, explanation="As cleared.")
    withdraw_line(version, by=cast.priya, why="The road is open again.")
    revision = current(draft)
    with refused("line-withdrawn"):
        approve(revision, by=cast.priya, digest=bytes(revision.digest))


def test_a_welsh_version_beside_a_line_needs_somebody_who_reads_it(cast: Cast) -> None:
    version = cleared(cast)
    english = content(cast, version)
    beside = replace(
        english.targets[0],
        account=cast.x.pk,
        language="cy",
        parts=(Part("Mae'n uchel."),),
    )
    both = replace(english, targets=(*english.targets, beside))
    needed = classes_needed(CheckResult((), "", ""), both)
    assert (line_of(both), needed) == (version, ["routine", "welsh"])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "'Anything at all'"),
        ("accounts", "ARRAY[0]::bigint[]"),
        ("valid_to", "now() + interval '9 years'"),
        ("proposed_by_id", "decided_by_id"),
    ],
)
def test_postgresql_keeps_a_version_as_it_was_proposed(
    cast: Cast, column: str, value: str
) -> None:
    version = cleared(cast)
    with refused_by_database("never changes"), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE drafts_lineversion SET {column} = {value} WHERE id = %s",  # noqa: S608 - the test's own names
            [version.pk],
        )


def test_postgresql_decides_on_a_line_once_and_withdraws_it_once(cast: Cast) -> None:
    version = cleared(cast)
    rows = LineVersion.objects.filter(pk=version.pk)
    with refused_by_database("decided on once"):
        rows.update(classes=["routine", "commitment"])
    withdraw_line(version, by=cast.priya, why="Out of date.")
    with refused_by_database("withdrawn once"):
        rows.update(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")


def test_postgresql_clears_nothing_for_its_own_author_or_without_a_log_entry(
    cast: Cast,
) -> None:
    version = proposed(cast)
    rows = LineVersion.objects.filter(pk=version.pk)
    decided = {"verdict": "cleared", "decided_at": timezone.now(), "entry": cast.tom.pk}
    with refused_by_database("wrote any part"):
        rows.update(**decided, decided_by=cast.alice)
    with refused_by_database("its own entry in the log"):
        rows.update(**decided, decided_by=cast.priya)


def test_postgresql_lets_nobody_rely_on_authority_that_they_do_not_hold(
    cast: Cast,
) -> None:
    version = proposed(cast)
    with refused_by_database("holds no authority"):
        version.reliances.create(
            authority="commitment", delegation=cast.commitments, relied_on_by=cast.priya
        )


@pytest.mark.parametrize(
    "table", ["drafts_line", "drafts_lineversion", "drafts_linereliance"]
)
def test_postgresql_removes_nothing_from_the_library(cast: Cast, table: str) -> None:
    cleared(cast)
    with (
        refused_by_database("never changed or removed|permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the test's own names
