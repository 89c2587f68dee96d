"""LinkedIn's "little text": our words into it so that they show as they are, and back.

Pure; no post and no call is known here.
"""

import re


# Unescaped, LinkedIn cuts the text at the first of these without a word.
RESERVED = re.compile(r"[\\|{}@\[\]()<>#*_~]")
HASHTAG = re.compile(r"(?<![\w&/])[#\uff03](\w*[^\W\d_]\w*)")
TEMPLATE = re.compile(r"\{hashtag\|\\?[#\uff03]\|((?:\\.|[^{}|\\])+)\}")
MENTION = re.compile(r"@\[((?:\\.|[^\]\\])+)\]\((?:urn:[^)]+)\)")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def little(words: str) -> str:
    """Every reserved sign escaped; hashtags as the templates that make them work."""
    written, done = [], 0
    for tag in HASHTAG.finditer(words):
        written.append(_escaped(words[done : tag.start()]))
        written.append(f"{{hashtag|\\#|{_escaped(tag[1])}}}")
        done = tag.end()
    return "".join([*written, _escaped(words[done:])])


def plain(commentary: str) -> str:
    """The words as LinkedIn shows them."""
    without = MENTION.sub(r"\1", TEMPLATE.sub(r"#\1", commentary))
    return ESCAPED.sub(r"\1", without)


def _escaped(words: str) -> str:
    return RESERVED.sub(r"\\\g<0>", words)
