"""How three kinds of servers write ids, HTML, links to pages and what they say of themselves.

Nothing is kept and nothing is answered here.
"""

import base64
import hashlib
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from markdown_it import MarkdownIt


LINK = re.compile(r"https?://[^\s<]+")
MENTION = re.compile(r"(?<![\w/])@(\w+)(?:@([\w.]+\w))?")
HASHTAG = re.compile(r"(?<![\w/&])#(\w+)")
FULL_SCOPES = frozenset(
    {
        "profile",
        "read",
        "write",
        "read:accounts",
        "read:statuses",
        "write:statuses",
        "write:media",
    }
)
# As Hollo has it, but for links, which show their own text either way.
MARKDOWN = MarkdownIt("js-default", {"linkify": False, "typographer": False})


@dataclass
class Stored:
    id: str
    text: str
    created_at: datetime
    parent: str | None = None
    language: str = ""
    media: list[str] = field(default_factory=list)
    markdown: bool = False
    warning: str = ""
    reblog: bool = False
    edited_at: datetime | None = None


@dataclass(frozen=True)
class Shape:
    new_id: Callable[[int], str]
    html: Callable[..., str]
    link: Callable[[str, list[str], list[str]], str]
    instance: Callable[[str], dict[str, object]]
    limits: Callable[[], dict[str, str]]
    is_markdown: Callable[[str | None], bool]
    keeps_keys: bool
    attached: tuple[int, str]
    scopes: frozenset[str] = FULL_SCOPES


def as_json(
    status: Stored,
    content: str,
    media: list[dict[str, object]],
    account: Mapping[str, object],
) -> dict[str, object]:
    """A Status entity, as far as anybody reads it."""
    mentions = [
        {
            "id": "7",
            "username": name,
            "acct": f"{name}@{domain}" if domain else name,
            "url": _profile(name, domain),
        }
        for name, domain in MENTION.findall(status.text)
    ]
    return {
        "id": status.id,
        "uri": f"https://social.example.gov.uk/statuses/{status.id}",
        "url": f"https://social.example.gov.uk/@exampledept/{status.id}",
        "created_at": _iso(status.created_at),
        "edited_at": None if status.edited_at is None else _iso(status.edited_at),
        "account": account,
        "content": content,
        "spoiler_text": status.warning,
        "visibility": "public",
        "sensitive": False,
        "language": status.language or None,
        "in_reply_to_id": status.parent,
        "reblog": {"id": "9"} if status.reblog else None,
        "media_attachments": media,
        "mentions": mentions,
        "tags": [],
        "emojis": [],
    }


