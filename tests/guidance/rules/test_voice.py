"""ID-VOICE on one person's voice, and on questions and numerals.

No account here is anybody's.
"""

import pytest

from guidance.content import Conversation, Material, Passage
from guidance.engine import check
from tests.guidance.asking import TODAY, found


SPEAKS_UP = (
    "I think this is wonderful",
    "I'm off to the pub",
    "Personally, I prefer the old bridge",
    "My team and I had a great day",
    "IMO this is the best one yet",
    "Follow me for more updates",
    "So hungover today",
    "Let me know what you think",
    "I've been looking forward to this all week",
    "If you ask me, it's overdue",
    "i can't believe it's Friday",
    "My kids loved this",
)
LETS_PASS = (
    "How do I renew my passport?",
    "Can I apply online? Yes",
    "Grade I listed building opens to visitors",
    "World War I exhibition at the archive",
    "King Charles I hid here",
    "Find out what I-spy is about in our activity pack",
    "“I was scared,” said Priya, “but I got help”",
    "Am I eligible? Check on GOV.UK",
    "Junction I is closed",
    "We can't wait to see you",
    "Use the My Account page to pay",
    "Tell us what you think",
    "I-Spy trail for children",
    "What should I do if I smell gas? Call the emergency line",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_voice_is_seen(text):
    assert found("ID-VOICE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_voice_lets_ordinary_words_pass(text):
    assert found("ID-VOICE", text) == []


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Happy to help with that", True),
        ("Yes, the office is open", True),
        ("Speaking as head of data at the department: yes, it is open", False),
        ("As director of prisons, I can confirm this", False),
        ("I'm the regional manager for the Exampleton office", False),
    ],
)
def test_voice_of_a_named_official_says_the_role(text, personal):
    talk = Conversation(named_official=True)
    material = Material((Passage("text", text),), conversation=talk)
    rules = {each.rule for each in check(material, on=TODAY).findings}
    assert ("ID-VOICE" in rules) is personal
