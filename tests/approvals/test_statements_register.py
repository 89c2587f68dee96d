"""The register of statements: filled by authorising, kept by its triggers, followed up."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models.notices import Notice
from accounts.notice_kinds import NoticeKind
from accounts.reasons import RefusedError
from approvals.actions import approve
from approvals.actions.statements import record_outcome, remind_of_commitments
from approvals.models import Reliance
from approvals.models.statements import Outcome, RegisteredStatement
from approvals.policy.due import due_day
from approvals.queries.seats import outstanding
from approvals.queries.statements import narrowed, statements
from audit.models import Entry
from tests.approvals.raw import a_raw_authorisation, a_raw_decision
from tests.cast import Cast, a_submitted_draft, an_approved_draft, current
from tests.pages import SENDABLE, browser_of, page_text, problems


REGISTER = "/registers/statements/"
PROMISE = "We will open 40 new information centres by March 2027."


@pytest.fixture
def promise(cast: Cast) -> RegisteredStatement:
    an_approved_draft(cast, text=PROMISE)
    return RegisteredStatement.objects.get()


def due_in(days: int) -> str:
    day = timezone.localdate() + timedelta(days=days)
    return f"We will open 40 new information centres by {day.day} {day:%B %Y}."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("31 March 2027", date(2027, 3, 31)),
        ("by 1st Sept 2027", date(2027, 9, 1)),
        ("March 2027", date(2027, 3, 31)),
        ("the end of 2028", date(2028, 12, 31)),
        ("2027-02-03", date(2027, 2, 3)),
        ("3/2/2027", date(2027, 2, 3)),
        ("3 February", date(2027, 2, 3)),
        ("24 December", date(2026, 12, 24)),
        ("31 February 2027", None),
        ("March 0000", None),
        ("by the spring", None),
        ("", None),
    ],
)
def test_due_day_is_the_last_that_the_words_name(words: str, day: date | None) -> None:
    assert due_day(words, said_on=date(2026, 11, 21)) == day


def test_authorising_writes_the_words_the_authority_and_the_owner(
    cast: Cast, promise: RegisteredStatement
) -> None:
    assert promise.authority == "commitment"
    assert promise.due_on == date(2027, 3, 31)
    assert promise.basis == "Flood plan 2026, page 12"
    assert promise.accounts == [cast.rehearsal.pk]
    assert promise.reliance.delegation == cast.commitments
    assert promise.reliance.decision.decided_by == cast.tom
    assert promise.owner == cast.tom.holdings.get().job_post


def test_words_that_are_only_submitted_or_declare_nothing_write_no_line(
    cast: Cast,
) -> None:
    a_submitted_draft(cast, text=PROMISE)
    an_approved_draft(cast)
    assert RegisteredStatement.objects.count() == 0


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE approvals_registeredstatement SET what = 'less'",
        "DELETE FROM approvals_registeredstatement",
        "TRUNCATE approvals_registeredstatement CASCADE",
        (
            "INSERT INTO approvals_registeredstatement (authorisation_id, position, "
            "authority, what, basis, by_when, topic, accounts, reliance_id) "
            "SELECT authorisation_id, 7, authority, 'more', basis, by_when, topic, "
            "accounts, reliance_id FROM approvals_registeredstatement"
        ),
        (
            "INSERT INTO approvals_statementoutcome (statement_id, outcome, note, "
            "recorded_by_id, post, role, entry) SELECT line.id, 'kept', 'Done', person.id, "
            "'', '', gen_random_uuid() FROM approvals_registeredstatement line, "
            "accounts_person person LIMIT 1"
        ),
    ],
)
def test_the_application_cannot_bend_the_register(
    promise: RegisteredStatement, attack: str
) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)


def test_an_authorisation_without_its_lines_is_not_committed(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    (left,) = outstanding(revision)
    with transaction.atomic():
        Reliance.objects.create(
            decision=a_raw_decision(cast, revision),
            seat=left.name,
            authority=left.authority,
            delegation=cast.routine,
        )
        a_raw_authorisation(cast, revision)
    with pytest.raises(IntegrityError, match="goes into the register"):
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_owner_says_what_became_of_it_and_the_log_has_it(
    cast: Cast, promise: RegisteredStatement
) -> None:
    found = record_outcome(
        promise, by=cast.tom, outcome=Outcome.KEPT, note="All 40 are open."
    )
    assert found.post == "Deputy director"
    entry = Entry.objects.get(pk=found.entry)
    assert entry.event == "statement.outcome"
    assert entry.subject_id == str(promise.pk)


@pytest.mark.parametrize("who", ["alice", "priya", "sam", "mallory", "grace"])
def test_nobody_else_says_what_became_of_it(
    cast: Cast, promise: RegisteredStatement, who: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        record_outcome(
            promise, by=getattr(cast, who), outcome=Outcome.KEPT, note="Done."
        )
    assert [each.code for each in refused.value.reasons] == ["not-owner"]


def test_an_outcome_needs_a_note_and_only_a_change_a_day_to_come(
    cast: Cast, promise: RegisteredStatement
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(RefusedError) as refused:
        record_outcome(
            promise, by=cast.dee, outcome=Outcome.KEPT, note=" ", due_on=yesterday
        )
    assert [each.code for each in refused.value.reasons] == [
        "no-note",
        "day-of-unchanged",
    ]
    with pytest.raises(RefusedError, match="day-is-over"):
        record_outcome(
            promise, by=cast.dee, outcome=Outcome.CHANGED, note="x", due_on=yesterday
        )


def test_a_commitment_is_open_then_overdue_then_settled(
    cast: Cast, promise: RegisteredStatement
) -> None:
    def found(state: str, day: date) -> int:
        return narrowed(statements(), {"state": state}, today=day).count()

    assert found("open", date(2027, 3, 31)) == 1
    assert found("overdue", date(2027, 3, 31)) == 0
    assert found("overdue", date(2027, 4, 1)) == 1
    later = date(2027, 6, 30)
    record_outcome(
        promise, by=cast.tom, outcome=Outcome.CHANGED, note="Later.", due_on=later
    )
    assert found("overdue", later) == 0
    assert found("overdue", later + timedelta(days=1)) == 1
    record_outcome(promise, by=cast.tom, outcome=Outcome.MISSED, note="Only 38.")
    assert found("open", later + timedelta(days=1)) == 0
    assert found("missed", later) == 1


def test_the_clock_tells_the_owner_once(cast: Cast) -> None:
    an_approved_draft(cast, text=due_in(5))
    assert remind_of_commitments() == 1
    assert remind_of_commitments() == 0
    notice = Notice.objects.get(kind=NoticeKind.COMMITMENT_DUE)
    line = RegisteredStatement.objects.get()
    assert (notice.person, notice.path) == (cast.tom, f"{REGISTER}{line.pk}/")
    assert "information" not in notice.why


def test_the_clock_says_nothing_of_what_is_far_off(
    cast: Cast, promise: RegisteredStatement
) -> None:
    an_approved_draft(cast, text=due_in(40))
    assert remind_of_commitments() == 0


def test_the_page_narrows_and_hides_what_one_may_not_read(
    cast: Cast, promise: RegisteredStatement
) -> None:
    grace = browser_of(cast.grace)
    assert "1 statement" in page_text(grace.get(REGISTER))
    for query in (
        "authority=market",
        "state=overdue",
        "state=disclosure",
        "person=priya",
        f"account={cast.x.pk}",
        "since=2099-01-01",
        "until=2001-01-01",
    ):
        assert "0 statements" in page_text(grace.get(f"{REGISTER}?{query}")), query
    assert "0 statements" in page_text(browser_of(cast.mallory).get(REGISTER))
    assert browser_of(cast.mallory).get(f"{REGISTER}{promise.pk}/").status_code == 404
    assert browser_of(cast.sam).get(REGISTER).status_code == 403


def test_the_page_asks_as_much_of_the_database_for_one_as_for_three(
    cast: Cast, promise: RegisteredStatement
) -> None:
    grace = browser_of(cast.grace)
    with CaptureQueriesContext(connection) as one:
        grace.get(REGISTER)
    an_approved_draft(cast, text=PROMISE)
    an_approved_draft(cast, text=PROMISE)
    with CaptureQueriesContext(connection) as three:
        grace.get(REGISTER)
    assert len(three) == len(one)


def test_the_file_is_safe_and_its_export_logged(
    cast: Cast, promise: RegisteredStatement
) -> None:
    answer = browser_of(cast.grace).get(REGISTER, {"format": "csv"})
    lines = answer.content.decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(f"{promise.pk},Commitment,")
    entry = Entry.objects.get(event="report.exported")
    assert entry.subject_id == "statements"


def test_the_owner_writes_an_outcome_on_the_page(
    cast: Cast, promise: RegisteredStatement
) -> None:
    page = f"{REGISTER}{promise.pk}/"
    tom = browser_of(cast.tom)
    assert "Write this down" in page_text(tom.get(page))
    draft = promise.authorisation.revision.draft_id
    sent = {"outcome": "kept", "note": "All 40 are open.", "said_in": draft}
    assert tom.post(page, sent).status_code == 302
    shown = page_text(tom.get(page))
    assert "Kept : All 40 are open." in shown or "Kept: All 40 are open." in shown
    assert "Write this down" not in page_text(browser_of(cast.grace).get(page))


@pytest.mark.parametrize("hostile", SENDABLE)
def test_hostile_words_are_answered_with_a_sentence(
    cast: Cast, promise: RegisteredStatement, hostile: str
) -> None:
    page = f"{REGISTER}{promise.pk}/"
    tom = browser_of(cast.tom)
    names = ("outcome", "said_in", "due_on")
    sent = dict.fromkeys(names, hostile) | {"note": "Done."}
    answer = tom.post(page, sent)
    assert answer.status_code == 422
    assert problems(answer)
    asked = ("state", "authority", "account", "person", "since", "until")
    assert tom.get(REGISTER, dict.fromkeys(asked, hostile)).status_code == 200