def challenge(verifier: str) -> str:
    """RFC 7636, 4.2."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _iso(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _profile(name: str, domain: str) -> str:
    return f"https://{domain or 'social.example.gov.uk'}/@{name}"


def _with_names(text: str) -> str:
    text = MENTION.sub(
        lambda found: (
            f'<span class="h-card" translate="no"><a href="{_profile(found[1], found[2] or "")}"'
            f' class="u-url mention">@<span>{found[1]}</span></a></span>'
        ),
        text,
    )
    return HASHTAG.sub(
        r'<a href="https://social.example.gov.uk/tags/\1" class="mention hashtag"'
        r' rel="tag">#<span>\1</span></a>',
        text,
    )


def _linked(text: str, link: Callable[[str], str]) -> str:
    """Escaped, with links and names in their elements."""
    done, pieces = 0, []
    for found in LINK.finditer(text):
        url = found.group().rstrip(".,)!?")
        between = html.escape(text[done : found.start()], quote=True)
        pieces += [_with_names(between), link(html.escape(url))]
        done = found.start() + len(url)
    return "".join([*pieces, _with_names(html.escape(text[done:], quote=True))])


def _mastodon_link(url: str) -> str:
    """A link whose beginning and end are hidden by a style."""
    scheme = re.match(r"https?://(www\.)?", url)
    start = scheme.end() if scheme else 0
    shown, rest = url[start : start + 30], url[start + 30 :]
    kind = "ellipsis" if rest else ""
    return (
        f'<a href="{url}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{url[:start]}</span>'
        f'<span class="{kind}">{shown}</span><span class="invisible">{rest}</span></a>'
    )


def _plain_link(url: str) -> str:
    return (
        f'<a href="{url}" rel="nofollow noreferrer noopener" target="_blank">{url}</a>'
    )


def _mastodon_html(text: str, *, markdown: bool) -> str:
    paragraphs = re.split(r"\n{2,}", _linked(text, _mastodon_link))
    return "".join(f"<p>{each.replace(chr(10), '<br />')}</p>" for each in paragraphs)


def _gotosocial_html(text: str, *, markdown: bool) -> str:
    if markdown:
        return _hollo_html(text, markdown=True)
    return f"<p>{_linked(text, _plain_link).replace(chr(10), '<br>')}</p>"


def _hollo_html(text: str, *, markdown: bool) -> str:
    rendered: str = MARKDOWN.render(text)
    return re.sub(r"(</\w+>)\s+(<\w+>)", r"\1\2", rendered)


def _mastodon_pages(base: str, shown: list[str], rest: list[str]) -> str:
    if not shown:
        return ""
    older = f'<{base}?max_id={shown[-1]}>; rel="next", ' if rest else ""
    return f'{older}<{base}?min_id={shown[0]}>; rel="prev"'


def _gotosocial_pages(base: str, shown: list[str], rest: list[str]) -> str:
    if not shown:
        return ""
    return (
        f'<{base}?limit=40&max_id={shown[-1]}>; rel="next", '
        f'<{base}?limit=40&min_id={shown[0]}>; rel="prev"'
    )


def _hollo_pages(base: str, shown: list[str], rest: list[str]) -> str:
    # The first post of the next page: read by this link, that one is left out.
    return f'<{base}?max_id={rest[0]}>; rel="next"' if rest else ""


def _instance(source: str, text: int, url: int, images: int) -> dict[str, object]:
    return {
        "source_url": source,
        "configuration": {
            "statuses": {
                "max_characters": text,
                "max_media_attachments": images,
                "characters_reserved_per_url": url,
            },
            "media_attachments": {"image_size_limit": 16_777_216},
        },
    }


def _mastodon_instance(domain: str) -> dict[str, object]:
    found = _instance("https://github.com/mastodon/mastodon", 500, 23, 4)
    found["configuration"]["media_attachments"]["description_limit"] = 1500  # type: ignore[index]
    return {"domain": domain, "version": "4.5.2", **found}


def _gotosocial_instance(domain: str) -> dict[str, object]:
    found = _instance(
        "https://codeberg.org/superseriousbusiness/gotosocial", 5000, 25, 6
    )
    return {"domain": f"fedi.{domain}", "account_domain": domain, **found}


def _hollo_instance(domain: str) -> dict[str, object]:
    found = _instance("https://github.com/fedify-dev/hollo", 10_000, 256, 8)
    return {"domain": domain, "version": "0.7.0", **found}


def _limits() -> dict[str, str]:
    reset = timezone.now() + timedelta(minutes=5)
    return {
        "X-RateLimit-Limit": "300",
        "X-RateLimit-Remaining": "299",
        "X-RateLimit-Reset": _iso(reset),
    }


SHAPES = {
    "mastodon": Shape(
        new_id=lambda made: str(115_500_000_000_000_000 + made),
        html=_mastodon_html,
        link=_mastodon_pages,
        instance=_mastodon_instance,
        limits=_limits,
        is_markdown=lambda content_type: False,
        keeps_keys=True,
        attached=(422, "Media {} not found or already attached to another post"),
    ),
    "gotosocial": Shape(
        new_id=lambda made: f"01JDKX0000000000000000{made:04d}",
        html=_gotosocial_html,
        link=_gotosocial_pages,
        instance=_gotosocial_instance,
        limits=_limits,
        # This account likes Markdown: what is not said to be plain is taken for it.
        is_markdown=lambda content_type: content_type != "text/plain",
        keeps_keys=False,
        attached=(
            400,
            "Bad Request: ProcessMediaIDs: media with id {} is already attached to a status",
        ),
        scopes=frozenset({"read", "write"}),
    ),
    "hollo": Shape(
        new_id=lambda made: f"0193{made:04x}-0000-7000-8000-000000000000",
        html=_hollo_html,
        link=_hollo_pages,
        instance=_hollo_instance,
        limits=dict,
        is_markdown=lambda content_type: True,
        keeps_keys=True,
        attached=(422, "Media not found"),
    ),
}
