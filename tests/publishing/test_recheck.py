"""A register that changes has everything that waits checked again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Notice
from accounts.roles import Role
from approvals.actions import approve
from approvals.models import Reliance
from approvals.policy import needs, outstanding
from audit.queries import entries_about
from drafts.actions import create_draft, subject_of, submit
from drafts.content import Content, Statement, stamp
from drafts.lifecycle import Status
from drafts.models import Draft
from guidance.models import RegisterEntry
from guidance.registers import PeriodKind, Register
from publishing.actions.recheck import check_some_again
from publishing.models import Lapse, Publication, Recheck
from tests.cast import (
    Cast,
    a_submitted_draft,
    an_approved_draft,
    current,
    delegate,
    hire,
    words,
)
from tests.pages import browser_of, page_text
from tests.registers import a_period, a_release, ended, entered


BARRAGE = "The Exampleton barrage opens to walkers on Saturday."
FIGURES = "River levels fell by 4% this quarter. https://www.gov.uk/river-levels"


def check_all() -> int:
    """How many batches it took."""
    batches = 0
    while check_some_again(size=2):
        batches += 1
    return batches


def status_of(draft: Draft) -> str:
    draft.refresh_from_db()
    return draft.status


def scheduled(cast: Cast, text: str, *, days: int = 2) -> Content:
    slot = timezone.now() + timedelta(days=days)
    return replace(words(cast.rehearsal, text=text), not_before=stamp(slot))


def test_an_approval_lapses_when_its_words_now_need_an_authority(cast: Cast) -> None:
    draft = an_approved_draft(cast, text=BARRAGE)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    assert status_of(draft) == Status.EXPIRED
    publication = Publication.objects.get()
    assert (publication.status, publication.why) == (
        "cancelled",
        "Cancelled: a register changed.",
    )
    lapse = Lapse.objects.get()
    assert lapse.reason == (
        "A register changed. Add to live issues: Exampleton barrage. "
        "It now needs authority for: controversy."
    )


def test_a_lapse_is_logged_and_its_author_told(cast: Cast) -> None:
    draft = an_approved_draft(cast, text=BARRAGE)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    voided = [
        entry.body["details"]
        for entry in entries_about([subject_of(draft)])
        if entry.event == "decision.voided"
    ]
    assert voided == [
        {"why": "a register changed", "revision": 1, "rules": ["needs:controversy"]}
    ]
    notice = Notice.objects.get(person=cast.alice, kind="lapsed")
    assert notice.path == f"/drafts/{draft.pk}/"


def test_a_scheduled_post_with_figures_lapses_when_the_release_moves_past_it(
    cast: Cast,
) -> None:
    draft = an_approved_draft(cast, content=scheduled(cast, FIGURES))
    a_release("river levels", releases_at=timezone.now() + timedelta(days=3))
    check_all()
    assert status_of(draft) == Status.EXPIRED
    assert Lapse.objects.get().reason.endswith(
        "Do not post figures or hints before then."
    )


def test_an_election_sends_back_what_waits_for_approval(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    now = timezone.now()
    a_period(
        "General election",
        kind=PeriodKind.GENERAL_ELECTION,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=30),
    )
    check_all()
    assert status_of(draft) == Status.EXPIRED


def test_what_waits_is_asked_of_more_people_when_it_needs_another_authority(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast, text=BARRAGE)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    assert status_of(draft) == Status.SUBMITTED
    assert not Lapse.objects.exists()
    assert [seat.name for seat in outstanding(current(draft))] == [
        "controversy",
        "controversy + private office",
    ]


def a_promise_about(cast: Cast, words_said: str) -> Draft:
    """A commitment that waits for Tom and for Priya."""
    return a_submitted_draft(cast, text=f"We will open {words_said} by March 2027.")


def test_decision_that_was_given_stays_where_its_seat_is_still_asked(
    cast: Cast,
) -> None:
    revision = current(a_promise_about(cast, "the Exampleton barrage"))
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    assert [(each.seat.name, each.given_by is None) for each in needs(revision)] == [
        ("commitment", False),
        ("controversy", True),
        ("commitment + line manager", True),
        ("controversy + private office", True),
    ]
    asked = revision.checks.latest("pk")
    assert asked.checked_for == cast.alice
    assert not Notice.objects.filter(person=cast.alice, kind="lapsed").exists()


def test_what_was_planned_again_is_authorised_by_whoever_is_asked_now(
    cast: Cast,
) -> None:
    revision = current(a_promise_about(cast, "the Exampleton barrage"))
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    head = hire("Hana Cole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)
    office = hire("Pia Grant", cast.strategy, "Secretary", Role.PRIVATE_OFFICE)
    for reference, person in (("D-601", head), ("D-602", office)):
        delegate(reference, person, ["controversy"], [cast.rehearsal])
    for person in (cast.priya, head, office):
        assert not Publication.objects.exists()
        approve(revision, by=person, digest=bytes(revision.digest))
    assert Publication.objects.get().status == "waiting"


def test_decision_that_fits_no_seat_any_more_sends_the_words_back(cast: Cast) -> None:
    """Whoever gave it cannot give another, so the words would wait for ever."""
    nia = hire("Nia Lloyd", cast.strategy, "Welsh officer", Role.WELSH_READER)
    delegate("D-601", nia, ["other_body"], [cast.rehearsal])
    said = Statement("other_body", "A joint warning", "Letter of 3 November")
    text = "The Exampleton barrage opens to walkers on Saturday."
    content = replace(words(cast.rehearsal, text=text), statements=(said,))
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Barrage", content=content
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    assert [each.seat for each in Reliance.objects.all()] == ["second pair of eyes"]
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    assert status_of(draft) == Status.EXPIRED


def test_what_nothing_new_is_found_in_stays_as_it_is(cast: Cast) -> None:
    approved, waiting = an_approved_draft(cast), a_submitted_draft(cast)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    assert status_of(approved) == Status.APPROVED
    assert status_of(waiting) == Status.SUBMITTED
    assert Publication.objects.get().status == "waiting"
    assert not Lapse.objects.exists()


def test_the_same_words_are_submitted_again_and_then_name_the_authority(
    cast: Cast,
) -> None:
    draft = an_approved_draft(cast, text=BARRAGE)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    draft.refresh_from_db()
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    draft.refresh_from_db()
    assert draft.current is not None
    assert draft.current.number == 2
    assert draft.current.checks.get().classes == ["controversy"]


def test_an_authority_that_was_given_is_not_asked_for_again(cast: Cast) -> None:
    essential = Statement("commitment", "Opening", "Plan, page 3")
    content = replace(words(cast.rehearsal), statements=(essential,))
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Centres", content=content
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    assert status_of(draft) == Status.SUBMITTED


def test_a_restart_goes_on_where_it_stopped(cast: Cast) -> None:
    drafts = [a_submitted_draft(cast) for _ in range(5)]
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    assert check_some_again(size=2)
    recheck = Recheck.objects.get()
    assert (recheck.total, recheck.done, recheck.upto) == (5, 2, drafts[1].pk)
    assert check_all() == 2
    recheck.refresh_from_db()
    assert (recheck.done, recheck.finished_at is not None) == (5, True)
    assert not check_some_again()


def test_a_change_during_a_recheck_asks_for_another(cast: Cast) -> None:
    for _ in range(3):
        a_submitted_draft(cast)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_some_again(size=2)
    ended(Register.LIVE_ISSUE, RegisterEntry.objects.get().pk)
    assert Recheck.objects.count() == 2
    check_all()
    assert not Recheck.objects.filter(finished_at=None).exists()


def test_queries_of_a_batch_do_not_grow_with_it(cast: Cast) -> None:
    def queries() -> int:
        Recheck.objects.create(why="x", proposal=1)
        with CaptureQueriesContext(connection) as found:
            check_some_again(size=50)
        return len(found)

    a_submitted_draft(cast)
    one = queries()
    for _ in range(3):
        a_submitted_draft(cast)
    assert queries() == one


@pytest.mark.parametrize("htmx", [False, True])
def test_the_page_shows_how_far_it_is(cast: Cast, htmx: bool) -> None:
    for _ in range(3):
        a_submitted_draft(cast)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_some_again(size=2)
    headers = {"HX-Request": "true"} if htmx else {}
    page = browser_of(cast.alice).get("/registers/checks/", headers=headers)
    assert "2 of 3 checked, 0 went back" in page_text(page)
    assert 'value="2"' in page.content.decode()
    assert ("<title>" in page.content.decode()) != htmx
    assert ("htmx.min.js" in page.content.decode()) != htmx


def test_the_page_names_only_drafts_that_one_may_read(cast: Cast) -> None:
    an_approved_draft(cast, text=BARRAGE)
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    check_all()
    address = "/registers/checks/"
    assert "Flood warning, River Ouse" in page_text(browser_of(cast.bob).get(address))
    assert "River Ouse" not in page_text(browser_of(cast.mallory).get(address))
    assert browser_of(cast.sam).get(address).status_code == 403
