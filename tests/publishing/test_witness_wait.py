"""Publishing that waits for witnesses: sealed is not enough, and a quorum is.

Which quorum is met is tested with the log.
"""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from audit.tree.cosignatures import Cosigner, cosign
from audit.tree.notes import parse_note
from publishing.models import Publication
from publishing.policy import obstacles
from tests.cast import ROUTINE
from tests.publishing.stage import Stage


ARCHIVE = Cosigner("archive.example", Ed25519PrivateKey.generate())


@pytest.fixture
def witnessed(stage: Stage, settings: object) -> Callable[[], None]:
    """Publishing waits for the archive; calling this has the archive sign."""
    policy = stage.workshop.folder / "policy"
    policy.write_text(
        f"log {stage.workshop.verifier_key}\n"
        f"witness archive {ARCHIVE.key.text}\n"
        "quorum archive\n"
    )
    settings.COUNTERSIGN_WITNESS_POLICY = str(policy)  # type: ignore[attr-defined]
    settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES = True  # type: ignore[attr-defined]

    def sign() -> None:
        ((size, note),) = stage.workshop.sql(
            "SELECT size, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1"
        )
        line = cosign(parse_note(note.encode()), ARCHIVE, time=1_700_000_000).line
        stage.workshop.sql(
            "INSERT INTO audit_cosignature (checkpoint_id, witness, line, at)"
            " VALUES (%s, %s, %s, now())",
            *(size, ARCHIVE.name, line),
            role="sequencer",
        )

    return sign


def waits_for(publication: Publication) -> list[str]:
    return [one.reason.code for one in obstacles(publication, at=timezone.now())]


def test_post_waits_until_its_approval_is_witnessed(
    stage: Stage, witnessed: Callable[[], None]
) -> None:
    publication = stage.sealed()
    stage.publish_all()
    assert (stage.timeline(), waits_for(publication)) == ([], ["not-witnessed"])
    witnessed()
    assert waits_for(publication) == []
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]


def test_witness_of_what_came_before_is_not_enough(
    stage: Stage, witnessed: Callable[[], None]
) -> None:
    stage.workshop.write(1)
    stage.seal()
    witnessed()
    stage.sealed()
    stage.publish_all()
    assert stage.timeline() == []


def test_witness_of_what_came_after_covers_it(
    stage: Stage, witnessed: Callable[[], None]
) -> None:
    stage.sealed()
    stage.workshop.write(1)
    stage.seal()
    witnessed()
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]


def test_policy_that_is_gone_publishes_nothing(
    stage: Stage, witnessed: Callable[[], None]
) -> None:
    stage.sealed()
    witnessed()
    (stage.workshop.folder / "policy").unlink()
    stage.publish_all()
    assert stage.timeline() == []


def test_post_that_waits_for_nobody_goes_out_sealed(stage: Stage) -> None:
    stage.sealed()
    stage.publish_all()
    assert stage.timeline() == [ROUTINE]
