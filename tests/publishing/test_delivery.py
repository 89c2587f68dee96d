"""What is sent was frozen at the approval; media are staged once; limits are kept.

The delivery protocol's own steps; whether a claim may be made at all is in test_claim.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest
from django.utils import timezone

from accounts.actions import store_credential
from accounts.credentials import unseal
from accounts.models import Credential
from drafts.content import Content, Part
from drafts.purposes import Purpose
from publishing.actions import staging
from publishing.actions.claim import claim_next
from publishing.actions.connections import adapter_of, connection_of
from publishing.actions.rate_limits import note_allowances
from publishing.actions.record import record_outcome
from publishing.actions.send import LEASE_OVER, UPLOADING, send
from publishing.models import (
    Publication,
    RateLimit,
    RehearsalPost,
    RehearsalSwitch,
    Staging,
)
from publishing.platforms import registry
from publishing.platforms.protocol import (
    Allowance,
    MediaSource,
    PostKey,
    Ref,
    Rendered,
    Staged,
    Wording,
)
from publishing.platforms.rehearsal import RehearsalAdapter
from publishing.platforms.rendering import freeze, render, thaw, wire_digest
from tests.cast import ROUTINE, SET_UP, an_approved_draft, words
from tests.drafts.uploads import illustrated, picture_of
from tests.publishing.stage import Stage


@contextmanager
def rehearsed_by(
    adapter: type[RehearsalAdapter], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setitem(registry.ADAPTERS, "rehearsal", adapter)
        yield


class InSteps(RehearsalAdapter):
    """Stages in three steps, and remembers each that was asked for."""

    asked: ClassVar[list[str]] = []
    pause: ClassVar[timedelta] = timedelta(0)

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staged:
        done = str(before.get("step", "0"))
        self.asked.append(done)
        step = int(done) + 1
        return Staged({"step": str(step)}, whole=step >= 3, pause=self.pause)


@pytest.fixture
def in_steps() -> type[InSteps]:
    InSteps.asked.clear()
    InSteps.pause = timedelta(0)
    return InSteps


def test_what_goes_on_the_wire_is_frozen_at_the_approval(stage: Stage) -> None:
    publication = stage.approved()
    frozen = bytes(publication.wire)
    assert thaw(frozen) == render(publication.revision.content.targets[0])
    assert wire_digest(frozen) == bytes(publication.wire_digest)


def test_thawing_gives_back_every_field() -> None:
    part = Rendered(
        words="Words",
        body="<p>Words</p>",
        title="Title",
        language="cy",
        media=(),
        reply_to="17",
    )
    assert thaw(freeze((part,))) == (part,)


def test_nothing_is_sent_that_would_be_rendered_differently_than_approved(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shouting(RehearsalAdapter):
        @staticmethod
        def prepare(wording: Wording) -> Rendered:
            return RehearsalAdapter.prepare(replace(wording, text=wording.text.upper()))

    publication = stage.sealed()
    with rehearsed_by(Shouting, monkeypatch):
        stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])
    assert "RenderingError" in publication.why


def test_every_step_of_staging_is_kept_before_the_next(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, in_steps: type[InSteps]
) -> None:
    publication = stage.sealed()
    with rehearsed_by(in_steps, monkeypatch):
        stage.publish_all()
    kept = Staging.objects.get(publication=publication)
    assert (kept.ref, kept.whole) == ({"step": "3"}, True)
    assert in_steps.asked == ["0", "1", "2"]
    assert stage.timeline() == [ROUTINE]


def test_a_second_try_only_asks_whether_what_was_staged_is_still_good(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, in_steps: type[InSteps]
) -> None:
    stage.sealed()
    stage.inject(RehearsalSwitch.Fault.RATE_LIMIT)
    with rehearsed_by(in_steps, monkeypatch):
        stage.publish_all()
        stage.pass_time()
        stage.publish_all()
    assert (in_steps.asked, stage.timeline()) == (["0", "1", "2", "3"], [ROUTINE])


def test_staging_goes_on_where_the_platform_was_still_at_work(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, in_steps: type[InSteps]
) -> None:
    publication = stage.sealed()
    in_steps.pause = timedelta(seconds=30)
    with rehearsed_by(in_steps, monkeypatch):
        for _ in range(3):
            stage.publish_all()
            stage.pass_time()
    publication.refresh_from_db()
    assert (in_steps.asked, publication.status) == (["0", "1", "2"], "published")


def test_a_long_upload_goes_on_in_the_next_claim(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, in_steps: type[InSteps]
) -> None:
    publication = stage.sealed()
    monkeypatch.setattr(staging, "SECONDS_A_CLAIM", -1)
    with rehearsed_by(in_steps, monkeypatch):
        claim = claim_next()
        assert claim is not None
        assert send(claim) == UPLOADING
        record_outcome(claim, UPLOADING)
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("waiting", [])


def test_what_was_staged_long_ago_is_staged_anew(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, in_steps: type[InSteps]
) -> None:
    publication = stage.sealed()
    Staging.objects.create(publication=publication, part=0, ref={"step": "2"})
    Staging.objects.update(began_at=timezone.now() - timedelta(hours=7))
    with rehearsed_by(in_steps, monkeypatch):
        stage.publish_all()
    assert in_steps.asked == ["0", "1", "2"]


def test_who_lost_the_claim_while_staging_sends_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(InSteps):
        def stage(
            self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
        ) -> Staged:
            stage.pass_time()
            return super().stage(rendered, key=key, media=media, before=before)

    stage.sealed()
    with rehearsed_by(Slow, monkeypatch):
        claim = claim_next()
        assert claim is not None
        assert send(claim) == LEASE_OVER
    assert stage.timeline() == []


def test_a_connector_that_breaks_while_staging_calls_a_person(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(RehearsalAdapter):
        def stage(
            self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
        ) -> Staged:
            raise ValueError("the words of the post")

    publication = stage.sealed()
    with rehearsed_by(Broken, monkeypatch):
        stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("held", [])
    assert "the words of the post" not in publication.why


def test_a_picture_that_is_not_there_is_never_left_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL keeps what words name; a backup that was restored in part does not."""

    class Looking(RehearsalAdapter):
        def stage(
            self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
        ) -> Staged:
            (attachment,) = rendered.media
            lost = attachment.sha256[::-1]
            return Staged({"size": str(media.size(lost))}, whole=True)

    content = illustrated(stage.cast, picture_of(stage.cast))
    draft = an_approved_draft(stage.cast, content=content)
    stage.seal()
    with rehearsed_by(Looking, monkeypatch):
        stage.publish_all()
    assert (stage.publication_of(draft).status, stage.timeline()) == ("held", [])


