"""The verbs that write the log: recording what happened, and erasing what was personal.

No reading for screens, and no index: the sequencer alone gives an entry its place.
"""

from audit.log.erasure import erase, erase_person
from audit.log.recording import OutsideTransactionError, record
from audit.tree.entry import Actor, AuthorityRef, Subject


__all__ = [
    "Actor",
    "AuthorityRef",
    "OutsideTransactionError",
    "Subject",
    "erase",
    "erase_person",
    "record",
]
