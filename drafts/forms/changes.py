"""Changes to the form's boxes that a button asks for: one more post, one less, a file.

What was typed goes along; nothing is saved, and no sentence is judged.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict

from drafts.forms import media, thread


# The boxes of files: pictures for a post, captions for a film.
UPLOAD = re.compile(
    r"part-(?P<part>[0-9]{1,3})-upload|media-[0-9]{1,3}-captions_file", re.ASCII
)
BOX = re.compile(r"(part|media)-([0-9]{1,3})-(.+)", re.ASCII)


def changed(data: QueryDict, asked: str) -> None:
    """Make the change in the sent form, such as "add-part" or "remove-media-2".

    Anything else leaves the form as it is.
    """
    found = re.fullmatch(r"([a-z-]+?)(?:-([0-9]{1,3}))?", asked, re.ASCII)
    change = CHANGES.get(found[1]) if found else None
    if change is not None and found is not None:
        change(data, int(found[2] or 0))


def add_media(data: QueryDict, sha256: str, part: int) -> bool:
    """One more picture or film at the end; False where there is no room."""
    number = media.count_of(data)
    if number >= media.MOST_MEDIA:
        return False
    data[f"media-{number}-file"] = sha256
    data[f"media-{number}-part"] = str(part)
    return True


def _add_part(data: QueryDict, _number: int) -> None:
    count = thread.count_of(data)
    if count < thread.MOST_PARTS:
        data[f"part-{count}-text"] = ""


def _remove_part(data: QueryDict, number: int) -> None:
    """Take a post out with its pictures; those behind it move up."""
    count = thread.count_of(data)
    if not 0 < number < count:
        return
    for each in range(number, count):
        _copy_part(data, each + 1, each)
    _keep_media(data, lambda part: part != number)
    _renumber(data, lambda part: part - 1 if part > number else part)


def _raise_part(data: QueryDict, number: int) -> None:
    """Change places with the post before; the first one's boxes are the form's own."""
    if not 0 < number < thread.count_of(data):
        return
    before, own = _words_of(data, number - 1), _words_of(data, number)
    _write(data, number - 1, own)
    _write(data, number, before)
    swap = {number: number - 1, number - 1: number}
    _renumber(data, lambda part: swap.get(part, part))


def _remove_media(data: QueryDict, number: int) -> None:
    rows = _media(data)
    if number < len(rows):
        _replace_media(data, rows[:number] + rows[number + 1 :])


def _raise_media(data: QueryDict, number: int) -> None:
    """Change places with the picture before, where that is one of the same post."""
    rows = _media(data)
    if 0 < number < len(rows) and _part(rows[number]) == _part(rows[number - 1]):
        rows[number - 1 : number + 1] = [rows[number], rows[number - 1]]
        _replace_media(data, rows)


CHANGES: Mapping[str, Callable[[QueryDict, int], None]] = {
    "add-part": _add_part,
    "remove-part": _remove_part,
    "raise-part": _raise_part,
    "remove-media": _remove_media,
    "raise-media": _raise_media,
}


def _names(number: int) -> tuple[str, str]:
    if number == 0:
        return "text", "welsh"
    return f"part-{number}-text", f"part-{number}-welsh"


def _words_of(data: QueryDict, number: int) -> list[str]:
    return [data.get(name, "") for name in _names(number)]


def _write(data: QueryDict, number: int, words: list[str]) -> None:
    for name, text in zip(_names(number), words, strict=True):
        data[name] = text


def _copy_part(data: QueryDict, source: int, number: int) -> None:
    """Write a post over another; one that is not there takes the other away."""
    if _names(source)[0] in data:
        _write(data, number, _words_of(data, source))
        return
    for name in _names(number):
        data.pop(name, None)


Row = dict[str, list[Any]]


def _media(data: QueryDict) -> list[Row]:
    rows: list[Row] = [{} for _ in range(media.count_of(data))]
    for name, values in data.lists():
        found = BOX.fullmatch(name)
        if found and found[1] == "media" and int(found[2]) < len(rows):
            rows[int(found[2])][found[3]] = values
    return rows


def _replace_media(data: QueryDict, rows: list[Row]) -> None:
    for name in [name for name in data if name.startswith("media-")]:
        del data[name]
    for number, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"media-{number}-{name}", values)


def _keep_media(data: QueryDict, wanted: Callable[[int], bool]) -> None:
    _replace_media(data, [row for row in _media(data) if wanted(_part(row))])


def _renumber(data: QueryDict, to: Callable[[int], int]) -> None:
    rows = _media(data)
    for row in rows:
        row["part"] = [str(to(_part(row)))]
    _replace_media(data, rows)


def _part(row: Row) -> int:
    said = str((row.get("part") or ["0"])[-1])
    return int(said) if said.isascii() and said.isdigit() else 0
