"""Telling whether a text is in English, where its words are enough to tell.

No rule lives here. In doubt a text counts as English: the rules then read it.
"""

import re

import pycld2


ENOUGH_LETTERS = 24
LONGEST_READ = 2000
# Of a text in two languages the English half is read all the same.
FOREIGN_SHARE = 80
LETTER = re.compile(r"[^\W\d_]")
# Words that no other language here shares; two of them are English enough.
ENGLISH_WORD = re.compile(
    r"\b(?:the|and|you|your|with|this|that|have|been|they|our|from|to|of|for|are|will"
    r"|welcome|please)\b",
    re.IGNORECASE,
)
NO_WORDS = re.compile(r"https?://\S+|[@#]\w+|[\ud800-\udfff\x00-\x1f\x7f]")


def is_english(text: str) -> bool:
    """Whether English rules may read it; True where the words are too few to tell."""
    if not _may_be_foreign(text):
        return True
    words = NO_WORDS.sub(" ", text[:LONGEST_READ])
    if len(LETTER.findall(words)) < ENOUGH_LETTERS:
        return True
    return not _is_foreign(words)


def _may_be_foreign(text: str) -> bool:
    # Most texts are English and show it at once.
    return sum(1 for _, _ in zip(ENGLISH_WORD.finditer(text), "12", strict=False)) < 2


def _is_foreign(words: str) -> bool:
    try:
        reliable, _, languages = pycld2.detect(words)
    except pycld2.error:
        return False
    _name, code, share, _score = languages[0]
    return bool(reliable) and code not in {"en", "un", "sco"} and share >= FOREIGN_SHARE
