"""Disclosures and commitments: asked for by the check, declared by the author, held."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from audit.queries import entries_about
from drafts.actions import create_draft, save, subject_of, submit
from drafts.checks import check_content
from drafts.content import Content, Place, Statement
from drafts.forms import DraftForm
from drafts.models import Check, Draft
from drafts.policy.statements import proposals, sentence_around, undeclared
from tests.cast import (
    ROUTINE,
    Cast,
    a_draft,
    a_submitted_draft,
    current,
    declared,
    words,
)
from tests.pages import browser_of, page_text, problems
from tests.refusals import refused


PROMISE = "We will open 40 new information centres by March 2027."
MONEY = "We are investing £4.5 billion in flood defences."
TEXT = "targets.0.parts.0.text"
WHOLE = Place(TEXT, 0, len(PROMISE))
KEPT = Statement("commitment", "40 centres", "Flood plan 2026, page 12", place=WHOLE)


def silent(content: Content) -> Content:
    """The content as an author leaves it who declares nothing."""
    return replace(content, statements=())


def written(cast: Cast, content: Content) -> Draft:
    return create_draft(
        by=cast.alice, team=cast.rivers, title="Centres", content=content
    )


# --- what is asked ---------------------------------------------------------------


def test_a_sentence_is_asked_about_once_however_many_rules_read_it(cast: Cast) -> None:
    content = silent(words(cast.rehearsal, cast.x, text=f"{PROMISE} {ROUTINE}"))
    result = check_content(content)

    assert len([found for found in result.findings if found.authority]) > 1
    assert [(p.authority, p.words, p.place) for p in proposals(content, result)] == [
        ("commitment", PROMISE, WHOLE)
    ]


def test_each_class_and_each_sentence_is_asked_about(cast: Cast) -> None:
    content = silent(words(cast.rehearsal, text=f"{PROMISE} {MONEY}"))

    asked = proposals(content, check_content(content))

    assert {(each.authority, each.words) for each in asked} >= {
        ("commitment", PROMISE),
        ("money", MONEY),
    }


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        ((0, 2), "One. "),
        ((5, 8), "Two!"),
        ((5, 16), "Two!\nThree no end"),
        ((10, 15), "Three no end"),
    ],
)
def test_a_sentence_holds_all_of_its_words(
    span: tuple[int, int], sentence: str
) -> None:
    text = "One. Two!\nThree no end"
    start, end = sentence_around(text, *span)
    assert text[start:end] == sentence.strip()


# --- what is held ----------------------------------------------------------------


def test_an_undeclared_commitment_is_not_submitted(cast: Cast) -> None:
    draft = written(cast, silent(words(cast.rehearsal, text=PROMISE)))
    with refused("undeclared"):
        submit(draft, by=cast.alice, based_on=1)


@pytest.mark.parametrize(
    "statement",
    [
        replace(KEPT, basis=""),
        replace(KEPT, what=""),
        replace(KEPT, authority="unpublished"),
        replace(KEPT, place=None),
        replace(KEPT, place=Place(TEXT, 0, 7)),
    ],
    ids=["no basis", "nothing said", "another class", "no words", "other words"],
)
def test_a_statement_that_answers_something_else_is_not_enough(
    cast: Cast, statement: Statement
) -> None:
    content = replace(words(cast.rehearsal, text=PROMISE), statements=(statement,))
    draft = written(cast, content)
    with refused("undeclared"):
        submit(draft, by=cast.alice, based_on=1)


def test_one_statement_speaks_for_the_same_words_on_every_account(cast: Cast) -> None:
    content = words(cast.rehearsal, cast.x, text=PROMISE)
    content = replace(content, statements=(KEPT,))
    assert undeclared(content, check_content(content)) == []


@pytest.mark.parametrize(
    "statement",
    [
        replace(KEPT, authority="anything"),
        replace(KEPT, place=Place(TEXT, 0, 999)),
        replace(KEPT, place=Place("targets.7.parts.0.text", 0, 3)),
        replace(KEPT, place=Place(TEXT, 5, 5)),
    ],
)
def test_a_statement_about_nothing_is_not_stored(
    cast: Cast, statement: Statement
) -> None:
    content = replace(words(cast.rehearsal, text=PROMISE), statements=(statement,))
    with refused("statement-astray"):
        written(cast, content)


def test_what_is_declared_is_part_of_the_digest(cast: Cast) -> None:
    draft = a_draft(cast, text=PROMISE)
    content = current(draft).content
    other = replace(content, statements=(replace(KEPT, basis="Another plan"),))

    revision = save(draft, by=cast.alice, title=draft.title, content=other, based_on=1)

    assert revision.number == 2


def test_what_only_the_author_saw_needs_its_authority(cast: Cast) -> None:
    content = replace(
        words(cast.rehearsal),
        statements=(Statement("unpublished", "The river level", "Hydrology plan"),),
    )
    draft = written(cast, content)

    submit(draft, by=cast.alice, based_on=1)

    assert current(draft).checks.get().classes == ["unpublished"]


@pytest.mark.parametrize(
    ("purpose", "classes"),
    [
        ("rebuttal", ["rumour"]),
        ("correction", ["correction"]),
        ("reply", ["reply"]),
        ("campaign", []),
    ],
)
def test_what_a_post_is_for_needs_its_authority(
    cast: Cast, purpose: str, classes: list[str]
) -> None:
    draft = written(cast, replace(words(cast.rehearsal), purpose=purpose))
    submit(draft, by=cast.alice, based_on=1)
    assert current(draft).checks.get().classes == classes


def test_raw_sql_cannot_leave_a_declared_class_out_of_a_check(cast: Cast) -> None:
    revision = current(a_draft(cast, text=PROMISE))
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(
            revision=revision,
            ruleset="0" * 64,
            digest="0" * 64,
            classes=["routine"],
            checked_for=cast.alice,
        )


# --- the form --------------------------------------------------------------------


def form_of(cast: Cast, text: str, **fields: str) -> DraftForm:
    data = QueryDict(mutable=True)
    data.update({"title": "Centres", "text": text, "accounts": str(cast.rehearsal.pk)})
    data.update({name.replace("__", "-"): value for name, value in fields.items()})
    return DraftForm(data, person=cast.alice)


ANSWER = {
    "statement__0__authority": "commitment",
    "statement__0__words": PROMISE,
    "statement__0__what": "40 centres",
    "statement__0__by_when": "March 2027",
    "statement__0__basis": "Flood plan 2026, page 12",
}


def test_the_form_declares_what_was_answered(cast: Cast) -> None:
    form = form_of(cast, PROMISE, **ANSWER)

    assert form.is_valid()
    assert form.content.statements == (replace(KEPT, by_when="March 2027"),)


def test_words_that_we_filled_in_declare_nothing(cast: Cast) -> None:
    """Saving without an answer leaves the digest as it was."""
    answer = ANSWER | {
        "statement__0__what": PROMISE,
        "statement__0__by_when": "",
        "statement__0__basis": "",
    }
    form = form_of(cast, PROMISE, **answer)

    assert form.is_valid()
    assert form.content.statements == ()
    assert [(row.what, row.asked) for row in form.statements.rows] == [(PROMISE, True)]


def test_an_answer_follows_words_that_were_mended(cast: Cast) -> None:
    mended = PROMISE.replace("40 new", "41 new")
    form = form_of(cast, f"{ROUTINE} {mended}", **ANSWER)

    assert form.is_valid()
    (row,) = form.statements.rows
    assert (row.words, row.what, row.moved) == (mended, "40 centres", True)
    (statement,) = form.content.statements
    assert statement.place == Place(
        TEXT, len(ROUTINE) + 1, len(ROUTINE) + 1 + len(mended)
    )


def test_a_statement_leaves_with_its_words(cast: Cast) -> None:
    form = form_of(cast, ROUTINE, **ANSWER)

    assert form.is_valid()
    assert form.content.statements == ()
    assert [row.lost for row in form.statements.rows] == [True]


def test_an_author_adds_what_the_check_did_not_see(cast: Cast) -> None:
    form = form_of(
        cast,
        ROUTINE,
        **ANSWER
        | {"statement__0__words": "Check your route", "statement__0__added": "1"},
    )

    assert form.is_valid()
    (statement,) = form.content.statements
    start = ROUTINE.index("Check your route")
    assert statement.place == Place(TEXT, start, start + len("Check your route"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"statement__0__words": "not there", "statement__0__added": "1"},
            "These words are not in the post. Copy them exactly as they stand there.",
        ),
        ({"statement__0__authority": ""}, "Choose from the list what this is."),
        (
            {"statement__0__authority": "statistics"},
            "Choose from the list what this is.",
        ),
        (
            {"statement__0__basis": "x" * 401},
            "Keep this to 400 characters. It has 401.",
        ),
        (
            {"statement__0__by_when": "x" * 81},
            "Keep this to 80 characters. It has 81.",
        ),
        (
            {"statement__0__what": "40\x00"},
            "The text has an invisible control character. Delete it and type the words again.",
        ),
    ],
)
def test_a_bad_answer_gets_a_sentence(
    cast: Cast, fields: dict[str, str], sentence: str
) -> None:
    form = form_of(cast, PROMISE, **ANSWER | fields)

    assert not form.is_valid()
    assert [fault.sentence for fault in form.faults] == [sentence]


# --- the pages -------------------------------------------------------------------


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


def test_the_page_asks_and_keeps_what_was_typed(cast: Cast, alice: Client) -> None:
    draft = written(cast, silent(words(cast.rehearsal, text=PROMISE)))
    typed = {
        "title": draft.title,
        "text": PROMISE,
        "accounts": cast.rehearsal.pk,
        "based_on": 1,
        "statement-0-authority": "commitment",
        "statement-0-words": PROMISE,
        "statement-0-what": "Forty of them",
    }

    asked = alice.get(reverse("draft", args=[draft.pk]))
    half = alice.post(reverse("draft-submit", args=[draft.pk]), typed)

    assert f"We read “{PROMISE}” as a commitment." in page_text(asked)
    assert problems(half) == [
        "Say what “Forty of them” promises, by when, and on what basis."
    ]
    assert ">\nForty of them</textarea>" in half.content.decode()


def test_whoever_approves_reads_what_is_declared(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)

    page = page_text(browser_of(cast.tom).get(reverse("review", args=[draft.pk])))

    assert f"Commitment {PROMISE} Basis Flood plan 2026, page 12" in page


def test_each_reason_is_logged_by_its_rule_and_its_words_can_be_erased(
    cast: Cast,
) -> None:
    draft = a_draft(cast, text=f"{ROUTINE} #floodwarningexampleton")
    submit(
        draft, by=cast.alice, based_on=1, reasons={"AC-STYLE": "It is the campaign's."}
    )

    entries = [
        entry.body
        for entry in entries_about([subject_of(draft)])
        if entry.event == "finding.explained"
    ]

    assert [entry["details"] for entry in entries] == [{"rule": "AC-STYLE"}]
    assert ["reason" in str(entry["personal"]) for entry in entries] == [True]


def test_raw_sql_cannot_submit_an_unexplained_warning(cast: Cast) -> None:
    draft = a_draft(cast, text=f"{ROUTINE} #floodwarningexampleton")
    check = Check.objects.create(
        revision=current(draft),
        ruleset="0" * 64,
        digest="0" * 64,
        classes=[],
        checked_for=cast.alice,
    )
    check.findings.create(
        rule="AC-STYLE",
        version=1,
        severity="warn",
        field=TEXT,
        start=0,
        end=1,
        text_hash="0" * 64,
        message="Write #LikeThis.",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(status="submitted")


def test_the_cast_declares_what_the_check_asks_for(cast: Cast) -> None:
    content = declared(words(cast.rehearsal, text=PROMISE))
    assert undeclared(content, check_content(content)) == []
