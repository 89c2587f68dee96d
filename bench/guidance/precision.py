"""`python -m bench.guidance.precision [RULE ...]`: precision and recall, a rule a row.

`--batch 2` reads only that batch; `--wrong` lists each miss and false alarm. The
labels are read elsewhere, and no rule is here.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from bench.guidance.labelled import BATCHES, Post, Tally, posts, tallies
from bench.table import Row, lines
from guidance.content import Severity


# The share of ordinary posts on which a rule may be wrong, by what it then does.
MAY_STOP = {Severity.BLOCK: 1 / 1000, Severity.AUTH: 1 / 50}


def measure(labelled: Sequence[Post]) -> list[Row]:
    """One row a rule, and one that says how many ordinary posts there were."""
    ordinary = sum(not each.about for each in labelled)
    rows = [_row(rule, tally, ordinary) for rule, tally in tallies(labelled).items()]
    return [
        Row(
            "labelled posts, on which the rules were mended; ordinary",
            f"{len(labelled):,}, {ordinary:,}",
        ),
        *rows,
    ]


def _row(rule: str, tally: Tally, ordinary: int) -> Row:
    """Held where no more ordinary posts were wrongly stopped than may be (1 always may)."""
    wanted = tally.found + len(tally.missed)
    found = (
        f"precision {tally.precision:4.0%}, recall {tally.recall:4.0%} of {wanted},"
        f" ordinary {_ordinary(tally)}"
    )
    return Row(rule, found, "", held=_held(tally, ordinary))


def _held(tally: Tally, ordinary: int) -> bool | None:
    stopped = {each: tally.ordinary[each] for each in MAY_STOP if tally.ordinary[each]}
    if not stopped:
        return None
    return all(n <= max(1, MAY_STOP[each] * ordinary) for each, n in stopped.items())


def _ordinary(tally: Tally) -> str:
    counted = [f"{each.value} {n}" for each, n in sorted(tally.ordinary.items())]
    return ", ".join(counted) or "0"


def wrong(labelled: Sequence[Post], rules: Sequence[str]) -> Iterator[str]:
    """Each miss and false alarm of the rules (all, where none is named), as a line."""
    for rule, tally in tallies(labelled).items():
        if not rules or rule in rules:
            yield from (f"{rule} missed {each.line}" for each in tally.missed)
            yield from (f"{rule} false  {each.line}" for each in tally.false)


def arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.guidance.precision")
    parser.add_argument("rules", nargs="*", help="Only these, as in PD-NINO.")
    parser.add_argument("--batch", type=int, choices=BATCHES, help="Only this batch.")
    parser.add_argument("--wrong", action="store_true", help="List what was wrong.")
    return parser.parse_args()


def main() -> None:
    """Print the table, or the posts that the rules were wrong about."""
    given = arguments()
    labelled = posts((given.batch,) if given.batch else BATCHES)
    if given.wrong:
        print("\n".join(wrong(labelled, given.rules)))
        return
    rows = measure(labelled)
    kept = [row for row in rows if not given.rules or row.what in given.rules]
    print("\n".join(lines(kept)))


if __name__ == "__main__":
    main()
