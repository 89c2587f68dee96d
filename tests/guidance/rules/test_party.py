"""IM-PARTY on partisan posts, and on the same words when nobody takes sides.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found, severities


SPEAKS_UP = (
    "Vote Labour on Thursday",
    "The Conservatives broke Britain",
    "Under Labour, waiting lists fall",
    "Tory chaos",
    "Lib Dems can't be trusted",
    "The last government left a £22bn black hole",
    "14 years of Tory failure",
    "We are cleaning up the mess left by the previous government",
    "Only Labour can fix the NHS",
    "The SNP has failed Scotland",
    "A Labour government delivers",
    "Conservative MPs voted against it",
    "Reform UK would wreck the NHS",
    "#VoteLabour",
    "#ToriesOut",
    "Don't vote for them",
    "Labour has delivered for working people: tax cuts",
    "Vote Green for a better future",
    "Our manifesto promised this",
    "We inherited a broken system from the Conservatives",
    "After years of neglect by the previous administration",
    "Plaid Cymru are wrong on this",
    "Thanks to Labour, wages are up",
    "Vote for a better future",
    "the Tories crashed the economy",
    "Sinn Féin must apologise",
    "This was caused by the failures of the last Conservative government",
    "Labour councils are failing residents",
    "the opposition voted against our plans",
    "Join the Green Party",
    "Your Conservative candidate will fight for you",
    "The Conservative government let you down",
    "Reform UK councillors",
    "We are fixing the mess the last lot left: years of Conservative neglect",
    "Why is the Labour government so bad?",
    "Vote for the Conservatives",
    "Back the Tories",
    "Unlike the Tories, we deliver",
    "Labour MPs are backing our plan",
    "You can't trust Labour with the economy",
    "The Liberal Democrats are wrong",
    "The Tories' failed plan",
    "Labour promised change. Labour is delivering.",
    "Join us on the doorstep with our Labour candidate",
    "Britain is better off with Labour",
    "a fresh start with Labour",
    "Years of Tory cuts broke our NHS",
    "This mess was left by the last government",
    "The former government ignored the problem",
    "The country was let down by the previous government",
    "They left a mess. We are cleaning it up after 14 years of decline",
    "The opposition has no plan",
    "Kick the Tories out",
    "The Conservatives left our NHS on its knees",
    "Labour's manifesto",
    "Don't let the Tories back in",
    "Proud to be delivering Labour values",
    "Vote Conservative",
    "Voting Reform won't fix this",
    "Tory cuts hurt families",
    "We're undoing 14 years of Conservative damage",
    "Another broken promise from the SNP",
    "Liberal Democrat councillors have failed",
    "The Green Party's plans would cost you",
    "Only the Conservatives can be trusted with the economy",
    "The former Conservative government let this happen",
    "The last Labour government crashed the economy",
    "the mess the Tories left behind",
    "thanks to the previous government's neglect our roads are crumbling",
    "Ministers are fixing the damage done by the last government",
    "we are clearing up after the last lot",
    "Re-elect our MP",
    "Our candidate for mayor is the best choice",
    "Vote on 7 May for the party of working people",
    "The opposition would take us back to square one",
    "Say no to Labour's tax rises",
    "Under the Conservatives crime went up",
)
LETS_PASS = (
    "The Labour Force Survey is out",
    "Labour can last 12 to 24 hours. Call your midwife",
    "Labour ward tours",
    "A conservative approach to treatment",
    "Green homes week",
    "Reform of the planning system",
    "Liberal arts degree",
    "Vote for your favourite park",
    "Vote for us in the Bravery Awards",
    "Have your say: vote for a name for our new gritter",
    "Democratic services",
    "Who are you going to vote for? Remember photo ID",
    "You need photo ID to vote",
    "The polls close at 10pm",
    "Alliance Healthcare recall",
    "We inherited this building in 1902",
    "International Labour Organization",
    "Forced labour is a crime: report it",
    "The previous government introduced the scheme in 2018",
    "National Trust conservation",
    "Plaid blanket found",
    "Our party of walkers reached the top",
    "A SNP is a single nucleotide polymorphism in DNA",
    "The former administration building reopens as flats",
    "Green councils award",
    "Labour-saving devices",
    "Slavery and labour exploitation",
    "Support Green Week",
    "Back Green jobs",
    "Prime Minister visits Leeds",
    "Local government elections on 7 May",
    "Tory Island ferry",
    "Party wall notices",
    "Dup the lock",
    "Last government building to close",
    "Labour costs rise",
    "Labour is one of three stages of giving birth",
    "The Conservation Area",
    "The Labour Court of Ireland",
    "Labour shortage in farming",
    "She is in labour",
    "Support for women in Labour wards",
    "Conservative treatment of back pain",
    "Greens Norton road closure",
    "A party political broadcast will air",
    "The Prime Minister has appointed new ministers",
    "The Government has published its response",
    "We've inherited a beautiful garden",
    "Party in the park",
    "Vote for the best Christmas window",
    "Local elections: find your polling station",
    "Liberal use of sunscreen",
    "Reform of social care: consultation",
    "Progress on tax reform is welcome",
    "Alliance for Childhood",
    "Workers' memorial day",
    "The Conservative estimate was 200",
    "Opposition to the plans can be made in writing",
    "The opposition scored in the 90th minute",
    "The last administration of the vaccine",
    "Councils of all political parties signed",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_party_is_seen(text):
    assert found("IM-PARTY", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_party_lets_ordinary_words_pass(text):
    assert found("IM-PARTY", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Green Party candidate elected with 1,204 votes",
        "Road closures for the Conservative Party Conference in Manchester",
        "Statement of persons nominated: Bob Okafor, Labour Party",
    ],
)
def test_party_named_in_a_notice_is_a_question_and_not_a_stop(text):
    assert set(severities("IM-PARTY", text)) == {"warn"}


def test_party_view_is_a_stop():
    assert severities("IM-PARTY", "The Tories left a mess") == ["block"]
