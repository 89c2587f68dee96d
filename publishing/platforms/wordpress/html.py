"""Authorised words as WordPress's block markup, and WordPress's markup as words again.

Pure. Nothing authored becomes markup, a shortcode, a smiley or another sign on the way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from guidance.rules.links import Link, links
from publishing.platforms.protocol import Attachment


# What WordPress would read as markup or shortcodes, and what its wptexturize,
# convert_smilies and capital_P_dangit turn into other signs (wp-includes/formatting.php).
TURNED = re.compile(
    r"""
      [&<>'"`\[\]]
    | \.{3,}
    | -{2,}
    | (?<!\S)-(?!\S)
    | \((?=tm\))
    | (?<=[\d.,])x(?=\d)
    | (?<=\bWord)p(?=ress)
    | (?<!\S)[:;](?=\S{1,9}(?!\S))
    | (?<!\S)8(?=-?[)O](?!\S))
    """,
    re.VERBOSE,
)
PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
BLOCK = "<!-- wp:{kind} -->\n{html}\n<!-- /wp:{kind} -->"
BREAKING = frozenset(
    {"p", "div", "li", "ul", "ol", "figure", "figcaption", "blockquote", "table", "tr"}
) | {f"h{level}" for level in range(1, 7)}
UNSEEN = frozenset({"script", "style"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A file in the site's library: its number and where it is."""

    number: str
    url: str


def escaped(text: str) -> str:
    """Text that shows as it is, in content, in titles and in attributes.

    Three digits and a leading nought are what WordPress itself makes of such numbers.
    """
    return TURNED.sub(_numbered, text)


def paragraphs(text: str) -> str:
    """The words as blocks of paragraphs; whole addresses in them become links."""
    found = (each for each in PARAGRAPHS.split(text.strip()) if each)
    return "\n\n".join(
        BLOCK.format(kind="paragraph", html=f"<p>{_lines(each)}</p>") for each in found
    )


def figures(media: Sequence[Attachment], placed: Sequence[Placed]) -> str:
    """Every picture and film behind the words; `placed` has one more for captions."""
    blocks, files = [], iter(placed)
    for each in media:
        file = next(files)
        captions = next(files) if each.captions else None
        film = each.type.startswith("video/")
        blocks.append(_film(each, file, captions) if film else _picture(each, file))
    return "".join(f"\n\n{block}" for block in blocks)


def _picture(picture: Attachment, file: Placed) -> str:
    image = (
        f'<img src="{escaped(file.url)}" alt="{escaped(_line(picture.alt))}"'
        f' class="wp-image-{file.number}"/>'
    )
    attributes = f'{{"id":{file.number},"sizeSlug":"full","linkDestination":"none"}}'
    return (
        f"<!-- wp:image {attributes} -->\n"
        f'<figure class="wp-block-image size-full">{image}</figure>\n'
        "<!-- /wp:image -->"
    )


def _film(film: Attachment, file: Placed, captions: Placed | None) -> str:
    label = f' aria-label="{escaped(_line(film.alt))}"' if film.alt else ""
    track = (
        f'<track src="{escaped(captions.url)}" kind="captions"/>' if captions else ""
    )
    return (
        f'<!-- wp:video {{"id":{file.number}}} -->\n'
        f'<figure class="wp-block-video"><video controls{label}'
        f' src="{escaped(file.url)}">{track}</video></figure>\n'
        "<!-- /wp:video -->"
    )


def _lines(paragraph: str) -> str:
    return "<br>".join(_linked(line) for line in paragraph.split("\n"))


def _linked(line: str) -> str:
    """One line; an address alone on it is a link and so does not become an embed."""
    return "".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    done = 0
    for link in filter(_whole, links(line)):
        address = escaped(line[link.start : link.end])
        yield escaped(line[done : link.start])
        yield f'<a href="{address}">{address}</a>'
        done = link.end
    yield escaped(line[done:])


def _whole(link: Link) -> bool:
    return bool(link.scheme)


def _line(text: str) -> str:
    return " ".join(text.split())


def _numbered(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign):03d};" for sign in found[0])


def read(markup: str) -> tuple[str, int]:
    """The words of a post or title as readers see them, and how many media it shows."""
    reader = Reader()
    reader.feed(markup)
    reader.close()
    words = PARAGRAPHS.sub("\n\n", "".join(reader.words))
    return words.strip(), reader.media


class Reader(HTMLParser):
    """Collects words; blocks and breaks become line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.media = 0
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.media += tag in {"img", "video"}
        self.unseen += tag in UNSEEN
        if tag == "br" or tag in BREAKING:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        if tag in BREAKING:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self.unseen <= 0:
            self.words.append(data)
