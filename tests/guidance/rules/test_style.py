"""AC-STYLE on hashtags, emoji and capitals that a screen reader stumbles over.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found, words


SPEAKS_UP = (
    "#stayathome",
    "#bekind to each other",
    "#worldbookday",
    "#openday2026",
    "#internationalwomensday",
    "#nationalapprenticeshipweek",
    "#MENTALHEALTH",
    "PLEASE READ THIS BEFORE YOU TRAVEL",
    "STOP LOOK LISTEN before you cross",
    "🎉 🎉 🎉",
    "🚨🚨🚨 Appeal",
    "A 🎉 b 🎈 c 🎁 d 🎂",
    "🔸 x 🔸 y 🔸 z 🔸 w",
)
LETS_PASS = (
    "#WorldBookDay",
    "#Budget2026",
    "#NHS75",
    "#sustainability",
    "#Cambridgeshire",
    "#northampton",
    "#together",
    "#weekend",
    "#volunteering",
    "#wellbeing",
    "#COP30",
    "🚨 Appeal",
    "It's here 🎉🎉",
    "UK and EU and US",
    "HMRC DWP MOJ",
    "NATO, EU, UN",
    "BBC ITV SKY",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿🏴󠁧󠁢󠁳󠁣󠁴󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿🇬🇧",
    "RAF & RN",
    "Reg AB12 CDE",
    "A1 M25 M1",
    "#firefighters",
    "#PoliceUK",
    "#homelessness",
    "#government",
    "#education",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_style_is_seen(text):
    assert found("AC-STYLE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_style_lets_ordinary_words_pass(text):
    assert found("AC-STYLE", text) == []


def test_style_points_at_the_hashtag():
    text = "Today is #worldmentalhealthday for all"
    assert words("AC-STYLE", text) == ["#worldmentalhealthday"]


def test_style_sees_emoji_used_as_bullets():
    text = "\u2705 one\n\u2705 two\n\u2705 three"
    assert words("AC-STYLE", text) == ["\u2705 one\n\u2705 two\n\u2705"]


def test_style_counts_a_family_as_one_emoji():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert found("AC-STYLE", f"{family} a {family} b {family}") == []
