"""Real incidents, replayed with invented names: each ends as it should have ended.

Through pages, the real jobs and a sealed log; what a rule reads is tested with the rule.
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import end_holding
from accounts.models import Notice, Person
from accounts.roles import Role
from approvals.models import Decision
from audit.events import Event
from audit.models import Entry
from drafts.actions import create_draft, submit
from drafts.content import Content, stamp
from drafts.models import Draft
from publishing.actions.reconciling import reconcile_some
from publishing.actions.unscheduling import unschedule_some
from publishing.models import Deletion, Hold, Publication, RehearsalPost
from tests.cast import (
    ROUTINE,
    a_submitted_draft,
    current,
    delegate,
    hire,
    words,
)
from tests.company import Committed
from tests.drafts.uploads import illustrated, picture_of
from tests.pages import Answer, browser_of, nothing_changes, page_text, problems
from tests.publishing.down import work
from tests.publishing.stage import Stage, set_stage
from tests.registers import a_release


FIGURES = "River levels fell by 4% this quarter."
CLIP = "We are stopping activist lawyers from delaying flood gates."


@pytest.fixture
def stage(committed_cast: Committed, tmp_path: Path) -> Stage:
    return set_stage(committed_cast.urls, committed_cast.cast, tmp_path)


# --- What people do on pages ------------------------------------------------------------


def writes(stage: Stage, person: Person, **fields: object) -> Draft:
    """Type a draft into the form and save it."""
    typed = {
        "title": "Flood warning, River Ouse",
        "text": ROUTINE,
        "accounts": [stage.cast.rehearsal.pk],
        "based_on": "1",
    }
    browser_of(person).post(reverse("draft-new"), typed | fields)
    return Draft.objects.latest("pk")


def written(stage: Stage, content: Content) -> Draft:
    """What the form has no field for, saved by Alice."""
    cast = stage.cast
    return create_draft(
        by=cast.alice, team=cast.rivers, title="Levels", content=content
    )


def typed_time(prefix: str, moment: datetime) -> dict[str, object]:
    """A moment as the form asks for it, by the clock in the United Kingdom."""
    local = timezone.localtime(moment)
    return {
        f"{prefix}day": local.day,
        f"{prefix}month": local.month,
        f"{prefix}year": local.year,
        f"{prefix}clock": f"{local:%H:%M}",
    }


def submits(draft: Draft, person: Person, **fields: object) -> Answer:
    typed = {
        "title": draft.title,
        "text": current(draft).content.targets[0].parts[0].text,
        "accounts": [each.account for each in current(draft).content.targets],
        "based_on": str(current(draft).number),
    }
    address = reverse("draft-submit", args=[draft.pk])
    return browser_of(person).post(address, typed | fields)


def approves(draft: Draft, person: Person) -> Answer:
    fields = {"digest": bytes(current(draft).digest).hex()}
    address = reverse("approve", args=[draft.pk])
    return browser_of(person).post(address, fields)


def status_of(draft: Draft) -> str:
    draft.refresh_from_db()
    return draft.status


def goes_out(stage: Stage) -> list[str]:
    """Seal what was decided, publish what is due, and read the account."""
    stage.seal()
    stage.publish_all()
    return stage.timeline()


# --- The incidents ----------------------------------------------------------------------


def test_uk_civil_service_post_2020_nothing_goes_out_without_a_second_person(
    stage: Stage,
) -> None:
    """An angry post stood on a department's account, and nobody could say whose it was."""
    cast = stage.cast
    draft = writes(stage, cast.alice)
    submits(draft, cast.alice)
    for person in (cast.alice, cast.bob, cast.sam):
        with nothing_changes():
            approves(draft, person)
    assert goes_out(stage) == []

    approves(draft, cast.priya)

    assert goes_out(stage) == [ROUTINE]
    page = page_text(browser_of(cast.grace).get(reverse("post", args=[draft.pk])))
    assert ("Alice Archer" in page, "Priya Shah" in page) == (True, True)


