"""What the pages and the guidance say of a platform is what its connector says.

No connector is made here.
"""

import pytest

from accounts.roles import Platform
from guidance.rules.counting import ALT_LIMITS, SCALES
from publishing.platforms.catalogue import platforms_page
from publishing.platforms.registry import ADAPTERS, capabilities_of


def test_every_platform_that_is_offered_has_a_connector_and_no_other_has() -> None:
    assert set(ADAPTERS) == set(Platform.values) == set(SCALES)


@pytest.mark.parametrize("platform", ADAPTERS)
def test_the_guidance_knows_each_limit_of_alt_text(platform: str) -> None:
    assert ALT_LIMITS[platform] == capabilities_of(platform).alt_limit


def test_the_page_names_every_platform_and_what_opens_it() -> None:
    page = platforms_page()
    assert [name for name in Platform.labels if f"### {name}" not in page] == []


def test_the_page_says_what_a_post_on_x_costs() -> None:
    assert "$0.015 a post, $0.200 with a link" in platforms_page()
