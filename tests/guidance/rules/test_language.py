"""Which texts English rules read, and which they leave out and say so.

The sentences are invented, in the manner of public bodies.
"""

import pytest

from guidance.content import Kind
from guidance.rules.language import is_english
from tests.guidance.asking import asked, found


FOREIGN = (
    "Rhybudd llifogydd ar gyfer Afon Ouse. Symudwch geir i dir uwch.",
    "Mae'r ffordd bellach ar agor. Diolch am eich amynedd.",
    "Byddwn ar gau ddydd Llun gŵyl y banc.",
    "Rydym yn recriwtio swyddogion newydd. Ymgeisiwch nawr #Swyddi",
    "Ostrzeżenie przeciwpowodziowe dla rzeki Ouse. Przestaw samochód.",
    "Fàilte gu Dùn Èideann, prìomh-bhaile na h-Alba. Tha sinn toilichte.",
    "Les citoyens peuvent demander le statut en ligne avant le 30 juin.",
)
ENGLISH = (
    "Flood warning for the River Ouse at Exampleton.",
    "Croeso! We are open on St David's Day, and you can visit the castle.",
    "Get a life",
    "Dŵr Cymru",
    "1\ufe0f\u20e3 Look 2\ufe0f\u20e3 Listen 3\ufe0f\u20e3 Stop",
    "\ud800" * 40,
    "",
)


@pytest.mark.parametrize("text", FOREIGN)
def test_language_that_is_not_english_is_told_and_named(text):
    assert asked(text).not_checked == ("text",)


@pytest.mark.parametrize("text", ENGLISH)
def test_language_counts_as_english_in_doubt(text):
    assert is_english(text)
    assert asked(text).not_checked == ()


def test_language_that_is_declared_is_believed():
    text = "We will end rough sleeping"
    assert asked(text, language="cy").not_checked == ("text",)
    assert found("CM-PROMISE", text, language="cy") == []
    assert found("CM-PROMISE", text, language="") != []


def test_language_does_not_stop_rules_that_need_none():
    text = "Rhybudd llifogydd ar gyfer Afon Ouse. Symudwch geir AB123456C"
    assert [each.rule for each in asked(text).findings] == ["PD-NINO"]


def test_language_of_a_link_is_not_asked():
    assert asked("https://www.gov.wales/x", kind=Kind.LINK).not_checked == ()
