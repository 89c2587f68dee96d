"""What a post costs is worked out from its words, and said with what makes it dear."""

import pytest

from drafts.content import Part, Target
from drafts.platforms import Cost
from publishing.platforms.fitting import Fitting
from publishing.platforms.pricing import in_words_afterwards, price_of


LINK = "https://rivers.example.com/levels"
ALL_LINKED = (
    "$0.60: 3 of its 3 parts have a link, which makes each of them $0.20 instead of "
    "$0.015."
)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([Part("Levels fall")], "$0.015."),
        (
            [Part(f"Levels: {LINK}")],
            "$0.20 because it has a link. Without one it would be $0.015.",
        ),
        (
            [Part("Levels: rivers.gov.uk/levels")],
            "$0.20 because it has a link. Without one it would be $0.015.",
        ),
        (
            [Part("Levels", link=LINK)],
            "$0.20 because it has a link. Without one it would be $0.015.",
        ),
        ([Part("Write to help@dept.example")], "$0.015."),
        ([Part("One"), Part("Two"), Part("Three")], "$0.045 for its 3 parts."),
        (
            [Part("One"), Part(f"Two {LINK}"), Part("Three")],
            "$0.23: 1 of its 3 parts has a link, which makes it $0.20 instead of $0.015.",
        ),
        (
            [Part(LINK), Part(LINK), Part(LINK)],
            ALL_LINKED,
        ),
    ],
)
def test_posting_to_x_costs_what_its_parts_do_together(
    parts: list[Part], said: str
) -> None:
    cost = Fitting().cost(Target(1, "x", "@RiversDept", tuple(parts)))
    assert isinstance(cost, Cost)
    assert cost.sentence == f"Posting this to X costs {said}"


@pytest.mark.parametrize("platform", ["mastodon", "rehearsal", "mystery", ""])
def test_posting_elsewhere_costs_nothing(platform: str) -> None:
    target = Target(1, platform, "@RiversDept", (Part(f"Levels: {LINK}"),))
    assert Fitting().cost(target) is None


def test_what_was_published_is_not_told_what_would_have_been_cheaper() -> None:
    price = price_of("x", [f"Levels: {LINK}"])
    assert price is not None
    said = "Posting this to X cost $0.20 because it has a link."
    assert in_words_afterwards(price, "X") == said
