"""Disconnecting: the secret goes for certain, and what waits is cancelled, post by post."""

import pytest

from accounts.actions import store_credential
from accounts.models import Credential, Notice, SocialAccount
from audit.models import Entry
from publishing.actions.claim import claim_next
from publishing.actions.disconnecting import disconnect
from publishing.actions.record import record_outcome
from publishing.actions.send import send
from publishing.models import Publication
from publishing.platforms import revoking
from publishing.queries.connections import Standing, standing_of
from tests.cast import ROUTINE, SET_UP, Cast, an_approved_draft
from tests.publishing.stage import Stage
from tests.refusals import refused


def again(account: SocialAccount) -> SocialAccount:
    """The account as it stands, with the credential that it has now."""
    return SocialAccount.objects.get(pk=account.pk)


def status(publication: Publication) -> tuple[str, str]:
    publication.refresh_from_db()
    return publication.status, publication.why


def test_what_waits_is_cancelled_and_logged_post_by_post(cast: Cast) -> None:
    first, second = (
        an_approved_draft(cast, text=f"{ROUTINE} Day {day}.") for day in (1, 2)
    )
    assert disconnect(again(cast.rehearsal), by=cast.sam) == 2
    rows = Publication.objects.order_by("pk")
    assert [(row.status, row.why) for row in rows] == [
        ("cancelled", "The account was disconnected.")
    ] * 2
    entries = Entry.objects.filter(event="publication.cancelled")
    assert sorted(each.subject_id for each in entries) == sorted(
        str(row.pk) for row in rows
    )
    told = Notice.objects.filter(kind="failed", person=cast.alice)
    assert sorted(each.path for each in told) == sorted(
        [f"/posts/{first.pk}/", f"/posts/{second.pk}/"]
    )
    first.refresh_from_db()
    assert first.status == "expired"


def test_the_ciphertext_and_what_the_platform_said_are_gone(cast: Cast) -> None:
    SocialAccount.objects.filter(pk=cast.rehearsal.pk).update(remote_id="109")
    disconnect(again(cast.rehearsal), by=cast.sam)
    assert not Credential.objects.exists()
    assert again(cast.rehearsal).remote_id == ""
    assert Entry.objects.filter(event="credential.destroyed").count() == 1


def test_the_page_counts_what_it_would_do(cast: Cast) -> None:
    an_approved_draft(cast)
    assert standing_of(cast.rehearsal) == Standing(cancelled=1, held=0, unknown=0)


def test_what_is_live_in_part_is_held(stage: Stage) -> None:
    publication = stage.sealed()
    publication.receipts.create(part=0, remote_id="1", url="")
    disconnect(again(stage.cast.rehearsal), by=stage.cast.sam)
    assert status(publication) == ("held", "The account was disconnected.")


def test_what_is_being_sent_is_finished_and_recorded(stage: Stage) -> None:
    publication = stage.sealed()
    claimed = claim_next()
    assert claimed is not None
    outcome = send(claimed)
    assert standing_of(stage.cast.rehearsal).held == 1

    assert disconnect(again(stage.cast.rehearsal), by=stage.cast.sam) == 0

    assert record_outcome(claimed, outcome)
    assert status(publication)[0] == "published"


def test_the_platform_is_told_only_after_the_commit(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, bool]] = []

    def note(server: str, secret: dict[str, str]) -> bool:
        told.append((secret["token"], Credential.objects.exists()))
        return True

    monkeypatch.setitem(revoking.WAYS, "rehearsal", note)
    disconnect(again(stage.cast.rehearsal), by=stage.cast.sam)
    assert told == [("rehearsal-token", False)]


def test_a_platform_that_does_not_answer_keeps_nothing_connected(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(server: str, secret: dict[str, str]) -> bool:
        raise RuntimeError(f"Bearer {secret['token']}")

    monkeypatch.setitem(revoking.WAYS, "rehearsal", fail)
    disconnect(again(stage.cast.rehearsal), by=stage.cast.sam)
    assert not Credential.objects.exists()
    assert "revoke.failed" in caplog.text
    assert "rehearsal-token" not in caplog.text


@pytest.mark.parametrize("name", ["alice", "priya", "grace", "mallory"])
def test_only_who_answers_for_it_disconnects(cast: Cast, name: str) -> None:
    with refused("may-not-disconnect"):
        disconnect(again(cast.rehearsal), by=getattr(cast, name))
    assert Credential.objects.count() == 1


def test_the_director_may_cut_an_account_off(cast: Cast) -> None:
    disconnect(again(cast.rehearsal), by=cast.dee)
    assert not Credential.objects.exists()


def test_an_account_without_a_secret_and_without_posts_is_not_connected(
    cast: Cast,
) -> None:
    with refused("not-connected"):
        disconnect(again(cast.x), by=cast.sam)


def test_it_can_be_connected_again_afterwards(cast: Cast) -> None:
    disconnect(again(cast.rehearsal), by=cast.sam)
    store_credential(again(cast.rehearsal), by=SET_UP, secret={"token": "new"})
    assert Credential.objects.get().state == "live"
