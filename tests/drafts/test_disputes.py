"""Disputes: a rule custodian clears one finding for its exact words, and nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection

from accounts.models import Person
from accounts.roles import Role
from approvals.actions import approve
from audit.queries import entries_about
from drafts.actions import create_draft, save, subject_of, submit
from drafts.actions.disputes import raise_dispute, rule_on
from drafts.checks import check_content
from drafts.content import Content, Part
from drafts.lifecycle import Ruled, Status
from drafts.models import Check, Dispute, Draft, Finding, Ruling
from drafts.models.disputes import FindingKey, key_of
from drafts.policy.disputes import standing
from drafts.queries import last_check
from drafts.queries.disputes import undecided
from guidance.content import Severity
from tests.cast import ROUTINE, Cast, a_draft, a_submitted_draft, current, hire, words
from tests.refusals import refused, refused_by_database


PHONE = "Flood line for the River Ouse: 07700 900123."
TWO_PHONES = "Flood lines for the River Ouse: 07700 900123 or 07700 900456."
PROMISE = "We will open 40 new information centres by March 2027."


@pytest.fixture
def cora(cast: Cast) -> Person:
    """A rule custodian, who wrote nothing here."""
    return hire("Cora Field", cast.strategy, "Rules manager", Role.RULE_CUSTODIAN)


def findings(draft: Draft, *severities: Severity) -> list[FindingKey]:
    """What the check says of the current words, of these severities."""
    result = check_content(current(draft).content, draft=draft)
    return [key_of(each) for each in result.findings if each.severity in severities]


def finding(draft: Draft, number: int = 0) -> FindingKey:
    """What stops or asks for authority, the first one unless told."""
    return findings(draft, Severity.BLOCK, Severity.AUTH)[number]


def disputed(draft: Draft, *, by: Person, number: int = 0) -> Dispute:
    return raise_dispute(
        draft,
        by=by,
        based_on=current(draft).number,
        finding=finding(draft, number),
        reason="This is the public flood line, listed on GOV.UK.",
    )


def ruled(dispute: Dispute, *, by: Person, verdict: Ruled = Ruled.UPHELD) -> Ruling:
    return rule_on(dispute, by=by, verdict=verdict, reason="I looked it up.")


def rewritten(draft: Draft, content: Content, *, by: Person) -> None:
    number = current(draft).number
    save(draft, by=by, title=draft.title, content=content, based_on=number)


def events_of(draft: Draft) -> list[str]:
    return [entry.event for entry in entries_about([subject_of(draft)])]


def test_a_block_stops_submitting_until_a_custodian_clears_it(
    cast: Cast, cora: Person
) -> None:
    draft = a_draft(cast, text=PHONE)
    dispute = disputed(draft, by=cast.alice)
    with refused("blocked:PD-PHONE"):
        submit(draft, by=cast.alice, based_on=1)

    ruled(dispute, by=cora)

    submit(draft, by=cast.alice, based_on=1)
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    draft.refresh_from_db()
    assert draft.status == Status.APPROVED


def test_the_log_keeps_the_dispute_and_the_ruling(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    ruled(disputed(draft, by=cast.alice), by=cora)

    entries = entries_about([subject_of(draft)])
    asked, given = entries[-2:]
    assert events_of(draft)[2:] == [
        "revision.checked",
        "finding.disputed",
        "dispute.upheld",
    ]
    body = asked.body["details"]
    assert isinstance(body, dict)
    assert (body["rule"], body["field"]) == ("PD-PHONE", "targets.0.parts.0.text")
    assert asked.body["digest"] == given.body["digest"] == current(draft).digest.hex()
    # The reasons may name somebody: the log holds commitments to them, never the words.
    assert "listed on GOV.UK" not in str(asked.body)
    personal = given.body["personal"]
    assert isinstance(personal, dict)
    assert list(personal) == ["reason"]


def test_a_refused_dispute_leaves_the_block_and_is_not_raised_again(
    cast: Cast, cora: Person
) -> None:
    draft = a_draft(cast, text=PHONE)
    ruled(disputed(draft, by=cast.alice), by=cora, verdict=Ruled.REFUSED)

    with refused("blocked:PD-PHONE"):
        submit(draft, by=cast.alice, based_on=1)
    with refused("refused-already"):
        disputed(draft, by=cast.bob)
    assert events_of(draft)[-1] == "dispute.refused"


def test_clearing_one_finding_clears_no_other_of_the_same_words(
    cast: Cast, cora: Person
) -> None:
    draft = a_draft(cast, text=TWO_PHONES)
    ruled(disputed(draft, by=cast.alice), by=cora)

    with refused("blocked:PD-PHONE"):
        submit(draft, by=cast.alice, based_on=1)
    result = check_content(current(draft).content)
    left = standing(result, draft=draft).findings
    assert len(result.findings) - len(left) == 1


def test_any_edit_of_the_words_brings_the_finding_back(
    cast: Cast, cora: Person
) -> None:
    draft = a_draft(cast, text=PHONE)
    ruled(disputed(draft, by=cast.alice), by=cora)

    rewritten(draft, words(cast.rehearsal, text=f"{PHONE} Thanks."), by=cast.alice)

    with refused("blocked:PD-PHONE"):
        submit(draft, by=cast.alice, based_on=2)


def test_an_edit_elsewhere_keeps_what_was_cleared(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    ruled(disputed(draft, by=cast.alice), by=cora)

    # Another account comes first and the thread grows; the cleared words stay.
    content = words(cast.x, cast.rehearsal, text=PHONE)
    second = Part(text="Check your route on GOV.UK.")
    longer = tuple(
        replace(each, parts=(*each.parts, second)) for each in content.targets
    )
    rewritten(draft, replace(content, targets=longer), by=cast.alice)

    submit(draft, by=cast.alice, based_on=2)


def test_the_same_words_of_another_draft_are_not_cleared(
    cast: Cast, cora: Person
) -> None:
    ruled(disputed(a_draft(cast, text=PHONE), by=cast.alice), by=cora)
    with refused("blocked:PD-PHONE"):
        submit(a_draft(cast, text=PHONE), by=cast.alice, based_on=1)


def test_a_cleared_authority_is_asked_of_nobody(cast: Cast, cora: Person) -> None:
    draft = create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Centres",
        content=replace(words(cast.rehearsal, text=PROMISE), statements=()),
    )
    asked = findings(draft, Severity.AUTH)
    for number in range(len(asked)):
        ruled(disputed(draft, by=cast.alice, number=number), by=cora)

    submit(draft, by=cast.alice, based_on=1)

    check = last_check(current(draft))
    assert check is not None
    kept = check.findings.filter(severity="auth").count()
    assert (check.classes, kept) == ([], len(asked))


def test_what_is_disputed_need_not_be_declared_but_still_needs_its_authority(
    cast: Cast, cora: Person
) -> None:
    draft = create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Centres",
        content=replace(words(cast.rehearsal, text=PROMISE), statements=()),
    )
    disputes = [
        disputed(draft, by=cast.alice, number=number)
        for number in range(len(findings(draft, Severity.AUTH)))
    ]
    submit(draft, by=cast.alice, based_on=1)
    assert Check.objects.latest("pk").classes == ["commitment"]

    for dispute in disputes:
        ruled(dispute, by=cora)
    assert Check.objects.latest("pk").classes == []


def test_a_rule_that_changed_is_asked_about_again(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    ruled(disputed(draft, by=cast.alice), by=cora)
    result = check_content(current(draft).content)
    newer = replace(
        result, findings=tuple(replace(each, version=99) for each in result.findings)
    )
    assert standing(newer, draft=draft) == newer


def test_who_wrote_a_part_or_raised_it_does_not_rule(cast: Cast) -> None:
    carl = hire("Carl Dean", cast.rivers, "Editor", Role.AUTHOR, Role.RULE_CUSTODIAN)
    own = disputed(a_draft(cast, by=carl, text=PHONE), by=cast.alice)
    with refused("own-words"):
        ruled(own, by=carl)
    raised = disputed(a_draft(cast, text=PHONE), by=carl)
    with refused("own-dispute"):
        ruled(raised, by=carl)


def test_only_a_custodian_rules_and_only_once(cast: Cast, cora: Person) -> None:
    dispute = disputed(a_draft(cast, text=PHONE), by=cast.alice)
    with refused("not-custodian"):
        ruled(dispute, by=cast.tom)
    ruled(dispute, by=cora)
    with refused("ruled-already"):
        ruled(dispute, by=cora, verdict=Ruled.REFUSED)


def test_words_that_changed_leave_nothing_to_rule_on(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    dispute = disputed(draft, by=cast.alice)
    rewritten(draft, words(cast.rehearsal), by=cast.bob)
    with refused("words-changed"):
        ruled(dispute, by=cora)


def test_both_sides_give_a_reason(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    with refused("needs-reason"):
        raise_dispute(
            draft, by=cast.alice, based_on=1, finding=finding(draft), reason=" "
        )
    dispute = disputed(draft, by=cast.alice)
    with refused("needs-reason"):
        rule_on(dispute, by=cora, verdict=Ruled.UPHELD, reason="")


def test_a_finding_is_disputed_once_by_the_team_and_as_it_stands(cast: Cast) -> None:
    draft = a_draft(cast, text=PHONE)
    with refused("not-on-team"):
        disputed(draft, by=cast.mallory)
    with refused("not-found-now"):
        raise_dispute(
            draft,
            by=cast.alice,
            based_on=1,
            finding=finding(draft)._replace(text_hash="0" * 64),
            reason="No.",
        )
    disputed(draft, by=cast.bob)
    with refused("disputed-already"):
        disputed(draft, by=cast.alice)


def test_a_warning_takes_a_reason_not_a_dispute(cast: Cast) -> None:
    draft = a_draft(cast, text=f"{ROUTINE} #floodwarningexampleton")
    (warned,) = findings(draft, Severity.WARN)
    with refused("not-disputable"):
        raise_dispute(
            draft, by=cast.alice, based_on=1, finding=warned, reason="It is a name."
        )


def test_custodians_are_told_and_then_the_author(cast: Cast, cora: Person) -> None:
    dispute = disputed(a_draft(cast, text=PHONE), by=cast.bob)
    assert [each.kind for each in cora.notices.all()] == ["dispute waiting"]
    ruled(dispute, by=cora)
    assert [each.kind for each in cast.alice.notices.all()] == ["dispute decided"]
    assert [each.kind for each in cast.bob.notices.all()] == ["dispute decided"]


def test_undecided_disputes_wait_in_a_queue(cast: Cast, cora: Person) -> None:
    dispute = disputed(a_draft(cast, text=PHONE), by=cast.alice)
    assert undecided() == [dispute]
    ruled(dispute, by=cora)
    assert undecided() == []


def insert_ruling(dispute: Dispute, by: Person, entry: UUID) -> None:
    """What somebody would try who has the app's own connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO drafts_ruling"
            " (dispute_id, verdict, ruled_by_id, post, reason, entry)"
            " VALUES (%s, 'upheld', %s, 'any', 'any', %s)",
            [dispute.pk, by.pk, entry],
        )


