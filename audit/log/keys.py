"""Recording that the log's signing key changed, as its checkpoints show it.

No private key is known here: only the sequencer reads those, and it writes no entries.
"""

from collections.abc import Mapping

from django.db import connection, transaction

from audit.events import Event
from audit.log.recording import record
from audit.models import Entry
from audit.queries.keys import verifier_keys
from audit.queries.tree import last_checkpoint
from audit.tree.entry import Actor, Subject
from audit.tree.notes import NoteError, parse_note, verified_signatures


MONITOR = Actor(id="service:monitor", post="monitor of the log", role="service")
# Any number, as long as every process that records keys takes the same.
ONE_AT_A_TIME = 0x6B6579


def note_keys() -> int:
    """Record each key that began or stopped to sign, and return how many did.

    A key is named as signed notes name it: the log's name and the key's id in
    hexadecimal. A checkpoint that cannot be read, or with a false signature, is left
    to the self-check.
    """
    try:
        signing = _signing()
    except NoteError:
        return 0
    if not signing or set(signing) == _recorded():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return _record_changes(signing)


def _signing() -> Mapping[str, str]:
    """The keys of the last checkpoint, each with its text where this server has it."""
    last = last_checkpoint()
    if last is None:
        return {}
    note = parse_note(last.note.encode())
    names = {f"{line.name}+{line.key_id.hex()}": "" for line in note.signatures}
    known = {
        f"{key.name}+{key.key_id.hex()}": key.text
        for key in verified_signatures(note, verifier_keys())
    }
    return names | known


def _recorded() -> set[str]:
    """The keys in use as the log has it so far."""
    told = Entry.objects.filter(subject_type="key").order_by("at", "id")
    in_use: set[str] = set()
    for event, key in told.values_list("event", "subject_id"):
        if event == Event.KEY_CREATED:
            in_use.add(key)
        else:
            in_use.discard(key)
    return in_use


def _record_changes(signing: Mapping[str, str]) -> int:
    in_use = _recorded()
    for key in sorted(set(signing) - in_use):
        _record(Event.KEY_CREATED, key, {"verifier_key": signing[key]})
    for key in sorted(in_use - set(signing)):
        _record(Event.KEY_RETIRED, key, {})
    return len(in_use ^ set(signing))


def _record(event: Event, key: str, details: Mapping[str, str]) -> None:
    record(event, actor=MONITOR, subject=Subject("key", key), details=details)
