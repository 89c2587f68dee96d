"""The one exception that start-up ends with: a plain sentence on what to do.

Nothing here decides when; the place that meets the trouble raises it.
"""

import errno
from collections.abc import Callable


# Prints one line for the person who started us.
Say = Callable[[str], None]


class StartError(Exception):
    """Start-up must stop; the message is one sentence for the person at the keyboard."""


def sentence_for(error: OSError) -> str:
    """Turn what the operating system refused into a sentence on what to do."""
    where = error.filename or "the var folder"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full ({where}): free some space, then run make run again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"{where} cannot be used by this user: run make run as the user who"
            " made it, or give that user's permission to it."
        )
    return f"The operating system refused {where}: {error.strerror or error}."
