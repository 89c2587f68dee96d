"""IM-AMPLIFY: which shares and mentions the register of political accounts stops.

No account here exists.
"""

import pytest

from guidance.content import Conversation, Registers
from tests.guidance.asking import found, known, severities


POLITICAL = Registers(political_handles=frozenset({"@PartyHQ", "CandidateJones"}))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Thanks @CandidateJones", "auth"),
        ("Good to meet @partyhq today", "auth"),
        ("RT @PartyHQ: vote now", "block"),
        ("Great thread via @PartyHQ", "block"),
        ("https://x.com/PartyHQ/status/1", "block"),
        ("https://bsky.app/profile/candidatejones", "block"),
    ],
)
def test_amplify_asks_about_a_mention_and_stops_a_share(text, severity):
    assert severities("IM-AMPLIFY", text, registers=POLITICAL) == [severity]


@pytest.mark.parametrize(
    "text", ["Thanks @NHSuk", "Mail party@PartyHQ.example", "https://x.com/NHSuk"]
)
def test_amplify_lets_other_accounts_pass(text):
    assert found("IM-AMPLIFY", text, registers=POLITICAL) == []


def test_amplify_stops_a_share_of_a_political_account():
    shared = Conversation(reshare_of=("@partyhq",))
    [finding] = known(
        "IM-AMPLIFY", "Well said", registers=POLITICAL, conversation=shared
    )
    assert finding.severity == "block"


def test_amplify_knows_no_politics_without_a_register():
    assert found("IM-AMPLIFY", "Thanks @PartyHQ") == []
