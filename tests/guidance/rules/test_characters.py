"""AC-UNICODE: letters in fancy dress, hidden characters, and every honest script.

Characters are written as escapes where they cannot be seen.
"""

import pytest

from guidance.content import Kind
from tests.guidance.asking import found, words


SPEAKS_UP = (
    "\U0001d5d9\U0001d5ff\U0001d5f2\U0001d5f2 childcare",
    "\uff26\uff52\uff45\uff45 help",
    "Pay at g\u043ev.uk today",
    "hid\u200bden text",
    "\u202eevil",
    "\u24bb\u24e1\u24d4\u24d4 entry",
    "\U0001f175\U0001f181\U0001f174\U0001f174",
    "\u0493\u0280\u1d07\u1d07 tickets",
    "\u1da0\u02b3\u1d49\u1d49 tickets",
    "s\u0336t\u0336r\u0336u\u0336c\u0336k",
    "F\u0301\u0301\u0301\u0301\u0301lood",
    "soft\u00adhyphen",
    "a\u2060b",
    "\ufeffFlood warning",
    "Left\u200fright",
    "\U0001f1ec\U0001f1e7\U000e0041\U000e0042",
    "n\u200ch",
    "\u0391pply now",
    "bell\x07",
)
LETS_PASS = (
    "Gŵyl Dewi Sant: café ym Môn",
    "Fàilte gu Dùn Èideann",
    "Family \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 day",
    "½ price travel, 20°C and £5",
    "St David \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "1\ufe0f\u20e3 Look \u2764\ufe0f \u2139\ufe0f \U0001f17f\ufe0f parking",
    "\U0001f469\U0001f3fd\u200d\U0001f692 \U0001f3f3\ufe0f\u200d\U0001f308",
    "Levels of 5\u03bcg and 3\u2009\u03a9",
    "\u0412\u0438 \u043c\u043e\u0436\u0435\u0442\u0435 \u043f\u043e\u0434\u0430\u0442\u0438",
    "\u0622\u067e \u0622\u0646\u200c\u0644\u0627\u0626\u0646 \u062f\u0631\u062e\u0648\u0627\u0633\u062a \u200f",
    "\u0928\u094d\u200d\u092f \u0915\u094d\u200c\u0937",
    "\u65e5\u672c\uff12\uff10\uff12\uff16\u5e74",
    "Thanks \u2066@NHSuk\u2069 for this",
    "“Quotes” \u2013 dashes — and an ellipsis…",
    "Tomasz Kościuszko, Zoë, Łódź, Škoda",
    "m² and CO₂, 1ˢᵗ prize",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_characters_that_disguise_are_seen(text):
    assert found("AC-UNICODE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_characters_of_honest_scripts_pass(text):
    assert found("AC-UNICODE", text) == []


def test_characters_point_at_the_whole_word():
    assert words("AC-UNICODE", "Pay at g\u043ev.uk today") == ["g\u043ev"]


def test_characters_are_read_in_every_language_and_kind():
    assert found("AC-UNICODE", "cu\u200bdd", language="cy") != []
    assert found("AC-UNICODE", "a\u202eb.png", kind=Kind.FILE_NAME) != []
