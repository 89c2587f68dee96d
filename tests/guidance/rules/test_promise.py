"""CM-PROMISE on commitments, and on the routine sentences that sound like them.

Money and dates have rules and tests of their own.
"""

import pytest

from tests.guidance.asking import found, severities, words


SPEAKS_UP = (
    "We'll build 300,000 homes",
    "We will never raise the charge",
    "We won't let this happen again",
    "We're going to fix every pothole",
    "The government will ban conversion practices",
    "This government will protect pensions",
    "Ministers will introduce a new law",
    "The council promises to plant 1,000 trees",
    "You'll get your refund",
    "You will receive the full amount",
    "Everyone will get a fair hearing",
    "We guarantee a response",
    "Our pledge: no one left behind",
    "Our promise to you: every call answered",
    "We pledge to cut waiting lists",
    "We are committed to ending homelessness",
    "Committed to net zero by design",
    "We commit to publishing every report",
    "You have our word",
    "No one will lose out",
    "Nobody will be worse off",
    "We'll make sure every child gets a place",
    "We will not rest until offenders are caught",
    "We will prosecute anyone who assaults our staff",
    "The department will fund new ramps",
    "We will always put patients first",
    "The Prime Minister vows to act",
    "No patient will wait more than 18 weeks",
    "Your pension will be protected",
    "We undertake to repay you",
    "We shall open new schools in every county",
    "The Secretary of State will scrap the fee",
    "We're committed to making roads safer",
    "Ministers have pledged to help",
    "We\u2019ll double the number of apprenticeships",
    "We will be banning single-use vapes",
    "We will stop at nothing to catch them",
    "Our officers will seize your car",
    "We will hire 1,000 more nurses",
    "Every child will get a free breakfast",
    "Families will keep more of what they earn",
    "We will deliver 1.5 million homes",
    "We will make sure no child goes hungry",
    "We'll always be there for victims",
    "We're going to halve violence against women",
    "We will tackle fly-tipping",
    "We will invest in your high street",
    "Ministers will legislate next year",
    "We pledge £5 for every tree",
    "You'll never pay more than £2 for a bus",
    "You'll all get free travel",
    "Patients will be seen within 18 weeks",
    "Every burglary will be investigated",
    "We vow to bring offenders to justice",
    "The council will plant 5,000 trees",
    "The Government is committed to change",
    "We remain committed to the triple lock",
    "We will not raise income tax",
    "We will not tolerate abuse of our staff",
    "We'll sort it",
    "We will replace every gas boiler in social housing",
    "We will give every school a defibrillator",
    "We won't close any libraries",
    "We'll fix it by Friday",
    "We\u2019ll plant a tree for every baby born",
    "Count on us: you can rely on us to act",
    "We are going to build a new hospital",
    "No ifs, no buts",
    "Together we will beat this",
    "We can guarantee your place",
    "We have promised to build it and we will",
    "We shall not rest",
)
LETS_PASS = (
    "We will be open until 8pm",
    "We'll be at the county show on Saturday",
    "We'll keep you updated",
    "We will look into it",
    "We will never ask for your bank details",
    "We won't ask for your PIN",
    "We'll be back on Monday at 9am",
    "We will reply within the hour by DM",
    "You'll get a text when it is ready",
    "You will receive an email confirmation",
    "Find out how we will use your data",
    "What will we do with your comments?",
    "Make a will this month",
    "Where there's a will there's a way",
    "The event will start at 10am",
    "It will rain later",
    "The road will be closed overnight",
    "Trains will run every 20 minutes",
    "Free Wills Month starts today",
    "We'll let you know",
    "We will update you when we know more",
    "We will be carrying out speed checks in the village",
    "The Minister will visit Leeds tomorrow",
    "She was committed to prison",
    "Officers will be in the area today",
    "Will power",
    "We'll see you there",
    "Will you be joining us?",
    "You will need your reference number",
    "You'll find it on GOV.UK",
    "You will have the chance to ask questions",
    "You can apply online",
    "The Government's response was published yesterday",
    "The council meets tonight",
    "We hope you will enjoy it",
    "Our team won Gold",
    "If we will",
    "The library will be closed on Monday",
    "Diversions will be in place",
    "We'll be posting tips all week",
    "we will be holding a minute's silence",
    "We'll share more soon",
    "William will be there",
    "We will run a free workshop on Tuesday",
    "We'll have a stall at the market",
    "You will see more officers on patrol this weekend",
    "Good luck to everyone taking part, we will be cheering you on",
    "Youth Guarantee: find out more",
    "Promise yourself a walk this weekend",
    "Word of the day",
    "No parking will be available",
    "You will get a better view from the hill",
    "How we'll spend the next hour",
    "Will we see you at the fair?",
    "The new bridge will open to traffic at noon",
    "We will be reading bedtime stories",
    "We will try to help",
    "We'll do our best to answer",
    "The Chancellor will deliver the Budget on 26 November",
    "Our crews will be on the road tonight, gritting",
    "Our offices will be closed for Easter",
    "Your bin will be collected on Tuesday",
    "It'll be wet and windy",
    "Passengers will need to allow extra time",
    "You will need to bring ID",
    "You'll love this",
    "We'll leave you with this photo",
    "Who will win?",
    "The winner will get a badge",
    "Applicants will be notified by email",
    "You'll be able to watch it live",
    "We're going to the beach",
    "We're going to be live at 6pm",
    "Ministers will meet today",
    "The force will be at the event",
    "the goodwill of our neighbours",
    "We'll never forget them",
    "We will remember them",
    "I promise it's worth the walk",
    "Join us as we will be celebrating",
    "We'll have officers at the station",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_promise_is_seen(text):
    assert found("CM-PROMISE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_promise_lets_ordinary_words_pass(text):
    assert found("CM-PROMISE", text) == []


def test_promise_in_somebody_elses_words_is_only_worth_knowing():
    text = "\u201cWe will end rough sleeping,\u201d the charity said"
    assert severities("CM-PROMISE", text) == ["advise"]


def test_promise_points_at_the_sentence_that_makes_it():
    text = "Flood news. We will build 40 walls. Stay safe."
    assert words("CM-PROMISE", text) == ["We will build 40 walls"]


def test_promise_names_the_class_of_officer_that_may_make_it():
    [finding] = found("CM-PROMISE", "We will end rough sleeping")
    assert finding.authority == "commitment"


def test_promise_does_not_guess_at_welsh():
    assert found("CM-PROMISE", "We will end rough sleeping", language="cy") == []
