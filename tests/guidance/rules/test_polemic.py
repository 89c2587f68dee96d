"""IM-POLEMIC on slogans and spin, and on the same words about plain things.

No slogan here is anybody's.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "Our world-beating test and trace",
    "A landmark deal for Britain",
    "Minister hits back at critics",
    "We make no apologies for being tough",
    "This is the biggest shake-up in a generation",
    "We're getting Britain building again",
    "Delivering for hard-working families",
    "Slashing red tape for business",
    "Unprecedented investment in our schools",
    "We've proved the doubters wrong",
    "Our long-term plan is working",
    "A bold new vision for transport",
    "Tough new laws are coming",
    "The envy of the world",
    "Taking back control of our borders",
    "A game-changer for patients",
    "Turbocharging growth across the country",
    "Chancellor blasts opposition over tax",
)
LETS_PASS = (
    "A historic house in Exampleton opens its gardens",
    "Historic day out for the family at the fort",
    "Unprecedented demand: please book ahead",
    "The landmark tower is lit up tonight",
    "Slam the brakes on speeding",
    "The minister answered questions from MPs",
    "A tough mountain rescue in snow last night",
    "Game on: the league starts on Saturday",
    "Radical embroidery: an exhibition",
    "From 1 April the fee falls to £5",
    "Storm hits critics' favourite beach",
    "The new rules start on Monday",
    "Working people can claim online",
    "Common toads are crossing: slow down",
    "“A world-beating system,” said the minister",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_polemic_is_seen(text):
    assert found("IM-POLEMIC", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_polemic_lets_ordinary_words_pass(text):
    assert found("IM-POLEMIC", text) == []