def corrected(stage: Stage, live: RehearsalPost, text: str) -> Publication:
    """A sealed correction of a live post, by other words."""
    content = words(stage.cast.rehearsal, text=text)
    target = replace(content.targets[0], corrects=str(live.pk))
    correction = Content(targets=(target,), statements=content.statements)
    publication = stage.publication_of(
        an_approved_draft(stage.cast, content=correction)
    )
    stage.seal()
    return publication


BETTER = "Flood warning for the River Ouse at Sampleford. Check your route on GOV.UK."


def test_a_correction_puts_its_words_in_the_place_of_the_live_ones(
    stage: Stage,
) -> None:
    stage.sealed()
    stage.publish_all()
    publication = corrected(stage, RehearsalPost.objects.get(), BETTER)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("published", [BETTER])


def test_a_correction_without_an_answer_is_looked_at_where_it_should_be(
    stage: Stage,
) -> None:
    stage.sealed()
    stage.publish_all()
    publication = corrected(stage, RehearsalPost.objects.get(), BETTER)
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.publish_all()
    stage.look_up()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("published", [BETTER])


def test_a_correction_that_never_arrived_is_sent_again(stage: Stage) -> None:
    stage.sealed()
    stage.publish_all()
    publication = corrected(stage, RehearsalPost.objects.get(), BETTER)
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_BEFORE)
    stage.publish_all()
    stage.look_up(times=2)
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, stage.timeline()) == ("published", [BETTER])


def soon() -> Allowance:
    return Allowance("posts", 0, timezone.now() + timedelta(minutes=10), limit=100)


def test_nothing_is_sent_to_an_account_that_may_post_no_more(stage: Stage) -> None:
    publication = stage.sealed()
    note_allowances(stage.cast.rehearsal, [soon()])
    stage.publish_all()
    assert stage.timeline() == []
    RateLimit.objects.update(resets_at=timezone.now() - timedelta(seconds=1))
    stage.publish_all()
    publication.refresh_from_db()
    assert publication.status == "published"


