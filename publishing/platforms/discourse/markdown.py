"""Authorised words as Discourse's Markdown, and its Markdown as words again.

Pure. Nothing authored becomes markup, a smiley, another sign or a preview of a page.
"""

import html
import re
from collections.abc import Iterator

from guidance.rules.links import links


# What CommonMark, BBCode, formulas and Discourse's typographer would read as theirs
# (discourse-markdown-it/src/features). Quotation marks stay: the forum may curl them.
MARKED = re.compile(
    r"""
      (?P<sign>
        [\\`*\[<|~$]
      | (?<!\w)_ | _(?!\w)
      | &(?=\#?\w{1,40};)
      | \((?=(?:tm|pa)\))
      | \+(?=-) | -(?=>)
      | \.{3,} | -{2,} | ,{2,} | \?{4,} | !{4,}
      )
    | (?P<smiley>
        :(?=[^\s:]{1,60}:)
      | (?<!\w)[:;](?=\S)
      | (?<!\w)8(?=-?\))
      | \^(?=_+\^)
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Headings, quotations, lists and underlines begin a line.
STARTS = re.compile(
    r"\d{1,9}(?=[.)](?:\s|$))|(?=\#{1,6}(?:\s|$)|>|[+-](?:\s|$)|=+\s*$)"
)
# Emoji names are read after escapes were taken away; only a tag keeps them apart.
APART = "<!-- -->"
# Two spaces break the line whether or not the forum keeps "traditional" line breaks.
BREAK = "  \n"
PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
PICTURE = re.compile(r"!\[(?:\\.|[^\]\\])*\]\((?:upload|https?)://[^)\s]*\)")
TAKEN_BACK = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:\w{1,40}|\#\w{1,8});)"
    r"|<!--.*?-->"
    r"|<(?P<link>https?://[^<>\s]+)>",
    re.DOTALL,
)


def markdown(text: str) -> str:
    """The words as Markdown that shows as they are."""
    found = (each for each in PARAGRAPHS.split(text.strip()) if each)
    return "\n\n".join(BREAK.join(map(_line, each.split("\n"))) for each in found)


def picture(alt: str, size: str, address: str) -> str:
    """An upload in the text: `size` is WxH or empty, `address` begins with upload://."""
    words = _escaped(" ".join(alt.split())).replace("]", "\\]")
    return f"![{words}|{size}]({address})" if size else f"![{words}]({address})"


def read(raw: str) -> tuple[str, int]:
    """The words of a post as readers see them, and how many pictures it has."""
    words, media = PICTURE.subn("", raw)
    lines = TAKEN_BACK.sub(_taken_back, words).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip(), media


def _line(line: str) -> str:
    words = line.strip()
    indent = "&nbsp;" * (len(line.rstrip()) - len(words))
    begins = None if indent else STARTS.match(words)
    if begins is None:
        return indent + "".join(_pieces(words))
    start = begins.end()
    return words[:start] + "\\" + words[start] + "".join(_pieces(words[start + 1 :]))


def _pieces(words: str) -> Iterator[str]:
    """Whole addresses are links without a preview; bare ones stay plain words."""
    done = 0
    for link in links(words):
        address = words[link.start : link.end]
        yield _escaped(words[done : link.start])
        yield f"<{address}>" if link.scheme else _escaped(address).replace(".", "\\.")
        done = link.end
    yield _escaped(words[done:])


def _escaped(words: str) -> str:
    return MARKED.sub(_marked, words)


def _marked(found: re.Match[str]) -> str:
    if found["smiley"]:
        return found[0] + APART
    return "".join(f"\\{sign}" for sign in found[0])


def _taken_back(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(found["entity"])
    return found["sign"] or found["link"] or ""
