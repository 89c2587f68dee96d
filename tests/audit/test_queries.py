"""What screens and the publisher's claim read of the log."""

from audit.log import Subject
from audit.models import Entry
from audit.queries import entries_about, seal_of, sealed
from tests.audit.workshop import ALICE, DRAFT


OTHER = Subject("draft", "r-1")


def test_an_entry_is_sealed_once_a_checkpoint_covers_it(workshop):
    (early,) = workshop.write(1)
    workshop.seal()
    (late,) = workshop.write(1)
    found = {entry.pk for entry in Entry.objects.filter(sealed("pk"))}
    assert found == {early}
    assert {early: seal_of(early) is None, late: seal_of(late) is None} == {
        early: False,
        late: True,
    }


def test_a_leaf_without_a_checkpoint_does_not_count_as_sealed(workshop):
    (entry,) = workshop.write(1)
    workshop.sql(
        "INSERT INTO audit_leaf (index, entry_id, hash) VALUES (0, %s, %s)",
        entry,
        b"h" * 32,
        role="sequencer",
    )
    assert (Entry.objects.filter(sealed("pk")).count(), seal_of(entry)) == (0, None)


def test_a_seal_names_the_first_checkpoint_that_covers_it(workshop):
    ids = [*workshop.write(2)]
    workshop.seal()
    ids += workshop.write(3)
    workshop.seal()
    seals = [seal_of(entry) for entry in ids]
    assert [seal and (seal.index, seal.checkpoint_size) for seal in seals] == [
        (0, 2),
        (1, 2),
        (2, 5),
        (3, 5),
        (4, 5),
    ]


def test_entries_about_several_subjects_come_in_time_order(workshop):
    ids = [
        *workshop.write(1),
        *workshop.write(1, OTHER),
        *workshop.write(1),
        *workshop.write(1, Subject("draft", "another")),
    ]
    workshop.seal()
    found = entries_about([DRAFT, OTHER])
    assert [view.id for view in found] == ids[:3]
    assert [view.seal and view.seal.index for view in found] == [0, 1, 2]
    assert found[0].body["actor"] == {
        "id": ALICE.id,
        "post": ALICE.post,
        "role": ALICE.role,
    }


def test_entries_about_nothing_are_none(workshop):
    assert entries_about([]) == []


def test_entries_are_read_in_two_queries_however_many(
    workshop, django_assert_num_queries
):
    workshop.write(1)
    with django_assert_num_queries(2):
        entries_about([DRAFT])
    workshop.write(5)
    with django_assert_num_queries(2):
        entries_about([DRAFT])
