"""The port through which drafts ask what the platforms take: media, threads, money.

No platform is known here; settings name the implementation (ADR 4).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from drafts.content import Content, Target


class Misfit(NamedTuple):
    """What an account's platform does not take of a target, in a sentence.

    `about` says where to put it right: "account", "title", "reply", "parts", "media" or
    "alt"; the latter two of the part and, for "alt", of the medium with those numbers from 0.
    """

    about: str
    sentence: str
    part: int = 0
    medium: int = 0


class Cost(NamedTuple):
    """What a platform takes for a target, in US dollars, and why it is as dear as it is."""

    dollars: Decimal
    sentence: str


class Room(NamedTuple):
    """How many posts an account may still make until a moment, as its platform said."""

    posts: int
    until: datetime


class NoSuchPostError(ValueError):
    """An address that names no post of the platform; the message is for the author."""


class Platforms(Protocol):
    """What drafts may ask of the platforms, without a call to any of them."""

    def misfits(
        self, target: Target, *, limits: Mapping[str, int], sizes: Mapping[str, int]
    ) -> Sequence[Misfit]:
        """What the platform would refuse; `sizes` in bytes by SHA-256 in hex."""

    def reply_id(self, platform: str, server: str, typed: str) -> str:
        """The platform's id of the post at an address; an id stays as it is.

        Raises `NoSuchPostError`.
        """

    def takes_title(self, platform: str) -> bool:
        """Whether posts there have a headline."""

    def cost(self, target: Target) -> Cost | None:
        """What posting the target costs; None where it is free."""

    def room(self, content: Content) -> Mapping[int, Room]:
        """What is left for these words on their accounts, where a limit is known now."""


def in_dollars(amount: Decimal) -> str:
    """With cents, and tenths of a cent where there are any: "$0.20", "$0.015"."""
    return "$" + f"{amount:.3f}".removesuffix("0")


def platforms() -> Platforms:
    implementation: Platforms = import_string(settings.COUNTERSIGN_PLATFORM_FIT)()
    return implementation
