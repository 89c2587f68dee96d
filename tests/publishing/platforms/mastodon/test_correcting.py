"""A thread on a server that edits: approved, sent, corrected post by post."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from accounts.actions import store_credential
from accounts.models import SocialAccount
from drafts.content import Part
from publishing.models import Publication
from publishing.policy.corrections import Way
from tests.cast import SET_UP, an_approved_draft, complete, delegate, words
from tests.publishing.correcting import begun, goes_through
from tests.publishing.down import duty_officer
from tests.publishing.platforms.mastodon.fake import FakeMastodon
from tests.publishing.stage import Stage


OLD = tuple(f"Flood warning for the River Ouse, {number}." for number in "123")
SECOND = "Flood warning for the River Ouse at Sampleford, two."
FOURTH = "Check your route on GOV.UK before you travel."


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon() as fake:
        yield fake


def on_mastodon(stage: Stage, server: FakeMastodon) -> SocialAccount:
    cast = stage.cast
    account = SocialAccount.objects.create(
        platform="mastodon",
        handle=server.handle,
        server=server.url,
        name="Rivers on Mastodon",
        team=cast.rivers,
    )
    complete(account, owner=cast.priya, deputy=cast.tom)
    store_credential(account, by=SET_UP, secret=server.secret)
    delegate("D-171", cast.priya, ["routine"], [account])
    delegate("D-172", duty_officer(cast), ["correction", "routine"], [account])
    return account


def test_a_thread_on_mastodon_is_edited_part_by_part(
    stage: Stage, server: FakeMastodon
) -> None:
    content = words(on_mastodon(stage, server))
    parts = tuple(Part(text=text) for text in OLD)
    content = replace(content, targets=(replace(content.targets[0], parts=parts),))
    draft = an_approved_draft(stage.cast, content=content)
    stage.seal()
    stage.publish_all()
    assert server.live() == list(OLD)
    server.exchanges.clear()
    made = begun(stage, draft, Way.EDIT)
    goes_through(stage, made, OLD[0], SECOND, OLD[2], FOURTH)
    stage.publish_all()
    assert server.live() == [OLD[0], SECOND, OLD[2], FOURTH]
    ids = [status.id for status in server.statuses]
    changed = [each for each in server.requests() if each[0] != "GET"]
    assert changed == [
        ("PUT", f"/api/v1/statuses/{ids[1]}"),
        ("POST", "/api/v1/statuses"),
    ]
    published = Publication.objects.get(revision__draft=made)
    receipts = published.receipts.order_by("part").values_list("remote_id", flat=True)
    assert (published.status, list(receipts)) == ("published", ids)
    assert published.attempts.count() == 4
