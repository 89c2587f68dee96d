"""What a rule is handed: sentences, quotations, cues.

No rule is asked here.
"""

from guidance.content import Passage
from guidance.rules.reading import Reader


def reader(text):
    return Reader(Passage("text", text))


def test_reading_finds_sentences_and_lines():
    read = reader("One. Two! \u201cThree?\u201d\nFour")
    assert [read.text[start:end] for start, end in read.sentences()] == [
        "One.",
        " Two!",
        ' "Three?',
        '"\n',
        "Four",
    ]


def test_reading_knows_what_is_quoted():
    read = reader(
        "She said \u2018it\u2019s ours\u2019 and \u201cwe will\u201d. It's ours"
    )
    assert read.quoted(read.text.index("it's ours"))
    assert read.quoted(read.text.index("we will"))
    assert not read.quoted(read.text.index("It's"))


def test_reading_lowers_letter_by_letter():
    read = reader("\u0130STANBUL")
    assert len(read.lowered) == len(read.text)


def test_reading_gives_the_words_and_marks_as_cues():
    assert reader("We'll pay \u00a35 https://x").cues == {
        *("we", "ll", "pay", "\u00a3", "5", "0", "https", "://", "x")
    }