def test_home_office_clip_2020_contempt_is_found_and_its_authoriser_named(
    stage: Stage,
) -> None:
    """A clip called lawyers activists, and was taken down; nobody had authorised it."""
    cast = stage.cast
    hana = hire("Hana Poole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)
    olu = hire("Olu Grant", cast.strategy, "Private secretary", Role.PRIVATE_OFFICE)
    delegate("D-150", hana, ["controversy"], [cast.rehearsal])
    delegate("D-151", olu, ["controversy"], [cast.rehearsal])
    draft = writes(stage, cast.alice, text=CLIP)
    page = page_text(browser_of(cast.alice).get(reverse("draft", args=[draft.pk])))
    assert "This reads as an attack." in page
    submits(draft, cast.alice)
    with nothing_changes():
        approves(draft, cast.priya)
    approves(draft, hana)
    assert (status_of(draft), goes_out(stage)) == ("submitted", [])
    approves(draft, olu)
    assert goes_out(stage) == [CLIP]

    bodies = [
        json.loads(bytes(entry.body))
        for entry in Entry.objects.filter(event=Event.DECISION_APPROVED)
    ]
    named = {
        (body["actor"]["id"], seat, given["reference"])
        for body in bodies
        for seat, given in body["details"]["authorities"].items()
    }
    assert (str(hana.pk), "controversy", "D-150") in named


def test_home_office_clip_2020_the_words_of_a_picture_are_read_too(
    stage: Stage,
) -> None:
    picture = picture_of(stage.cast, alt=CLIP)

    draft = written(stage, illustrated(stage.cast, picture))

    page = browser_of(stage.cast.alice).get(reverse("draft", args=[draft.pk]))
    assert "This reads as an attack." in page_text(page)


def test_nisra_2021_figures_that_are_asked_for_a_day_early_do_not_leave(
    stage: Stage,
) -> None:
    """Statistics went out a day before their release, by whoever covered the mailbox."""
    cast = stage.cast
    release = timezone.now().replace(microsecond=0) + timedelta(days=1)
    a_release("river levels", releases_at=release)
    early = writes(stage, cast.bob, text=FIGURES)
    with nothing_changes():
        assert submits(early, cast.bob).status_code == 422

    on_time = replace(words(cast.rehearsal, text=FIGURES), not_before=stamp(release))
    draft = written(stage, on_time)
    submit(draft, by=cast.alice, based_on=1, explanation="The release says so.")
    approves(draft, cast.priya)

    publication = Publication.objects.get()
    assert (status_of(draft), publication.due_at) == ("approved", release)
    assert goes_out(stage) == []


def test_dcms_2021_a_time_40_minutes_before_the_embargo_is_refused(
    stage: Stage,
) -> None:
    """A release was sent 40 minutes before the moment that had been agreed."""
    cast = stage.cast
    allowed = timezone.now() + timedelta(days=2)
    times = typed_time("", allowed - timedelta(minutes=40))
    times |= typed_time("embargo_", allowed)
    draft = writes(stage, cast.alice, **times)

    page = browser_of(cast.alice).get(reverse("draft", args=[draft.pk]))
    assert "embargo" in page_text(page).lower()
    with nothing_changes():
        response = submits(draft, cast.alice, **times)
    assert response.status_code == 422
    assert "embargo" in " ".join(problems(response)).lower()


def test_mod_list_2021_whoever_changes_role_loses_their_rights_that_day(
    stage: Stage,
) -> None:
    """People who had moved on were still on the list of who sees what early."""
    cast = stage.cast
    draft = a_submitted_draft(cast)
    review = reverse("review", args=[draft.pk])
    priya = browser_of(cast.priya)
    assert priya.get(review).status_code == 200

    yesterday = timezone.localdate() - timedelta(days=1)
    end_holding(cast.priya.holdings.get(), by=cast.sam, ends_on=yesterday)

    assert priya.get(review).status_code in {403, 404}
    with nothing_changes():
        assert approves(draft, cast.priya).status_code in {403, 404}
    assert goes_out(stage) == []


def test_royal_death_2022_all_stops_each_post_is_logged_and_a_warning_is_released(
    stage: Stage,
) -> None:
    """Everything scheduled had to stop within minutes, but not the flood warning."""
    cast = stage.cast
    warning = stage.approved("Severe flood warning: leave Mill Lane now.")
    others = [stage.approved(f"River fair, day {day}.") for day in (1, 2)]
    stage.seal()
    dee = browser_of(cast.dee)
    stop = {"scope": "everything", "reason": "National mourning"}
    assert "This holds 3 posts on 1 account." in page_text(
        dee.post(reverse("holds"), stop)
    )

    dee.post(reverse("holds"), stop | {"confirmed": "1"})
    while unschedule_some():
        pass
    logged = Entry.objects.filter(event=Event.PUBLICATION_HELD)
    assert {entry.subject_id for entry in logged} == {
        str(each.pk) for each in (warning, *others)
    }
    assert goes_out(stage) == []

    release = reverse("release", args=[warning.pk])
    dee.post(release, {"reason": "Danger to life at Mill Lane."})
    assert goes_out(stage) == ["Severe flood warning: leave Mill Lane now."]

    dee.post(reverse("hold-lift", args=[Hold.objects.get().pk]))
    assert Hold.objects.get().lifted_at is not None
    assert goes_out(stage) == ["Severe flood warning: leave Mill Lane now."]


def test_hm_treasury_2023_a_figure_is_asked_for_its_source_and_axis(
    stage: Stage,
) -> None:
    """A chart of prices had an axis that misled, and named no source."""
    cast = stage.cast
    draft = writes(stage, cast.alice, text="Flood insurance claims are down 12%.")

    page = page_text(browser_of(cast.alice).get(reverse("draft", args=[draft.pk])))
    assert "Add the source for this figure, and check the context and axis" in page
    with nothing_changes():
        response = submits(draft, cast.alice)
    assert response.status_code == 422


def test_dwp_2014_a_post_in_one_persons_voice_asks_about_the_account(
    stage: Stage,
) -> None:
    """Words in a member of the public's voice stood on a press office's account."""
    cast = stage.cast
    mine = "Personally, I think the new gates look great."
    draft = writes(stage, cast.alice, text=mine)

    page = page_text(browser_of(cast.alice).get(reverse("draft", args=[draft.pk])))
    assert "Are you in the right account?" in page
    with nothing_changes():
        response = submits(draft, cast.alice)
    assert response.status_code == 422
    assert (Decision.objects.count(), goes_out(stage)) == (0, [])


def test_uk_civil_service_post_2020_what_nobody_authorised_raises_an_alarm(
    stage: Stage,
) -> None:
    """The same evening: whose is it, and who authorised it? Answered in a minute."""
    cast = stage.cast
    owned_for_a_year(stage)
    publication = stage.sealed()
    stage.publish_all()
    angry = posts_around_the_queue(stage, "Arrogant and offensive.")

    assert reconcile_some()

    told = {each.person for each in Notice.objects.filter(kind="unauthorised post")}
    assert told == {cast.priya, cast.tom, cast.dee}
    dee = browser_of(cast.dee)
    assert "1 post that nobody authorised" in page_text(dee.get(reverse("home")))
    page = page_text(dee.get(reverse("truth", args=[cast.rehearsal.pk])))
    assert "Arrogant and offensive." in page
    assert "Nothing: no publication of ours is this post." in page

    # The first question of an auditor, of the post that is ours.
    draft = publication.revision.draft
    post = page_text(browser_of(cast.grace).get(reverse("post", args=[draft.pk])))
    assert ("Alice Archer" in post, "Priya Shah" in post) == (True, True)

    taken_down(stage, dee, reason="Nobody authorised it.")
    assert stage.timeline() == [ROUTINE]
    kept = Deletion.objects.get(remote_id=str(angry.pk))
    assert (kept.words, kept.state) == ("Arrogant and offensive.", "gone")


def test_british_army_accounts_2022_are_stopped_taken_back_and_accounted_for(
    stage: Stage,
) -> None:
    """Strangers renamed a department's account and sold coins on it for hours."""
    cast = stage.cast
    waiting = taken_over(stage)
    dee = browser_of(cast.dee)
    account = reverse("truth", args=[cast.rehearsal.pk])

    page = page_text(dee.get(account))
    for shown in (
        "Somebody else may be using this account.",
        "Stop publishing",
        "channels@rivers.example",
        "is being used by somebody else",
    ):
        assert shown in page

    stop = {"scope": "everything", "reason": "Our account was taken over."}
    dee.post(reverse("holds"), stop | {"confirmed": "1"})
    stage.publish_all()
    waiting.refresh_from_db()
    assert waiting.status == "held"

    browser_of(cast.alice).post(reverse("truth-statement", args=[cast.rehearsal.pk]))
    said = current(Draft.objects.latest("pk")).content
    assert [each.account for each in said.targets] == [cast.x.pk]

    taken_down(stage, dee, reason="It is not ours.")
    assert stage.timeline() == [ROUTINE]
    rows = dee.get(account + "?format=csv").content.decode().splitlines()
    sides = [tuple(row.split(",")[1:3]) for row in rows[1:]]
    assert sides == [
        (ROUTINE, ""),
        ("", "Mint your coin now"),
        ("", "Last chance: mint your coin"),
    ]


def taken_over(stage: Stage) -> Publication:
    """One post of ours is live, one waits, and a stranger has posted two."""
    owned_for_a_year(stage)
    stage.sealed()
    stage.publish_all()
    waiting = stage.sealed("River fair on Sunday.")
    for text in ("Mint your coin now", "Last chance: mint your coin"):
        posts_around_the_queue(stage, text)
    assert reconcile_some()
    return waiting


def owned_for_a_year(stage: Stage) -> None:
    account = stage.cast.rehearsal
    account.registered_at = timezone.now() - timedelta(days=365)
    account.save()


def posts_around_the_queue(stage: Stage, text: str) -> RehearsalPost:
    return RehearsalPost.objects.create(
        handle=stage.cast.rehearsal.handle, client_key="none of ours", text=text
    )


def taken_down(stage: Stage, browser: Client, *, reason: str) -> None:
    """Everything that nobody authorised on the account, by the page and the workers."""
    address = reverse("truth-take-down", args=[stage.cast.rehearsal.pk])
    browser.post(address, {"reason": reason})
    work()
