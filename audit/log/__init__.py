"""The verbs that write the log: recording what happened, erasing what was personal, verifying.

No reading for screens, and no index: the sequencer alone gives an entry its place.
"""

from audit.log.erasure import erase, erase_person
from audit.log.keys import note_keys
from audit.log.recording import OutsideTransactionError, record
from audit.log.self_check import (
    CannotCheckError,
    begin_self_check,
    go_on_with_self_check,
)
from audit.payloads import PayloadError
from audit.tree.entry import Actor, AuthorityRef, Subject


__all__ = [
    "Actor",
    "AuthorityRef",
    "CannotCheckError",
    "OutsideTransactionError",
    "PayloadError",
    "Subject",
    "begin_self_check",
    "erase",
    "erase_person",
    "go_on_with_self_check",
    "note_keys",
    "record",
]
