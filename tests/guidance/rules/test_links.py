"""Links as X finds them, against the vectors that it published.

What is said about a link is tested with the rules.
"""

from pathlib import Path

import pytest
import yaml

from guidance.rules.links import Link, links


VECTORS = (
    Path(__file__).parents[4] / "shared/vectors/twitter-text/conformance/extract.yml"
)
SUITES = (
    "urls",
    "urls_with_indices",
    "urls_with_directional_markers",
    "tco_urls_with_params",
)
# A name without a scheme under a top level that is not Latin: no draft of ours has one.
NOT_OURS = frozenset({"Extract domain followed by Japanese characters"})


def published_cases():
    if not VECTORS.exists():
        return [pytest.param("", [], marks=pytest.mark.skip("no shared vectors here"))]
    suites = yaml.safe_load(VECTORS.read_text(encoding="utf-8"))["tests"]
    return [
        pytest.param(
            case["text"],
            [_address(each) for each in case["expected"]],
            id=f"{suite}-{number}",
        )
        for suite in SUITES
        for number, case in enumerate(suites[suite])
        if case["description"] not in NOT_OURS
    ]


def _address(expected):
    return expected["url"] if isinstance(expected, dict) else expected


@pytest.mark.parametrize(("text", "expected"), published_cases())
def test_links_are_those_that_x_finds(text, expected):
    assert [text[link.start : link.end] for link in links(text)] == expected


def test_links_know_their_scheme_and_host():
    assert list(links("See WWW.GOV.UK/renew or HTTPS://example.com.")) == [
        Link(4, 20, "", "www.gov.uk"),
        Link(24, 43, "https://", "example.com"),
    ]
