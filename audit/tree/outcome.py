"""How a verification ends: the exit codes of audit-log section 9, and one sentence.

No checking: what raises these is in bundle.py, walk.py and verifier.py.
"""

from enum import IntEnum


class Exit(IntEnum):
    VERIFIED = 0
    USAGE = 2
    INVALID = 10
    DIVERGED = 11
    UNWITNESSED = 12
    INCOMPLETE = 13


class Failed(Exception):  # noqa: N818 - an outcome of the check, not a fault in it
    """What is wrong, in a sentence, and the first index where it shows."""

    def __init__(self, code: Exit, sentence: str, index: int | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.index = index


def invalid(sentence: str, index: int | None = None) -> Failed:
    return Failed(Exit.INVALID, sentence, index)


def incomplete(sentence: str, index: int | None = None) -> Failed:
    return Failed(Exit.INCOMPLETE, sentence, index)
