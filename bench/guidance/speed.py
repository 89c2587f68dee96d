"""What all rules cost on one post, beside projects that look only for personal data.

The labels are not read here; only the words of the labelled posts.
"""

import json
import time
from collections.abc import Sequence

import spacy

from bench.guidance.labelled import OF_RECORDS, ON, Post, posts
from bench.guidance.peers import Read, presidio, scrubber, untrained
from bench.table import Row
from guidance.content import Material, Passage
from guidance.engine import check, rules


LENGTH = 280
ROUNDS = 3
# Of the labelled posts every fifth: the slowest peer then takes a few seconds a round.
EVERY = 5
OURS = "Countersign, all rules"


def measure() -> list[Row]:
    """CPU time on a draft of 280 characters, then posts a second of each, in one run."""
    labelled = posts()
    ordinary = [_text(each) for each in labelled if not each.about]
    return [_cost(_drafts(ordinary)), *_beside_peers([*map(_text, labelled)][::EVERY])]


def _text(post: Post) -> str:
    text: str = json.loads(post.line)["text"]
    return text


def ours(text: str) -> object:
    return check(Material((Passage("text", text),)), on=ON, skip=OF_RECORDS)


def _drafts(texts: Sequence[str]) -> list[str]:
    """Ordinary posts laid end to end and cut into drafts of 280 characters."""
    together = " ".join(texts)
    last = len(together) - LENGTH
    return [together[start : start + LENGTH] for start in range(0, last, LENGTH)]


def _cost(drafts: Sequence[str]) -> Row:
    for draft in drafts[:50]:
        ours(draft)
    spent = sorted(min(_spent(draft) for _ in range(ROUNDS)) for draft in drafts)
    median, late = (spent[int(len(spent) * share)] for share in (0.5, 0.95))
    what = (
        f"all {len(rules(ON))} rules on a draft of {LENGTH} characters ({len(drafts):,}"
    )
    what += f" drafts, best of {ROUNDS}): median {median:.2f} ms CPU, p95"
    return Row.at_most(what, late, 1, " ms")


def _spent(draft: str) -> float:
    """Milliseconds of CPU."""
    started = time.process_time_ns()
    ours(draft)
    return (time.process_time_ns() - started) / 1e6


def _beside_peers(texts: Sequence[str]) -> list[Row]:
    readers = {
        OURS: ours,
        "Presidio, 10 recognisers on spaCy's empty pipeline": presidio(
            spacy.blank("en")
        ),
        "Presidio, the same on an untrained model like spaCy's small one": presidio(
            untrained()
        ),
        "scrubadub, its 11 detectors for en_GB": scrubber(),
    }
    rates = dict.fromkeys(readers, 0.0)
    for _ in range(ROUNDS):
        for name, read in readers.items():
            rates[name] = max(rates[name], _rate(read, texts))
    return [_row(name, rate, rates[OURS] / rate) for name, rate in rates.items()]


def _row(name: str, rate: float, times: float) -> Row:
    what = f"one core, {name}: {rate:,.0f} posts/s, of which we do"
    if name.startswith("Presidio"):
        return Row.at_least(what, times, 20)
    return Row(what, f"{times:.2f}x")


def _rate(read: Read, texts: Sequence[str]) -> float:
    """Posts a second of CPU time, so that a busy machine favours nobody."""
    started = time.process_time()
    for text in texts:
        read(text)
    return len(texts) / (time.process_time() - started)
