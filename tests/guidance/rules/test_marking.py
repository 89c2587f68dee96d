"""OI-MARK on markings as people type them, and on the same words in plain English.

No rule but this one is asked here.
"""

import pytest

from guidance.content import Kind
from tests.guidance.asking import found, words


SPEAKS_UP = (
    "OFFICIAL SENSITIVE",
    "Official-Sensitive",
    "official-sensitive",
    "OFFICIAL:SENSITIVE",
    "OFFICIAL \u2013 SENSITIVE \u2013 PERSONAL",
    "OFFICIAL_SENSITIVE",
    "[OFFICIAL-SENSITIVE COMMERCIAL]",
    "SECRET: briefing for ministers",
    "SECRET",
    "RESTRICTED - POLICY",
    "CONFIDENTIAL: draft submission",
    "(SECRET)",
    "TOP SECRET STRAP2",
    "UK Eyes Only",
    "UK/US EYES ONLY",
    "Restricted Statistics until 9.30",
    "CONFIDENTIAL STATISTICS",
    "NATO RESTRICTED",
    "Classification: Secret",
    "Marking: OFFICIAL-SENSITIVE",
    "Security classification - confidential",
    "This note is marked Official Sensitive",
    "O-S: lines",
    "OFF-SEN lines to take",
    "RECIPIENTS ONLY",
    "HMG USE ONLY",
    "MARKETSEN draft",
    "\uff2f\uff26\uff26\uff29\uff23\uff29\uff21\uff2c\uff0d\uff33\uff25\uff2e\uff33\uff29\uff34\uff29\uff36\uff25",
    "Protective marking: RESTRICTED",
    "OFFICIAL / SENSITIVE",
    "**CONFIDENTIAL**",
    "UK SECRET",
    "PROTECT - PERSONAL",
    "Official Sensitive: lines to take",
    "OFFICIAL\u2011SENSITIVE",
    "OFFICIAL SENSITIVE - COMMERCIAL",
    "Draft - OFFICIAL-SENSITIVE",
    "Official-sensitive: policy",
    "classified SECRET",
    "Marked: SECRET",
    "This document is classified as OFFICIAL-SENSITIVE",
    "Handling: UK EYES ONLY",
    "TOP-SECRET",
    "OFFICIAL [SENSITIVE]",
    "Confidential - policy advice",
    "[CONFIDENTIAL]",
    "SECRET//NOFORN",
    "SECRET - UK EYES ONLY",
    "Document marking: Secret",
    "OFFICIALSENSITIVE",
    "restricted: statistics",
    "RESTRICTED: NOT FOR RELEASE",
)
LETS_PASS = (
    "Officials met sensitive requests with care",
    "Secret Santa appeal: donate toys",
    "SECRET SANTA IS BACK",
    "The Secret Garden opens",
    "RESTRICTED ACCESS on the A38 this weekend",
    "Confidential helpline: 0800 555 111",
    "CONFIDENTIAL HELPLINE open all night",
    "It's official: sensitive teeth need care",
    "Top Secret: From ciphers to cyber security, a new exhibition",
    "Declassified: top secret wartime files released",
    "Our best kept secret? The view from the castle",
    "Call 100% anonymously and in confidence. Confidential advice for all",
    "Restricted areas apply during the event",
    "Send it in an envelope marked private and confidential",
    "For your eyes only: a Bond concert",
    "Members ONLY",
    "Official: Sensitive sites protected from today",
    "TOPSECRETFUN",
    "Protect personal data: five tips",
    "The official, sensitive restoration of the hall",
    "Victoria's Secret store evacuated",
    "Protect - policy in action",
    "Secret Service",
    "OFFICIAL: our new station is open",
    "Official Secrets Act explained",
    "Sensitive content warning",
    "official sensitive plumbing",
    "A restricted number of tickets",
    "CONFIDENTIAL SHREDDING SERVICE",
    "It's no SECRET that we love tea",
    "SECRET CINEMA",
    "Top secret recipe",
    "Shh... SECRET SALE",
    "RESTRICTED BYWAY 12 closed",
    "Our Eyes Only exhibition",
    "STAFF ONLY",
    "Call us in confidence - confidential and free",
    "Secret: the story of MI5 (book)",
    "Sensitive official data breach reporting guide",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_marking_is_seen(text):
    assert found("OI-MARK", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_marking_lets_ordinary_words_pass(text):
    assert found("OI-MARK", text) == []


def test_marking_points_at_the_marking():
    text = "Lines to take\n OFFICIAL \u2013 SENSITIVE\nNot for release"
    assert words("OI-MARK", text) == ["OFFICIAL \u2013 SENSITIVE"]


@pytest.mark.parametrize(
    "name",
    ["official-sensitive_lines.docx", "Top_Secret plan.pdf", "secret_briefing.png"],
)
def test_marking_in_a_file_name_is_seen_in_small_letters(name):
    assert found("OI-MARK", name, kind=Kind.FILE_NAME) != []


def test_marking_lets_an_ordinary_file_name_pass():
    assert found("OI-MARK", "secret-garden.jpg", kind=Kind.FILE_NAME) == []


def test_marking_is_seen_in_alt_text_and_in_welsh_posts():
    assert found("OI-MARK", "OFFICIAL-SENSITIVE", kind=Kind.ALT_TEXT) != []
    assert found("OI-MARK", "OFFICIAL-SENSITIVE", language="cy") != []
