"""Each event says what its entries carry; nothing else gets into the log."""

from typing import Any

import pytest

from audit.events import Event
from audit.log import Actor, AuthorityRef, PayloadError, Subject, record
from audit.models import Entry
from audit.payloads import PAYLOADS
from audit.tree.canonical import Json
from tests.audit.workshop import ALICE, DIGEST, DRAFT, TOM


AUTHORITY = AuthorityRef("1", "commitment", "D-114")
# No kind of detail is this: a record nests once, a pair has two parts.
NEITHER: Json = [[1]]
APPROVAL: dict[str, Any] = {
    "actor": TOM,
    "subject": DRAFT,
    "digest": DIGEST,
    "authority": AUTHORITY,
    "details": {"revision": 3, "authorities": {"commitment": {"reference": "D-114"}}},
}


def test_every_event_of_the_vocabulary_has_its_payload():
    assert set(PAYLOADS) == set(Event)


@pytest.mark.parametrize("event", Event)
def test_every_detail_is_of_a_named_kind_and_no_detail_is_both_needed_and_optional(
    event,
):
    needs, may = PAYLOADS[event].needs or {}, PAYLOADS[event].may or {}
    assert not needs.keys() & may.keys()
    assert all(not kind(NEITHER) for kind in {**needs, **may}.values())


@pytest.mark.parametrize(
    "event",
    [event for event in Event if event.value.startswith(("decision.", "revision."))],
)
def test_what_is_about_words_names_the_exact_words(event):
    assert PAYLOADS[event].digest


def test_an_approval_names_what_it_rests_on():
    assert PAYLOADS[Event.DECISION_APPROVED].authority


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"authority": None}, "must name the authority", id="no authority"),
        pytest.param({"digest": None}, "must name the digest", id="no digest"),
        pytest.param(
            {"subject": Subject("team", "1")}, "not about a 'team'", id="team"
        ),
        pytest.param(
            {"actor": Actor(TOM.id, "", "author")}, "the post held", id="no post"
        ),
        pytest.param(
            {"actor": Actor(TOM.id, "Chief", "")}, "the role used", id="no role"
        ),
        pytest.param(
            {"actor": Actor("", "Chief", "author")}, "must have acted", id="nobody"
        ),
        pytest.param({"details": {"revision": 3}}, "lacks the details", id="lacking"),
        pytest.param(
            {"details": {**APPROVAL["details"], "text": "The words"}},
            "has no detail 'text'",
            id="an unknown detail",
        ),
        pytest.param(
            {"details": {**APPROVAL["details"], "revision": "3"}},
            "'revision' is of another kind",
            id="a number as text",
        ),
        pytest.param(
            {"details": {**APPROVAL["details"], "revision": True}},
            "'revision' is of another kind",
            id="a truth as a number",
        ),
        pytest.param(
            {
                "details": {
                    **APPROVAL["details"],
                    "authorities": {"commitment": "D-114"},
                }
            },
            "'authorities' is of another kind",
            id="a text as a record",
        ),
        pytest.param({"personal": {"name": "Tom Reed"}}, "no personal", id="personal"),
    ],
)
def test_an_entry_that_its_event_does_not_allow_is_refused(change, sentence):
    with pytest.raises(PayloadError, match=sentence):
        record(Event.DECISION_APPROVED, **APPROVAL | change)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_same_entry_as_its_event_allows_it_is_written():
    record(Event.DECISION_APPROVED, **APPROVAL)
    assert Entry.objects.get().event == "decision.approved"


@pytest.mark.django_db
def test_somebody_who_signs_in_acts_in_no_post_yet():
    person = Subject("person", ALICE.id)
    record(Event.SIGN_IN_SUCCEEDED, actor=Actor(ALICE.id, "", ""), subject=person)
    assert Entry.objects.get().event == "sign_in.succeeded"
