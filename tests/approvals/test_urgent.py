"""The urgent route: danger to life, one duty officer on duty, reviewed within the hour."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from accounts.actions.authority import revoke_authority
from accounts.models import Holding, Notice, Person
from accounts.reasons import RefusedError
from approvals.actions import approve, declare_conflict
from approvals.actions.urgent import (
    publish_urgently,
    review_urgent,
    tell_of_overdue_reviews,
)
from approvals.models import (
    Decision,
    Reliance,
    UrgentAlarm,
    UrgentReview,
    UrgentUse,
)
from approvals.models.urgent import Outcome
from approvals.policy import needs, outstanding
from approvals.queries.relied import fallen
from approvals.queries.urgent import Counts, counted, urgent_uses
from audit.events import Event
from audit.log import Actor, AuthorityRef, Subject, record
from audit.queries import entries_about
from drafts.actions import save, subject_of, submit
from drafts.content import canonical, digest
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.purposes import Purpose
from publishing.models import Hold, Publication
from publishing.policy import obstacles
from publishing.queries.reports import exceptions, segregation
from tests.approvals.raw import a_raw_decision
from tests.approvals.urgency import (
    an_urgent_draft,
    an_urgent_revision,
    on_duty,
    urgent_words,
)
from tests.cast import Cast, current
from tests.refusals import refused, refused_by_database


WHY = "The school opens at six and nobody with the authority answers."


def used(revision: Revision, by: Person, reason: str = WHY) -> UrgentUse:
    decision = publish_urgently(
        revision, by=by, digest=bytes(revision.digest), reason=reason
    )
    return decision.urgent_use


# --- Using it -------------------------------------------------------------------------


def test_one_duty_officer_fills_every_seat_for_danger_to_life(cast: Cast) -> None:
    dora = on_duty(cast)
    revision = an_urgent_revision(cast)
    assert [seat.name for seat in outstanding(revision)] == [
        "commitment",
        "commitment + line manager",
    ]
    used(revision, dora)
    filled = [
        (n.seat.name, n.given_by.decided_by) for n in needs(revision) if n.given_by
    ]
    assert filled == [("commitment", dora), ("commitment + line manager", dora)]
    revision.draft.refresh_from_db()
    assert revision.draft.status == Status.APPROVED
    assert Publication.objects.get().status == "waiting"


def test_everything_rests_on_the_routine_authority_of_the_duty(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    references = {each.delegation.reference for each in use.decision.reliances.all()}
    assert references == {"D-130"}
    assert (use.decision.post, use.decision.role) == (
        "Duty officer, Rivers",
        "duty officer",
    )


def test_what_is_filled_already_stays_with_whoever_filled_it(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    used(revision, dora)
    given = [need.given_by.decided_by for need in needs(revision) if need.given_by]
    assert given == [cast.tom, dora]


def test_review_is_due_within_the_hour(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    assert use.review_due_at - use.used_at == timedelta(hours=1)


def test_use_is_logged_with_its_authority_and_tells_who_may_review(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    use = used(revision, dora)
    (entry,) = [
        each
        for each in entries_about([subject_of(revision.draft)])
        if each.event == Event.URGENT_USED
    ]
    body = dict[str, Any](entry.body)
    assert body["authority"]["reference"] == "D-130"
    assert body["details"]["seats"] == ["commitment", "commitment + line manager"]
    told = Notice.objects.filter(kind="urgent review").order_by("person__name")
    assert [each.person for each in told] == [cast.dee, cast.priya, cast.tom]
    assert {each.path for each in told} == {f"/registers/urgent/{use.pk}/"}


def test_whoever_is_on_duty_hears_when_life_is_in_danger(cast: Cast) -> None:
    dora = on_duty(cast)
    an_urgent_draft(
        cast, content=urgent_words(cast.rehearsal, purpose=Purpose.INFORMATION)
    )
    assert not dora.notices.exists()
    draft = an_urgent_draft(cast)
    assert [(each.kind, each.path) for each in dora.notices.all()] == [
        ("approval needed", f"/approvals/{draft.pk}/")
    ]


def test_urgent_post_can_be_claimed(cast: Cast) -> None:
    used(an_urgent_revision(cast), on_duty(cast))
    against = obstacles(Publication.objects.get(), at=timezone.now())
    assert [each.reason.code for each in against] == ["not-sealed"]


# --- Who may not, and what not --------------------------------------------------------


Setting = Callable[[Cast], tuple[Revision, Person]]


def not_about_life(cast: Cast) -> tuple[Revision, Person]:
    content = urgent_words(cast.rehearsal, purpose=Purpose.INFORMATION)
    return an_urgent_revision(cast, content=content), on_duty(cast)


def off_the_roster(cast: Cast) -> tuple[Revision, Person]:
    return an_urgent_revision(cast), on_duty(cast, start=3)


def after_the_shift(cast: Cast) -> tuple[Revision, Person]:
    return an_urgent_revision(cast), on_duty(cast, start=-9)


def only_another_role(cast: Cast) -> tuple[Revision, Person]:
    on_duty(cast)
    return an_urgent_revision(cast), cast.tom


def without_routine_authority(cast: Cast) -> tuple[Revision, Person]:
    return an_urgent_revision(cast), on_duty(cast, classes=("reply",))


def revoked(cast: Cast) -> tuple[Revision, Person]:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    (given,) = dora.holdings.get().job_post.delegations.all()
    revoke_authority(given, by=cast.dee, reason="Reorganised")
    return revision, dora


def on_an_account_out_of_reach(cast: Cast) -> tuple[Revision, Person]:
    content = urgent_words(cast.rehearsal, cast.x)
    return an_urgent_revision(cast, content=content), on_duty(cast)


def with_figures_before_their_release(cast: Cast) -> tuple[Revision, Person]:
    """Somebody declares figures; the schedule knows who may, and nobody in a hurry."""
    content = urgent_words(cast.rehearsal)
    figures = replace(content.statements[0], authority="statistics", place=None)
    declared = replace(content, statements=(*content.statements, figures))
    return an_urgent_revision(cast, content=declared), on_duty(cast)


CLOSED = {
    not_about_life: "not-life-safety",
    off_the_roster: "no-deciding-role",
    after_the_shift: "no-deciding-role",
    only_another_role: "not-on-duty",
    without_routine_authority: "no-authority",
    revoked: "no-authority",
    on_an_account_out_of_reach: "no-authority",
    with_figures_before_their_release: "floor",
}


@pytest.mark.parametrize(("setting", "code"), CLOSED.items())
def test_route_is_closed(cast: Cast, setting: Setting, code: str) -> None:
    revision, person = setting(cast)
    codes = reasons_of(revision, person)
    assert code in codes
    assert not Decision.objects.filter(decided_by=person).exists()


def reasons_of(revision: Revision, person: Person, reason: str = WHY) -> list[str]:
    with pytest.raises(RefusedError) as caught, transaction.atomic():
        used(revision, person, reason)
    return [each.code for each in caught.value.reasons]


@pytest.mark.parametrize("setting", CLOSED)
def test_database_closes_the_route_too(cast: Cast, setting: Setting) -> None:
    revision, person = setting(cast)
    with refused_by_database("danger to life|no authority in force"):
        use_raw(cast, revision, person)


def use_raw(cast: Cast, revision: Revision, person: Person) -> None:
    """Past every action, the rows alone: the seat that nobody fills in a hurry first."""
    decision = a_raw_decision(
        cast, revision, decided_by=person, reason=WHY, role="duty officer"
    )
    own = person.holdings.get().job_post.delegations.first()
    UrgentUse.objects.create(
        decision=decision,
        review_due_at=timezone.now() + timedelta(hours=1),
        entry=an_entry_of(revision, person),
    )
    seats = {seat.authority: seat for seat in outstanding(revision)}
    seat = seats.get("statistics") or next(iter(seats.values()))
    Reliance.objects.create(
        decision=decision,
        seat=seat.name,
        authority=seat.authority,
        delegation=own or cast.commitments,
    )


def an_entry_of(revision: Revision, person: Person) -> UUID:
    return record(
        Event.URGENT_USED,
        actor=Actor(id=str(person.pk), post="p", role="r"),
        subject=Subject("draft", str(revision.draft_id)),
        digest=bytes(revision.digest),
        authority=AuthorityRef("1", "routine", "D-130"),
        details={"revision": 1, "seats": [], "review_due_at": ""},
    )


def test_nobody_uses_it_on_their_own_words(cast: Cast) -> None:
    dora = on_duty(cast)
    draft = an_urgent_draft(cast)
    dora_writes(cast, dora, draft)
    assert "own-words" in reasons_of(current(draft), dora)
    with refused_by_database("wrote any part"):
        use_raw(cast, current(draft), dora)


def dora_writes(cast: Cast, dora: Person, draft: Draft) -> None:
    """She saves a change as a colleague, and Alice submits it."""
    post = cast.alice.holdings.get().job_post
    Holding.objects.create(job_post=post, person=dora, starts_on="2026-01-01")
    changed = urgent_words(cast.rehearsal, text="Danger to life: leave the bridge now.")
    save(draft, by=dora, title=draft.title, content=changed, based_on=1)
    submit(draft, by=cast.alice, based_on=2, explanation="It is accurate.")


def test_it_needs_a_reason(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    with refused("needs-urgent-reason"):
        used(revision, dora, "  ")
    decision = a_raw_decision(cast, revision, decided_by=dora)
    with refused_by_database("with a reason"):
        UrgentUse.objects.create(
            decision=decision,
            review_due_at=timezone.now() + timedelta(hours=1),
            entry=an_entry_of(revision, dora),
        )


def test_it_is_not_for_what_one_may_approve_as_usual(cast: Cast) -> None:
    """Else the count of urgent posts says nothing, and a review is asked for nothing."""
    dora = on_duty(cast)
    text = "Danger to life: leave the bridge at Exampleton. Check your route on GOV.UK."
    revision = an_urgent_revision(cast, content=urgent_words(cast.rehearsal, text=text))
    assert reasons_of(revision, dora) == ["not-needed"]
    approve(revision, by=dora, digest=bytes(revision.digest))
    assert not UrgentUse.objects.exists()


def test_it_is_used_once(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    used(revision, dora)
    assert set(reasons_of(revision, dora)) >= {"not-waiting", "already-decided"}
    assert UrgentUse.objects.count() == 1


def test_whoever_declared_a_conflict_neither_uses_nor_reviews_it(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    declare_conflict(revision.draft, by=cast.tom, reason="My house is there.")
    use = used(revision, dora)
    asked = Notice.objects.filter(kind="urgent review").order_by("person__name")
    assert [each.person for each in asked] == [cast.dee, cast.priya]
    with refused("conflict"):
        review_urgent(use, by=cast.tom, outcome=Outcome.STANDS, note="Looked.")
    other = an_urgent_revision(cast)
    declare_conflict(other.draft, by=dora, reason="My house is there.")
    assert "conflict" in reasons_of(other, dora)


def test_approval_does_not_lapse_when_the_shift_ends(cast: Cast) -> None:
    """It rests on the post; a decision of the night is not undone in the morning."""
    used(an_urgent_revision(cast), on_duty(cast))
    assert not fallen(timezone.now() + timedelta(hours=24)).exists()


def test_it_needs_training(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    dora.training.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert reasons_of(revision, dora) == ["training-ended"]


def test_it_does_not_pass_a_finding_that_blocks(cast: Cast) -> None:
    """Nothing that blocks is submitted; so the words are put there past every action."""
    dora, draft = on_duty(cast), an_urgent_draft(cast)
    text = "Danger to life on Mill Lane. Ring Jo at home on 020 7946 0018 for a bed."
    content = replace(urgent_words(cast.rehearsal, text=text), statements=())
    revision = Revision.objects.create(
        draft=draft,
        number=2,
        canonical=canonical(content),
        digest=digest(content),
        created_by=cast.alice,
    )
    Draft.objects.filter(pk=draft.pk).update(current=revision)
    assert "blocked:PD-PHONE" in reasons_of(current(draft), dora)


def test_it_does_not_pass_a_hold(cast: Cast) -> None:
    dora = on_duty(cast)
    Hold.objects.create(reason="All-stop", placed_by=cast.dee)
    used(an_urgent_revision(cast), dora)
    codes = {
        each.reason.code
        for each in obstacles(Publication.objects.get(), at=timezone.now())
    }
    assert "on-hold" in codes


def test_an_ordinary_decision_still_fills_one_kind_of_seat(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    with refused("no-authority"):
        approve(revision, by=dora, digest=bytes(revision.digest))


def test_other_words_than_were_shown_are_not_published(cast: Cast) -> None:
    dora, revision = on_duty(cast), an_urgent_revision(cast)
    with refused("other-words"):
        publish_urgently(revision, by=dora, digest=b"x" * 32, reason=WHY)


# --- The second officer ---------------------------------------------------------------


def test_second_officer_says_that_it_stands(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    review = review_urgent(use, by=cast.tom, outcome=Outcome.STANDS, note="Looked.")
    assert (review.post, review.role, review.in_time) == (
        "Deputy director",
        "authorised officer",
        True,
    )
    told = Notice.objects.filter(kind="urgent reviewed").order_by("person__name")
    assert [each.person.name for each in told] == ["Alice Archer", "Dora Finch"]


def test_everyone_above_hears_that_it_should_not_have_gone_out(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    review_urgent(use, by=cast.tom, outcome=Outcome.WRONG, note="The bridge was open.")
    told = Notice.objects.filter(kind="urgent reviewed").order_by("person__name")
    names = [each.person.name for each in told]
    assert names == ["Alice Archer", "Dee Marsh", "Dora Finch"]


def test_review_is_by_a_second_officer_who_wrote_nothing(cast: Cast) -> None:
    dora = on_duty(cast)
    use = used(an_urgent_revision(cast), dora)
    for person, codes in (
        (dora, ["own-use"]),
        (cast.alice, ["no-deciding-role", "own-words"]),
        (cast.sam, ["no-deciding-role"]),
        (cast.grace, ["no-deciding-role"]),
    ):
        with refused(*codes):
            review_urgent(use, by=person, outcome=Outcome.STANDS, note="Looked.")
        with refused_by_database("second officer|whoever reviews"):
            review_raw(use, person)
    with refused("needs-note"):
        review_urgent(use, by=cast.tom, outcome=Outcome.STANDS, note=" ")
    assert not UrgentReview.objects.exists()


def review_raw(use: UrgentUse, person: Person) -> UrgentReview:
    revision = use.decision.revision
    entry = record(
        Event.URGENT_REVIEWED,
        actor=Actor(id=str(person.pk), post="p", role="r"),
        subject=Subject("draft", str(revision.draft_id)),
        digest=bytes(revision.digest),
        details={"revision": 1, "finding": "stands", "in_time": True},
    )
    return UrgentReview.objects.create(
        use=use,
        outcome="stands",
        note="x",
        reviewed_by=person,
        post="p",
        role="r",
        entry=entry,
    )


def test_it_is_reviewed_once(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    review_urgent(use, by=cast.tom, outcome=Outcome.STANDS, note="Looked.")
    with refused("reviewed"):
        review_urgent(use, by=cast.priya, outcome=Outcome.WRONG, note="Looked.")


def test_what_was_used_and_reviewed_stays(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    review = review_urgent(use, by=cast.tom, outcome=Outcome.WRONG, note="Looked.")
    with refused_by_database("only ever|never|refused|change"):
        UrgentUse.objects.filter(pk=use.pk).update(review_due_at=timezone.now())
    with refused_by_database("only ever|never|refused|change"):
        UrgentReview.objects.filter(pk=review.pk).update(outcome="stands")


# --- When nobody reviews --------------------------------------------------------------


@pytest.fixture
def due_at_once(settings: LazySettings) -> None:
    """Reviews are due within a thousandth of a second."""
    settings.COUNTERSIGN_URGENT_REVIEW_MINUTES = 1e-5


def reporting_to_priya(cast: Cast, person: Person) -> Person:
    """Dora's managers are Priya and, above her, Tom."""
    priya, tom = cast.priya.holdings.get().job_post, cast.tom.holdings.get().job_post
    post = person.holdings.get().job_post
    post.reports_to, priya.reports_to = priya, tom
    priya.save()
    post.save()
    return person


