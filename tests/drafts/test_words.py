"""Words on a page: marked where findings point, and compared with earlier words."""

from dataclasses import replace

import pytest

from drafts.checks import check_content
from drafts.content import Content, Part, Target
from drafts.templatetags.check import finding_groups, said
from drafts.templatetags.wordings import previews, wordings
from drafts.templatetags.words import marked, word_changes
from guidance.engine import Finding
from tests.pages import text_of


PHONE = "Ring 07700 900123."


def content(*texts: tuple[str, str]) -> Content:
    """One target for each pair of a platform and its text."""
    return Content(
        targets=tuple(
            Target(
                account=number, platform=platform, handle="@a", parts=(Part(text=text),)
            )
            for number, (platform, text) in enumerate(texts, start=1)
        )
    )


def test_marked_wraps_the_words_and_names_the_finding() -> None:
    assert marked("Ring 07700 900123 now", [(5, 17, 1)]) == (
        'Ring <mark class="cs-mark">07700 900123</mark>'
        '<a class="cs-note" href="#finding-1">'
        '<span class="govuk-visually-hidden">see point </span>1</a> now'
    )


def test_marked_keeps_every_letter_when_findings_overlap() -> None:
    text = "abcdefghij"

    page = marked(text, [(0, 5, 1), (3, 8, 2), (3, 5, 3), (9, 99, 4)])

    assert text_of(page.replace("see point ", "")) == "abcde13fgh2ij4"


@pytest.mark.parametrize("span", [(0, 0, 1), (5, 3, 1), (99, 120, 1), (-3, 2, 1)])
def test_marked_bears_a_span_that_is_not_in_the_text(
    span: tuple[int, int, int],
) -> None:
    assert text_of(marked("abcde", [span])).startswith("ab")


def test_marked_escapes_what_it_marks() -> None:
    assert "&lt;b&gt;" in marked("<b>", [(0, 3, 1)])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("the same", "the same", "the same"),
        ("", "new", "[put in: new]"),
        ("old", "", "[taken out: old]"),
        (
            "Check your route.",
            "Stay on the path.",
            "[taken out: Check your route] [put in: Stay on the path] .",
        ),
        ("rising\nslowly", "rising\nfast", "rising [taken out: slowly] [put in: fast]"),
    ],
)
def test_word_changes_reads_as_whole_phrases(
    before: str, after: str, shown: str
) -> None:
    assert text_of(word_changes(before, after)) == shown


def test_word_changes_of_very_long_texts_does_not_compare_word_by_word() -> None:
    before, after = "a " * 10_000, "b " * 10_000

    assert word_changes(before, after).count("<del") == 1


def phones(words: Content) -> list[Finding]:
    """What the check says of telephone numbers alone."""
    return [each for each in check_content(words).findings if each.rule == "PD-PHONE"]


def test_the_same_words_on_two_accounts_are_found_fault_with_once(db: None) -> None:
    twice = content(("x", PHONE), ("rehearsal", PHONE))

    found = said(twice, phones(twice))

    assert [(each.rule_id, each.quote, each.where) for each in found] == [
        ("PD-PHONE", "07700 900123", "")
    ]


def test_different_words_name_the_account_at_fault(db: None) -> None:
    both = content(("x", PHONE), ("rehearsal", "Stay on the path."))

    found = said(both, phones(both))

    assert [each.where for each in found] == ["@a"]


def test_a_finding_of_a_rule_that_is_gone_is_still_shown(db: None) -> None:
    words = content(("x", PHONE))
    old = replace(
        phones(words)[0], rule="ZZ-GONE", message="Once a rule.", start=0, end=4
    )

    (group,) = finding_groups(words, [old])

    assert [(each.message, each.quote, each.rule) for each in group.said] == [
        ("Once a rule.", "Ring", None)
    ]


def test_wordings_are_each_different_text_once() -> None:
    every = wordings(content(("x", "a"), ("x", "b"), ("rehearsal", "a")))

    assert [(each.place, len(each.targets)) for each in every] == [(0, 2), (1, 1)]


def test_previews_count_as_the_network_does() -> None:
    link = "https://www.example.com/" + "a" * 80

    counted = [
        (each.length, each.most)
        for each in previews(content(("x", link), ("rehearsal", link)))
    ]

    assert counted == [(23, 280), (len(link), 500)]