def test_the_database_lets_no_author_rule(cast: Cast) -> None:
    carl = hire("Carl Dean", cast.rivers, "Editor", Role.AUTHOR, Role.RULE_CUSTODIAN)
    dispute = disputed(a_draft(cast, by=carl, text=PHONE), by=cast.alice)
    with refused_by_database("nobody rules on words that they wrote"):
        insert_ruling(dispute, carl, dispute.entry)


def test_the_database_lets_only_custodians_rule_and_with_their_entry(
    cast: Cast, cora: Person
) -> None:
    dispute = disputed(a_draft(cast, text=PHONE), by=cast.alice)
    with refused_by_database("only a rule custodian"):
        insert_ruling(dispute, cast.tom, dispute.entry)
    with refused_by_database("its own entry in the log"):
        insert_ruling(dispute, cora, dispute.entry)


def test_the_database_authorises_nothing_that_a_block_stands_against(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    check = last_check(revision)
    assert check is not None
    Finding.objects.create(
        check_run=check,
        rule="PD-PHONE",
        version=1,
        severity="block",
        field="targets.0.parts.0.text",
        start=0,
        end=4,
        text_hash="0" * 64,
        message="A finding that the page did not show.",
    )
    with refused_by_database("a finding that blocks stands"):
        approve(revision, by=cast.priya, digest=bytes(revision.digest))


def test_a_dispute_and_a_ruling_never_change(cast: Cast, cora: Person) -> None:
    ruled(disputed(a_draft(cast, text=PHONE), by=cast.alice), by=cora)
    for statement in (
        "UPDATE drafts_ruling SET verdict = 'refused'",
        "DELETE FROM drafts_ruling",
        "UPDATE drafts_dispute SET reason = 'another'",
        "DELETE FROM drafts_dispute",
    ):
        with (
            refused_by_database("never changed or removed"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_database_takes_no_dispute_of_a_warning(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=f"{ROUTINE} #floodwarningexampleton")
    found = Finding.objects.get(check_run__revision=current(draft), severity="warn")
    with refused_by_database("not disputed"):
        Dispute.objects.create(
            finding=found, raised_by=cast.alice, reason="No.", entry=cast.alice.pk
        )


def test_what_was_asked_stands_once_somebody_has_decided(
    cast: Cast, cora: Person
) -> None:
    """Else the last decision needed could lie behind, and nobody could give it."""
    draft = a_submitted_draft(cast, text=PROMISE)
    disputes = [
        disputed(draft, by=cast.alice, number=number)
        for number in range(len(findings(draft, Severity.AUTH)))
    ]
    revision = current(draft)
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    draft.refresh_from_db()
    asked = Check.objects.latest("pk")
    assert draft.status == Status.SUBMITTED
    for dispute in disputes:
        ruled(dispute, by=cora)
    assert Check.objects.latest("pk") == asked