@pytest.mark.usefixtures("due_at_once")
def test_everyone_above_is_told_once_of_what_nobody_reviewed(cast: Cast) -> None:
    dora = reporting_to_priya(cast, on_duty(cast))
    use = used(an_urgent_revision(cast), dora)
    assert [tell_of_overdue_reviews(), tell_of_overdue_reviews()] == [1, 0]
    told = Notice.objects.filter(kind="escalation").order_by("person__name")
    assert [each.person for each in told] == [cast.dee, cast.priya, cast.tom]
    assert UrgentAlarm.objects.get().use == use
    overdue = [
        entry.body["details"]
        for entry in entries_about([subject_of(use.decision.revision.draft)])
        if entry.event == Event.URGENT_OVERDUE
    ]
    assert overdue == [{"revision": 1, "told": 3}]


@pytest.mark.usefixtures("due_at_once")
def test_late_review_counts_as_late(cast: Cast) -> None:
    use = used(an_urgent_revision(cast), on_duty(cast))
    tell_of_overdue_reviews()
    review = review_urgent(use, by=cast.tom, outcome=Outcome.STANDS, note="Looked.")
    assert UrgentReview.objects.get() == review
    assert tell_of_overdue_reviews() == 0


def test_what_was_reviewed_or_is_not_due_raises_no_alarm(cast: Cast) -> None:
    used(an_urgent_revision(cast), on_duty(cast))
    assert tell_of_overdue_reviews() == 0
    assert not UrgentAlarm.objects.exists()


