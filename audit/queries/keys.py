"""The log's public keys, as this server has been told them.

No private key: only the sequencer reads that one.
"""

from django.conf import settings

from audit.tree.notes import VerifierKey, parse_key


def verifier_keys() -> list[VerifierKey]:
    """None when the server was told none; NoteError when one is malformed."""
    keys = settings.COUNTERSIGN_LOG_VERIFIER_KEY.replace(",", " ").split()
    return [parse_key(key) for key in keys]
