"""IM-CIVIL on abuse and contempt, and on words that only look like them.

Nobody is meant.
"""

import pytest

from tests.guidance.asking import found, severities


SPEAKS_UP = (
    "You're an idiot",
    "Only a moron would believe that",
    "Stop whining.",
    "Shut up.",
    "These people are scum",
    "How pathetic.",
    "You are so ignorant",
    "Grow up!",
    "Lefty lawyers are at it again",
    "So-called charities should know better",
    "The woke brigade won't like this",
    "Our critics are just scaremongering",
    "Another hysterical rant: your ridiculous claims are wrong",
    "You should be ashamed",
    "Nobody cares what you think",
    "What a bunch of clowns",
    "Don't be so stupid",
    "Bloody hell, what absolute drivel",
    "They haven't got a clue",
    "Campaigners are talking nonsense again",
    "Use your brain",
    "You people never listen",
    "Hypocrites, the lot of them",
)
LETS_PASS = (
    "Winners and losers: how the draw works",
    "The circus is in town: clowns, acrobats and more",
    "Get a life jacket before you set off",
    "When children grow up they can apply",
    "Storm Example slams into the coast",
    "Don't get lost: take a map",
    "The shop will shut up early",
    "The Muppets Christmas film is on at our library",
    "Avoid the area: a lorry has shed its load of rubbish",
    "We disagree with this report and set out why below",
    "Thank you for your comments. We are sorry for the wait",
    "Thick fog is expected on the A1",
    "Stupid Things: a talk at the museum",
    "“You are all idiots,” the caller told our operator",
    "Lost property can be claimed at the front desk",
    "What rubbish can I put in the brown bin?",
    "Pond scum and algae: keep dogs away from the water",
    "Judges will announce the winners at noon",
    "Experts are on hand to help",
    "We know that this is frustrating",
    "Human rights lawyers are invited to the seminar",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_civility_is_seen(text):
    assert found("IM-CIVIL", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_civility_lets_ordinary_words_pass(text):
    assert found("IM-CIVIL", text) == []


def test_civility_stops_abuse_and_asks_about_criticism():
    assert severities("IM-CIVIL", "Get a life") == ["block"]
    assert severities("IM-CIVIL", "Activist lawyers are blocking us") == ["auth"]