def test_uses_are_counted(cast: Cast) -> None:
    dora = on_duty(cast)
    now = timezone.now()
    first, _ = (
        used(an_urgent_revision(cast), dora),
        used(an_urgent_revision(cast), dora),
    )
    review_urgent(first, by=cast.tom, outcome=Outcome.STANDS, note="Looked.")
    assert counted(urgent_uses(), at=now) == Counts(
        uses=2, in_time=1, late=0, waiting=1, overdue=0
    )
    later = counted(urgent_uses(), at=now + timedelta(hours=2))
    assert later == Counts(uses=2, in_time=1, late=0, waiting=1, overdue=1)


def test_exceptions_report_has_every_use_with_its_review(cast: Cast) -> None:
    dora, now = on_duty(cast), timezone.now()
    first, _ = (
        used(an_urgent_revision(cast), dora),
        used(an_urgent_revision(cast), dora),
    )
    review_urgent(first, by=cast.tom, outcome=Outcome.WRONG, note="Looked.")
    rows = exceptions(now - timedelta(days=1), now + timedelta(days=1)).rows
    urgent = [(row[0], row[4], row[5]) for row in rows if "urgent" in str(row[0])]
    assert sorted(urgent) == [
        ("urgent route, review not due yet", "Dora Finch", WHY),
        ("urgent route, reviewed in time: wrong", "Dora Finch", WHY),
    ]


def test_segregation_report_finds_nothing_wrong_with_a_use(cast: Cast) -> None:
    used(an_urgent_revision(cast), on_duty(cast))
    now = timezone.now()
    assert segregation(now - timedelta(days=1), now + timedelta(days=1)).good is True
