"""Erasing personal values: gone for good, said in the log, and every proof still holds."""

import json

import pytest
from django.db import transaction

from audit.events import Event
from audit.export import policy_text, write_bundle
from audit.log import AuthorityRef, Subject, erase, erase_person, record
from audit.models import Entry, Opening
from audit.tree.verifier import main
from tests.audit.workshop import ALICE, TOM


ALICE_AS_SUBJECT = Subject("person", ALICE.id)
TOM_AS_SUBJECT = Subject("person", TOM.id)
RIGHT = AuthorityRef("R-1", "erasure", "Request of 3 March")


def added(subject, **personal):
    return record(Event.PERSON_ADDED, actor=TOM, subject=subject, personal=personal)


def details_of(entry_id):
    return json.loads(bytes(Entry.objects.get(pk=entry_id).body))["details"]


@pytest.mark.django_db
def test_erasing_a_person_takes_every_opening_about_them_and_no_other():
    first = added(ALICE_AS_SUBJECT, name="Alice Archer", email="alice@example.com")
    second = added(ALICE_AS_SUBJECT, name="Alice Baker")
    others = added(TOM_AS_SUBJECT, name="Tom Reed")
    (said,) = erase_person(ALICE.id, by=TOM, reason="She asked", authority=RIGHT)
    assert [opening.entry_id for opening in Opening.objects.all()] == [others]
    assert details_of(said) == {
        "reason": "She asked",
        "erased": sorted(
            [[str(first), "email"], [str(first), "name"], [str(second), "name"]]
        ),
    }


@pytest.mark.django_db
def test_erasing_twice_says_so_once():
    added(ALICE_AS_SUBJECT, name="Alice Archer")
    erase_person(ALICE.id, by=TOM, reason="She asked")
    assert erase_person(ALICE.id, by=TOM, reason="She asked") == []


@pytest.mark.django_db
def test_single_fields_can_be_erased():
    entry = added(ALICE_AS_SUBJECT, name="Alice Archer", email="alice@example.com")
    wanted = {entry: ["email", "never there"]}
    (said,) = erase(wanted, subject=ALICE_AS_SUBJECT, by=TOM, reason="Not needed")
    assert [opening.field for opening in Opening.objects.all()] == ["name"]
    assert details_of(said)["erased"] == [[str(entry), "email"]]


@pytest.mark.django_db
def test_many_erasures_are_said_in_several_entries():
    for _ in range(301):
        added(ALICE_AS_SUBJECT, name="Alice Archer")
    said = erase_person(ALICE.id, by=TOM, reason="She asked")
    assert [len(details_of(entry)["erased"]) for entry in said] == [300, 1]


def test_an_erased_log_is_still_verified(workshop, settings, capsys):
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = workshop.verifier_key
    commit(lambda: added(ALICE_AS_SUBJECT, name="Alice Archer"))
    commit(lambda: added(TOM_AS_SUBJECT, name="Tom Reed"))
    workshop.seal()
    erase_person(ALICE.id, by=TOM, reason="She asked")
    workshop.seal()
    write_bundle(workshop.folder / "bundle", disclose=True)
    policy = workshop.folder / "policy"
    policy.write_text(policy_text())
    code = main([str(workshop.folder / "bundle"), "--policy", str(policy), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert (code, report["opened"], report["erased_at"]) == (0, 1, [2])


def commit(verb):
    with transaction.atomic():
        return verb()
