"""OI-PARL on policy announced before Parliament heard of it, and on other news.

No statement here was made.
"""

import pytest

from guidance.content import Material, Passage, References
from guidance.engine import check
from tests.guidance.asking import TODAY, found


SPEAKS_UP = (
    "We're unveiling our new immigration white paper this morning",
    "Today the Home Secretary announces sweeping reforms to the police",
    "The government is bringing in new powers for local councils",
    "BREAKING NEWS: major reform of social care announced",
    "The Prime Minister will today set out a new industrial strategy",
    "Just announced: a ban on disposable vapes",
    "Ministers are introducing a bill to overhaul planning",
    "The Chancellor has unveiled a new tax on second homes",
    "We are proud to announce a new national plan for youth mental health",
    "Ahead of her statement to Parliament, the minister announces a new prisons strategy",
    "Education Secretary unveils a 10-year plan for schools",
    "New measures to protect renters announced today",
)
LETS_PASS = (
    "Our new opening hours start on Monday",
    "We're announcing the winners of our photo competition",
    "The Minister told Parliament today about the new strategy: HCWS512",
    "The Chief Constable unveiled a memorial to fallen officers",
    "The strategy announced last year is on track",
    "We've launched a new website",
    "Announcing our summer reading challenge!",
    "Breaking news: the road has reopened",
    "The Secretary of State visited a school in Exampleton",
    "We're launching our annual survey",
    "The written statement sets out new measures for prisons",
    "Details of the plan were announced in 2024",
    "New plan of the car park on our website",
    "Our new timetable is set out below",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_parliament_is_seen(text):
    assert found("OI-PARL", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_parliament_lets_ordinary_words_pass(text):
    assert found("OI-PARL", text) == []


def test_parliament_passes_with_the_reference_of_a_statement():
    passage = Passage("text", "Today we're announcing a new strategy for prisons")
    told = Material((passage,), references=References(parliament="HCWS512"))
    rules = {each.rule for each in check(told, on=TODAY).findings}
    assert "OI-PARL" not in rules
