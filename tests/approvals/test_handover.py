"""A commitment goes to another post: who may, what the log has, and who is told."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import JobPost, Notice
from accounts.roles import Role
from approvals.actions.statements import hand_over, record_outcome
from approvals.models import RegisteredStatement, StatementHandover
from approvals.models.statements import Outcome
from approvals.queries.statements import owner_of, statements
from audit.events import Event
from audit.log import Actor, Subject, record
from audit.queries import entries_about
from tests.cast import Cast, an_approved_draft, hire
from tests.holdings import hold
from tests.pages import SENDABLE, browser_of, page_text, problems
from tests.refusals import refused, refused_by_database


PROMISE = "We will open 40 new information centres by March 2027."
WHY = "Flood policy moved to another team."


@pytest.fixture
def promise(cast: Cast) -> RegisteredStatement:
    an_approved_draft(cast, text=PROMISE)
    return RegisteredStatement.objects.get()


@pytest.fixture
def policy(cast: Cast) -> JobPost:
    """Nia owns flood policy from now on."""
    nia = hire("Nia Lloyd", cast.strategy, "Head of policy", Role.POLICY_OWNER)
    return nia.holdings.get().job_post


def test_owner_hands_a_commitment_to_another_post(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    assert owner_of(promise) == cast.tom.holdings.get().job_post
    hand_over(promise, by=cast.tom, to=policy, reason=WHY)
    assert owner_of(promise) == policy
    assert statements().get().kept_by == "Head of policy"
    assert promise.owner == cast.tom.holdings.get().job_post


def test_handover_is_in_the_log_and_the_new_holder_is_told(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    hand_over(promise, by=cast.tom, to=policy, reason=WHY)
    (entry,) = entries_about([Subject("statement", str(promise.pk))])
    assert (entry.event, entry.body["details"]) == (
        Event.STATEMENT_HANDED,
        {"from": "Deputy director", "to": "Head of policy"},
    )
    notice = Notice.objects.get(kind="commitment due")
    assert (notice.person.name, notice.path) == (
        "Nia Lloyd",
        f"/registers/statements/{promise.pk}/",
    )
    assert PROMISE not in notice.why


def test_new_owner_says_what_became_of_it_and_the_old_one_does_not(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    hand_over(promise, by=cast.tom, to=policy, reason=WHY)
    nia = policy.holdings.get().person
    with refused("not-owner"):
        record_outcome(promise, by=cast.tom, outcome=Outcome.KEPT, note="Opened.")
    record_outcome(promise, by=nia, outcome=Outcome.KEPT, note="Opened.")
    with refused("settled"):
        hand_over(
            promise, by=nia, to=cast.tom.holdings.get().job_post, reason="Back to him."
        )


def test_director_hands_over_what_is_in_an_empty_post(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    cast.tom.holdings.update(ends_on="2026-01-31")
    hand_over(promise, by=cast.dee, to=policy, reason=WHY)
    assert owner_of(promise) == policy


def test_handover_is_refused(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    own = cast.tom.holdings.get().job_post
    empty = JobPost.objects.create(title="Empty", team=cast.rivers, roles=["author"])
    for by, to, reason, codes in (
        (cast.priya, policy, WHY, ["not-owner"]),
        (cast.tom, own, WHY, ["same-owner"]),
        (cast.tom, empty, WHY, ["vacant"]),
        (cast.tom, policy, " ", ["no-reason"]),
    ):
        with refused(*codes):
            hand_over(promise, by=by, to=to, reason=reason)
    assert not StatementHandover.objects.exists()


def test_database_wants_its_own_entry_and_keeps_what_was_handed(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    row = {
        "statement": promise,
        "to": policy,
        "reason": WHY,
        "handed_by": cast.tom,
        "post": "p",
        "role": "r",
    }
    entry = record(
        Event.STATEMENT_HANDED,
        actor=Actor(id=str(cast.priya.pk), post="p", role="r"),
        subject=Subject("statement", str(promise.pk)),
        details={"from": "a", "to": "b"},
    )
    with refused_by_database("its own entry"):
        StatementHandover.objects.create(**row, entry=entry)
    handover = hand_over(promise, by=cast.tom, to=policy, reason=WHY)
    with refused_by_database("only ever|never|refused|change"):
        StatementHandover.objects.filter(pk=handover.pk).update(reason="Another.")


def test_page_hands_over_and_keeps_what_was_typed(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    address = f"/registers/statements/{promise.pk}/hand-over/"
    toms = browser_of(cast.tom)
    assert "Hand it over" in page_text(toms.get(f"/registers/statements/{promise.pk}/"))
    lacking = toms.post(address, {"to": policy.pk, "reason": " "})
    assert lacking.status_code == 422
    done = toms.post(address, {"to": policy.pk, "reason": WHY}, follow=True)
    assert "Head of policy owns it now, and is told." in page_text(done)
    assert f"from Tom Reed: {WHY}" in page_text(done)
    other = browser_of(cast.priya).post(address, {"to": policy.pk, "reason": WHY})
    assert problems(other)[0].startswith("Only the owner of the commitment")
    for words in SENDABLE:
        assert toms.post(address, {"to": words, "reason": WHY}).status_code == 422


def test_register_and_its_file_name_the_owner_of_today(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    hand_over(promise, by=cast.tom, to=policy, reason=WHY)
    graces = browser_of(cast.grace)
    assert "owner: Head of policy" in page_text(graces.get("/registers/statements/"))
    text = graces.get("/registers/statements/?format=csv").content.decode("utf-8-sig")
    headings, row = csv.reader(io.StringIO(text))
    assert row[headings.index("Owner")] == "Head of policy"


def test_reminder_goes_to_whoever_owns_it_then(
    cast: Cast, promise: RegisteredStatement, policy: JobPost
) -> None:
    hold(policy, cast.dee, since=date(2026, 1, 1))
    hand_over(promise, by=cast.tom, to=policy, reason=WHY)
    told = Notice.objects.filter(kind="commitment due", told_at__lte=timezone.now())
    assert sorted(each.person.name for each in told) == ["Dee Marsh", "Nia Lloyd"]
