"""What a post has that its platform does not take, told before anybody approves it.

Nothing is asked of a platform. How long words may be is the guidance's to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accounts.roles import Platform
from drafts.content import Content, Media, Part, Target
from drafts.platforms import Cost, Misfit, Room
from publishing.platforms.pricing import in_words, price_of
from publishing.platforms.protocol import Capabilities, MediaLimits
from publishing.platforms.registry import ADAPTERS
from publishing.platforms.rendering import wire_text
from publishing.platforms.reply_addresses import reply_id
from publishing.platforms.room import room_for


NAMES_OF_TYPES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WebP",
    "video/mp4": "MP4",
}


class Fitting:
    """Implements `drafts.platforms.Platforms` from the adapters' capabilities.

    What may still be posted is what the platforms said last.
    """

    def misfits(
        self, target: Target, *, limits: Mapping[str, int], sizes: Mapping[str, int]
    ) -> Sequence[Misfit]:
        return misfits(target, limits, sizes)

    def reply_id(self, platform: str, server: str, typed: str) -> str:
        return reply_id(platform, server, typed)

    def takes_title(self, platform: str) -> bool:
        adapter = ADAPTERS.get(platform)
        return adapter is not None and adapter.capabilities.titled

    def cost(self, target: Target) -> Cost | None:
        words = [wire_text(part) for part in target.parts]
        price = price_of(target.platform, words)
        if price is None:
            return None
        return Cost(price.dollars, in_words(price, _name(target.platform)))

    def room(self, content: Content) -> Mapping[int, Room]:
        return room_for(content)


def misfits(
    target: Target, limits: Mapping[str, int], sizes: Mapping[str, int]
) -> Sequence[Misfit]:
    """Each thing that the target's platform would refuse, in the order of the post.

    `limits` are what the account's own server said; `sizes` the bytes of each file.
    """
    name = _name(target.platform)
    adapter = ADAPTERS.get(target.platform)
    if adapter is None:
        return [Misfit("account", f"Nothing can be published on {name} from here yet.")]
    can = adapter.capabilities
    takes, alts = _media_of(can, limits), limits.get("alt") or can.alt_limit
    found = [*_of_the_post(target, can, name)]
    for number, part in enumerate(target.parts):
        wrong = [*_of_a_part(part, takes, name, sizes), *_alts(part, alts, name)]
        found += [each._replace(part=number) for each in wrong]
    return found


def _name(platform: str) -> str:
    names = {each.value: str(each.label) for each in Platform}
    return names.get(platform, platform)


def _of_the_post(target: Target, can: Capabilities, name: str) -> Iterator[Misfit]:
    if can.titled and not target.title and not target.reply_to:
        yield Misfit("title", f"{name} needs a headline.")
    if target.reply_to and not can.replies:
        yield Misfit(
            "reply", f"{name} takes no replies. Leave the post it answers empty."
        )
    if len(target.parts) > 1 and not can.threads:
        yield Misfit("parts", f"{name} has no threads. Keep it to one post there.")


def _media_of(can: Capabilities, limits: Mapping[str, int]) -> MediaLimits:
    """What the platform takes, where its own server has not said otherwise."""
    usual = can.media or MediaLimits(images=0)
    return replace(usual, images=limits.get("images", usual.images))


def _of_a_part(
    part: Part, takes: MediaLimits, name: str, sizes: Mapping[str, int]
) -> Iterator[Misfit]:
    films = [each for each in part.media if _is_film(each)]
    pictures = [each for each in part.media if not _is_film(each)]
    if takes.needed and not part.media:
        yield Misfit("media", f"{name} needs a picture or a film in every post.")
    yield from _counted(len(pictures), takes.images, name, "picture")
    yield from _counted(len(films), takes.videos, name, "film")
    if films and pictures:
        yield Misfit("media", f"{name} does not take pictures and a film in one post.")
    for each in part.media:
        yield from _of_a_file(each, takes, name, sizes.get(each.sha256, 0))


def _counted(number: int, most: int, name: str, what: str) -> Iterator[Misfit]:
    if number <= most:
        return
    if most == 0:
        yield Misfit("media", f"{name} takes no {what}s.")
    else:
        many = what if most == 1 else f"{what}s"
        yield Misfit(
            "media", f"{name} takes up to {most} {many} in a post, not {number}."
        )


def _of_a_file(
    media: Media, takes: MediaLimits, name: str, size: int
) -> Iterator[Misfit]:
    film = _is_film(media)
    types = takes.video_types if film else takes.image_types
    most = takes.video_bytes if film else takes.image_bytes
    # Where it takes none at all, that has been said.
    if not (takes.videos if film else takes.images):
        return
    if media.type not in types:
        kind = NAMES_OF_TYPES.get(media.type, media.type)
        known = " or ".join(sorted(NAMES_OF_TYPES.get(each, each) for each in types))
        yield Misfit("media", f"{name} does not take {kind}. Use {known}.")
    if size > most:
        yield Misfit(
            "media",
            f"{name} takes files of up to {_megabytes(most)}; "
            f"this one has {_megabytes(size)}.",
        )
    if media.captions and not takes.captions:
        yield from _captions_left_out(name)


def _captions_left_out(name: str) -> Iterator[Misfit]:
    yield Misfit(
        "media",
        f"{name} takes no captions beside a film from here. Use a film whose captions "
        "are in the picture, and leave the captions empty.",
    )


def _alts(part: Part, most: int, name: str) -> Iterator[Misfit]:
    for number, media in enumerate(part.media):
        if most and len(media.alt) > most:
            said = f"{name} takes alt text of up to {most:,} characters, not {len(media.alt):,}."
            yield Misfit("alt", said, medium=number)


def _is_film(media: Media) -> bool:
    return media.type.startswith("video/")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 MB", " MB")
