"""English and Welsh leave as one act: neither goes out alone, and half a pair is said."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from accounts.actions import destroy_credential, store_credential
from accounts.models import SocialAccount
from accounts.roles import AccountLanguage
from approvals.actions import approve
from drafts.actions import create_draft, submit
from drafts.actions.from_lines import use_line
from drafts.actions.lines import withdraw_line
from drafts.content import Content, Part, Target
from publishing.actions.claim import claim_next
from publishing.actions.judgement import drop, release
from publishing.actions.record import record_outcome
from publishing.models import Hold, Publication, RehearsalSwitch
from publishing.platforms.protocol import Permanent
from tests.cast import SET_UP, Cast, complete, current, delegate
from tests.drafts.test_lines import VALUES, cleared
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage
from tests.refusals import refused


ENGLISH = "Flood warning for the River Ouse at Exampleton."
WELSH = "Rhybudd llifogydd ar gyfer Afon Ouse yn Exampleton."


@dataclass
class Pair:
    """One approved draft in two languages, sealed, on an account for each."""

    stage: Stage
    afonydd: SocialAccount
    english: Publication
    welsh: Publication

    def publish_all(self) -> list[str]:
        """Everything is tried until nothing moves; what is live then, in its order."""
        for _ in range(4):
            self.stage.pass_time()
            self.stage.publish_all()
        self.english.refresh_from_db()
        self.welsh.refresh_from_db()
        return self.stage.timeline()

    @property
    def statuses(self) -> tuple[str, str]:
        return self.english.status, self.welsh.status


def a_welsh_account(cast: Cast) -> SocialAccount:
    account = SocialAccount.objects.create(
        platform="rehearsal",
        handle="@AdranAfonydd",
        name="Afonydd",
        team=cast.rivers,
        language=AccountLanguage.WELSH,
        pair=cast.rehearsal,
    )
    complete(account, owner=cast.priya, deputy=cast.tom)
    store_credential(account, by=SET_UP, secret={"token": "welsh-token"})
    return account


def target(account: SocialAccount, text: str, language: str) -> Target:
    return Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        server=account.server,
        parts=(Part(text=text),),
        language=language,
    )


@pytest.fixture
def pair(stage: Stage) -> Pair:
    cast = stage.cast
    afonydd = a_welsh_account(cast)
    delegate("D-131", cast.priya, ["routine", "welsh"], [cast.rehearsal, afonydd])
    content = Content(
        targets=(
            target(cast.rehearsal, ENGLISH, "en"),
            target(afonydd, WELSH, "cy"),
        ),
        translation="human",
    )
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Flood warning", content=content
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    stage.seal()
    return Pair(
        stage,
        afonydd,
        english=Publication.objects.get(account=cast.rehearsal),
        welsh=Publication.objects.get(account=afonydd),
    )


def test_both_languages_go_out(pair: Pair) -> None:
    assert sorted(pair.publish_all()) == sorted([ENGLISH, WELSH])
    assert pair.statuses == ("published", "published")


def test_neither_goes_out_while_the_other_account_is_on_hold(pair: Pair) -> None:
    cast = pair.stage.cast
    Hold.objects.create(account=pair.afonydd, reason="Translation", placed_by=cast.dee)

    assert pair.publish_all() == []
    assert pair.statuses == ("waiting", "held")
    assert pair.english.why == (
        "It waits for its Welsh post on @AdranAfonydd on Rehearsal network, which is "
        "stopped."
    )


def test_neither_goes_out_while_the_other_account_is_not_connected(pair: Pair) -> None:
    destroy_credential(pair.afonydd, by=SET_UP)

    assert pair.publish_all() == []
    assert pair.statuses == ("waiting", "held")


def test_both_go_out_when_the_stopped_one_is_released(pair: Pair) -> None:
    cast = pair.stage.cast
    destroy_credential(pair.afonydd, by=SET_UP)
    pair.publish_all()
    store_credential(pair.afonydd, by=SET_UP, secret={"token": "welsh-token"})

    release(pair.welsh, by=cast.priya)

    assert sorted(pair.publish_all()) == sorted([ENGLISH, WELSH])


def test_one_that_was_dropped_holds_the_other_for_a_person(pair: Pair) -> None:
    cast = pair.stage.cast
    destroy_credential(pair.afonydd, by=SET_UP)
    pair.publish_all()

    drop(pair.welsh, by=cast.priya)

    assert pair.publish_all() == []
    assert pair.statuses == ("held", "cancelled")
    with refused("no-authority"):
        release(pair.english, by=cast.tom)
    release(pair.english, by=cast.priya)
    assert pair.publish_all() == [ENGLISH]


def test_the_page_says_when_one_failed_after_the_other_was_live(pair: Pair) -> None:
    first = claim_next()
    assert first is not None
    record_outcome(first, Permanent("The account is closed"))
    stopped = Publication.objects.get(pk=first.publication.pk)
    other = pair.welsh if stopped.pk == pair.english.pk else pair.english
    assert pair.publish_all() == []
    release(other, by=pair.stage.cast.priya)
    pair.publish_all()

    page = browser_of(pair.stage.cast.alice).get(
        reverse("post", args=[stopped.revision.draft_id])
    )

    assert "They are one act: get the" in page_text(page)


def test_a_language_that_was_sent_finishes_whatever_becomes_of_the_other(
    pair: Pair,
) -> None:
    pair.stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    pair.publish_all()
    pair.stage.look_up(3)
    assert sorted(pair.publish_all()) == sorted([ENGLISH, WELSH])


def test_nothing_goes_out_on_a_line_that_was_withdrawn_after_approval(
    stage: Stage,
) -> None:
    cast = stage.cast
    version = cleared(cast)
    draft = use_line(
        version,
        by=cast.bob,
        team=cast.rivers,
        accounts=[cast.rehearsal],
        values=VALUES,
    )
    submit(draft, by=cast.bob, based_on=1, explanation="As cleared.")
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    stage.seal()
    withdraw_line(version, by=cast.priya, why="The road is open again.")

    stage.publish_all()

    waiting = stage.publication_of(draft)
    assert (stage.timeline(), waiting.status) == ([], "held")
    assert (
        waiting.why
        == f"{version.line.reference} was withdrawn: The road is open again."
    )
