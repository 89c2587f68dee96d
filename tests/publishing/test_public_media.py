"""The address by which a platform fetches a picture: for what is being staged, and briefly."""

import time

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.urls import reverse

from drafts.actions import withdraw
from drafts.content import Media
from publishing.actions.claim import claim_next
from publishing.actions.holds import place_hold
from publishing.actions.media_source import LIFETIME_SECONDS, SALT, StoredMedia
from publishing.actions.record import record_outcome
from publishing.actions.send import send
from publishing.models import Publication, Staging
from tests.cast import Cast, an_approved_draft
from tests.drafts.uploads import illustrated, picture_of
from tests.pages import browser_of
from tests.publishing.stage import Stage


class Earlier(TimestampSigner):
    """Signs as it did so many seconds ago."""

    def __init__(self, seconds: int) -> None:
        super().__init__(salt=SALT)
        self.seconds = seconds

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - self.seconds)


def fetched(token: str) -> int:
    """What anybody gets who has the address, signed in or not."""
    return Client().get(reverse("public-media", args=[token])).status_code


def now_for(sha256: str) -> int:
    return fetched(StoredMedia().public_url(sha256).rpartition("/")[2])


def approved(cast: Cast, picture: Media) -> Publication:
    draft = an_approved_draft(cast, content=illustrated(cast, picture))
    return Publication.objects.get(revision__draft=draft)


def test_a_picture_is_public_from_its_claim_until_it_is_published(stage: Stage) -> None:
    picture = picture_of(stage.cast)
    publication = approved(stage.cast, picture)
    stage.seal()
    before = now_for(picture.sha256)
    claim = claim_next()
    assert claim is not None
    claimed = now_for(picture.sha256)
    record_outcome(claim, send(claim))
    publication.refresh_from_db()

    assert (before, claimed, publication.status) == (404, 200, "published")
    assert now_for(picture.sha256) == 404


@pytest.fixture
def preparing(cast: Cast) -> Publication:
    """Approved, and waiting until its platform has fetched what it needs."""
    publication = approved(cast, picture_of(cast))
    Staging.objects.create(publication=publication, part=0, ref={"container": "17"})
    return publication


def picture_in(publication: Publication) -> str:
    return publication.revision.media_uses.get().file_id


def test_a_picture_is_public_while_its_platform_prepares_it(
    preparing: Publication,
) -> None:
    assert now_for(picture_in(preparing)) == 200


def test_an_all_stop_ends_the_address_at_once(
    cast: Cast, preparing: Publication
) -> None:
    place_hold(by=cast.dee, reason="National mourning")

    assert now_for(picture_in(preparing)) == 404


def test_withdrawing_the_draft_ends_the_address_at_once(
    cast: Cast, preparing: Publication
) -> None:
    withdraw(preparing.revision.draft, by=cast.alice)

    assert now_for(picture_in(preparing)) == 404


def test_a_draft_s_picture_is_never_public(cast: Cast) -> None:
    assert now_for(picture_of(cast).sha256) == 404


def test_an_address_is_good_for_an_hour_and_only_as_it_was_made(
    preparing: Publication,
) -> None:
    sha256 = picture_in(preparing)
    tokens = {
        "just in time": Earlier(LIFETIME_SECONDS - 60).sign_object(sha256),
        "too late": Earlier(LIFETIME_SECONDS + 60).sign_object(sha256),
        "another purpose": TimestampSigner(salt="drafts").sign_object(sha256),
        "its name alone": sha256,
    }

    answers = {name: fetched(token) for name, token in tokens.items()}

    assert answers == dict.fromkeys(tokens, 404) | {"just in time": 200}


def test_the_address_for_people_needs_a_right_all_the_same(
    cast: Cast, preparing: Publication
) -> None:
    address = reverse("draft-media", args=[picture_in(preparing)])

    assert browser_of(cast.mallory).get(address).status_code == 404
