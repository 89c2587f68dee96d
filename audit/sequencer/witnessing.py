"""Asking witnesses to cosign the last checkpoint, and keeping what they answer.

Never inside a batch: a slow witness delays nobody.
"""

import http.client
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils import timezone

from audit.models import Checkpoint, Cosignature
from audit.queries.proofs import consistency_proof
from audit.queries.tree import last_checkpoint
from audit.tree.checkpoint import parse_size
from audit.tree.cosignatures import cosigned_at
from audit.tree.notes import MOST_SIGNATURES, Note, NoteError, parse_note
from audit.tree.policy import Witness
from audit.tree.witness.request import AddCheckpoint, format_request


logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 10
LONGEST_ANSWER = 100_000


class WitnessError(Exception):
    """A witness could not be reached, or its answer is of no use."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes


def ask_all(witnesses: Mapping[str, Witness]) -> list[str]:
    """Ask each witness for the last checkpoint; return the names of those that signed.

    One that fails is logged and passed over: the others are asked all the same.
    """
    last = last_checkpoint()
    if last is None:
        return []
    signed = []
    for name, witness in witnesses.items():
        try:
            _ask(last, witness)
        except (WitnessError, NoteError, OSError, http.client.HTTPException) as error:
            logger.warning("The witness %s did not cosign: %s", name, error)
        else:
            signed.append(name)
    return signed


def _ask(checkpoint: Checkpoint, witness: Witness) -> None:
    name = witness.key.name
    mine = Cosignature.objects.filter(witness=name).order_by("-checkpoint_id")
    latest = mine.values_list("checkpoint_id", flat=True).first() or 0
    if latest == checkpoint.size:
        return
    reply = _send(witness.url, _request(checkpoint, latest))
    if reply.status == 409:
        # It knows another size than we remember; it says which.
        old = parse_size(reply.body.decode("ascii", "replace").strip())
        reply = _send(witness.url, _request(checkpoint, old))
    line = _cosignature(checkpoint, witness, reply)
    Cosignature.objects.create(
        checkpoint=checkpoint, witness=name, line=line, at=timezone.now()
    )


def _request(checkpoint: Checkpoint, old: int) -> bytes:
    if old > checkpoint.size:
        raise WitnessError("it has seen more entries than the log now has")
    proof = consistency_proof(old, checkpoint.size) if old else []
    return format_request(AddCheckpoint(old, tuple(proof), checkpoint.note.encode()))


def _cosignature(checkpoint: Checkpoint, witness: Witness, reply: Reply) -> str:
    """Return the witness's own line from its answer, once it has been verified."""
    if reply.status != 200:
        raise WitnessError(f"it answered {reply.status}")
    note = parse_note(checkpoint.note.encode() + reply.body)
    lines = [line for line in note.signatures if witness.key.made(line)]
    if len(lines) != 1 or len(note.signatures) > MOST_SIGNATURES:
        raise WitnessError("its answer holds no cosignature of its own")
    cosigned_at(Note(note.text, tuple(lines)), witness.key)
    return lines[0].line


def _send(url: str, body: bytes) -> Reply:
    parts = urlsplit(url)
    kinds = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
    if parts.scheme not in kinds or not parts.hostname:
        raise WitnessError(f"its address is not one: {url!r}")
    connection = kinds[parts.scheme](
        parts.hostname, parts.port, timeout=PATIENCE_SECONDS
    )
    try:
        connection.request("POST", f"{parts.path.rstrip('/')}/add-checkpoint", body)
        response = connection.getresponse()
        return Reply(response.status, response.read(LONGEST_ANSWER))
    finally:
        connection.close()
