"""The labelled posts of `set/*.jsonl`, and how often each rule was right about them.

Nothing is printed here.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from guidance.content import Severity
from guidance.engine import check
from guidance.management.lines import material_of


SET = Path(__file__).parent / "set"
# Each batch was written, and measured, before the rules were mended for it.
BATCHES = (1, 2, 3, 4)
ON = date(2026, 11, 21)
# These speak of a record that is missing; whoever checks words alone leaves them out.
OF_RECORDS = frozenset({"CR-INTEGRATE", "ID-ACCOUNT", "PR-TRAIN"})
HARDEST_FIRST = list(Severity)
STOPPING = {Severity.BLOCK, Severity.AUTH}


@dataclass(frozen=True, slots=True)
class Post:
    """One labelled post: its line, what it should raise, and whose label that is.

    `about` is the rule that the file is named for; empty means that the label speaks
    of every rule. `batch` is above 1 for posts written after the rules had been mended
    for the batch before.
    """

    line: str
    expect: frozenset[str]
    about: str
    batch: int

    def judges(self, rule: str) -> bool:
        return not self.about or rule == self.about or rule in self.expect


@dataclass(slots=True)
class Tally:
    """What one rule got right and wrong; `ordinary` counts ordinary posts by what it did."""

    found: int = 0
    missed: list[Post] = field(default_factory=list)
    false: list[Post] = field(default_factory=list)
    ordinary: Counter[Severity] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return share(self.found, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        return share(self.found, self.found + len(self.false))


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def posts(batches: Collection[int] = BATCHES, folder: Path = SET) -> list[Post]:
    """Every labelled post of the batches, in the order of the files and their lines."""
    return [
        post
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and (post := _post(path, line)).batch in batches
    ]


def _post(path: Path, line: str) -> Post:
    known = json.loads(line)
    expect = frozenset(known.pop("expect"))
    batch = known.pop("batch", 1)
    about = "" if path.stem.startswith("ordinary") else path.stem
    return Post(json.dumps(known, ensure_ascii=False), expect, about, batch)


def raised(post: Post) -> dict[str, Severity]:
    """The rules that found something in the post, each with its hardest severity."""
    skip = OF_RECORDS if not post.about else ()
    findings = check(material_of(post.line), on=ON, skip=skip).findings
    hardest: dict[str, Severity] = {}
    for each in findings:
        known = hardest.get(each.rule, each.severity)
        hardest[each.rule] = min(known, each.severity, key=HARDEST_FIRST.index)
    return hardest


def tallies(labelled: Iterable[Post]) -> dict[str, Tally]:
    """A tally for each rule that is expected or raised anywhere, by its id."""
    tallied: dict[str, Tally] = {}
    for post in labelled:
        found = raised(post)
        for rule in _judged(post, found):
            _count(tallied.setdefault(rule, Tally()), post, rule, found.get(rule))
    return dict(sorted(tallied.items()))


def _judged(post: Post, found: Mapping[str, Severity]) -> Iterator[str]:
    """The rules of which the label speaks; of an ordinary post, those that stop it."""
    for rule in sorted({*found, *post.expect}):
        stops = rule in post.expect or found[rule] in STOPPING
        if post.judges(rule) and (post.about or stops):
            yield rule


def _count(tally: Tally, post: Post, rule: str, did: Severity | None) -> None:
    if rule not in post.expect:
        tally.false.append(post)
        if did and not post.about:
            tally.ordinary[did] += 1
    elif did:
        tally.found += 1
    else:
        tally.missed.append(post)