def test_the_last_posts_of_a_limit_are_kept_for_danger_to_life(stage: Stage) -> None:
    urgent = replace(words(stage.cast.rehearsal), purpose=Purpose.LIFE_SAFETY)
    later = stage.approved("Planning a walk? Check the river before you go.")
    first = stage.publication_of(an_approved_draft(stage.cast, content=urgent))
    stage.seal()
    note_allowances(stage.cast.rehearsal, [replace(soon(), remaining=2)])
    stage.publish_all()
    later.refresh_from_db()
    first.refresh_from_db()
    assert (first.priority, first.status) == (0, "published")
    assert (later.priority, later.status) == (1, "waiting")


def test_danger_to_life_goes_before_what_has_waited_longer(stage: Stage) -> None:
    stage.approved("Planning a walk? Check the river before you go.")
    urgent = replace(words(stage.cast.rehearsal), purpose=Purpose.LIFE_SAFETY)
    an_approved_draft(stage.cast, content=urgent)
    stage.seal()
    stage.publish_all()
    assert stage.timeline()[0] == ROUTINE


@pytest.mark.parametrize(
    ("later", "kept"),
    [
        (Allowance("posts", 5, timezone.now() + timedelta(minutes=9), 100), 5),
        (Allowance("posts", 7, timezone.now() + timedelta(minutes=1), 100), 6),
        (Allowance("posts", 99, timezone.now() + timedelta(minutes=30), 100), 99),
        (Allowance("posts", -1, timezone.now() + timedelta(minutes=30), 100), 0),
        (Allowance("reads", 1, timezone.now() + timedelta(minutes=30), 100), 6),
    ],
)
def test_an_answer_that_was_overtaken_changes_no_limit(
    stage: Stage, later: Allowance, kept: int
) -> None:
    first = Allowance("posts", 6, timezone.now() + timedelta(minutes=10), 100)
    note_allowances(stage.cast.rehearsal, [first])
    note_allowances(stage.cast.rehearsal, [later])
    assert RateLimit.objects.get(kind="posts").remaining == kept


def test_a_renewed_secret_is_sealed_and_kept(stage: Stage) -> None:
    credential = Credential.objects.get(account=stage.cast.rehearsal)
    connection_of(stage.cast.rehearsal, credential).keep({"token": "renewed-token"})
    credential.refresh_from_db()
    assert unseal(bytes(credential.ciphertext)) == {"token": "renewed-token"}
    assert b"renewed-token" not in bytes(credential.ciphertext)


def test_a_renewed_secret_never_replaces_one_that_a_person_stored_since(
    stage: Stage,
) -> None:
    account = stage.cast.rehearsal
    before = connection_of(account, Credential.objects.get(account=account))
    store_credential(account, by=SET_UP, secret={"token": "stored-by-a-person"})
    before.keep({"token": "renewed-too-late"})
    stored = Credential.objects.get(account=account)
    assert unseal(bytes(stored.ciphertext)) == {"token": "stored-by-a-person"}


def test_a_renamed_account_gets_nothing_that_was_approved_before(stage: Stage) -> None:
    publication = stage.sealed()
    account = stage.cast.rehearsal
    account.handle = "@SomebodyElse"
    account.save()
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, RehearsalPost.objects.count()) == ("held", 0)
    assert "another name" in publication.why


def test_a_moved_account_gets_nothing_that_was_approved_before(stage: Stage) -> None:
    publication = stage.sealed()
    account = stage.cast.rehearsal
    account.server = "https://elsewhere.example"
    account.save()
    stage.publish_all()
    publication.refresh_from_db()
    assert (publication.status, RehearsalPost.objects.count()) == ("held", 0)


def test_an_unknown_part_is_recorded_once_whatever_the_fence(stage: Stage) -> None:
    stage.sealed()
    claim = claim_next()
    assert claim is not None
    outcome = send(claim)
    assert (record_outcome(claim, outcome), record_outcome(claim, outcome)) == (
        True,
        False,
    )


def test_only_the_first_part_of_a_thread_answers_somebody_else(stage: Stage) -> None:
    target = words(stage.cast.rehearsal).targets[0]
    thread = replace(target, parts=(Part("One."), Part("Two.")), reply_to="7")
    assert [part.reply_to for part in render(thread)] == ["7", None]


def test_the_adapter_has_the_account_it_speaks_for(stage: Stage) -> None:
    adapter = adapter_of(stage.cast.rehearsal)
    assert isinstance(adapter, RehearsalAdapter)
    assert (adapter.handle, adapter.token) == ("@RiversDept", "rehearsal-token")
