"""Training: until when it counts, whom it keeps from what, and files of records.

What a check says of an author's training is in tests/drafts.
"""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions.training import record_training
from accounts.models import Course, Person, TrainingRecord
from accounts.policy.training import reasons_against_untrained
from accounts.policy.training_file import months_later
from accounts.queries.spreadsheets import as_csv
from accounts.queries.training import training_until
from accounts.roles import Role
from audit.events import Event
from audit.queries import Search, search
from tests.cast import Cast, hire
from tests.pages import Answer, browser_of, page_text, problems
from tests.refusals import refused, refused_by_database


COURSE = "Official social media and the Civil Service Code"
TODAY = timezone.localdate()
ADDRESS = "/registers/training/import/"


@pytest.fixture
def tess(cast: Cast) -> Person:
    """The training administrator."""
    return hire(
        "Tess Moor", cast.strategy, "Training lead", Role.TRAINING_ADMINISTRATOR
    )


@pytest.fixture
def novice(db: None) -> Person:
    """Somebody who completed nothing."""
    return Person.objects.create_user("rhys@rivers.example", "Rhys Bevan", None)


def completed(person: Person, on: date, until: date) -> TrainingRecord:
    return TrainingRecord.objects.create(
        person=person, course=Course.objects.get(), completed_on=on, expires_on=until
    )


def codes(person: Person, part: str, on: date = TODAY) -> list[str]:
    return [each.code for each in reasons_against_untrained(person, part=part, on=on)]


def test_nobody_approves_without_a_record(novice: Person) -> None:
    assert codes(novice, "approver") == ["untrained"]
    completed(novice, TODAY, TODAY + timedelta(days=365))
    assert codes(novice, "approver") == []


@pytest.mark.parametrize(
    ("days_ago", "author", "approver"),
    [
        (0, [], []),
        (1, [], ["training-ended"]),
        (14, [], ["training-ended"]),
        (15, ["training-ended"], ["training-ended"]),
    ],
)
def test_author_has_two_weeks_of_grace_and_who_approves_has_none(
    novice: Person, days_ago: int, author: list[str], approver: list[str]
) -> None:
    completed(novice, date(2024, 1, 1), TODAY - timedelta(days=days_ago))
    assert codes(novice, "author") == author
    assert codes(novice, "approver") == approver
    assert codes(novice, "publisher") == approver


def test_training_counts_from_its_day_and_not_before(novice: Person) -> None:
    completed(novice, date(2026, 3, 1), date(2028, 3, 1))
    assert training_until(novice, on=date(2026, 2, 28)) is None
    assert training_until(novice, on=date(2026, 3, 1)) == date(2028, 3, 1)


def test_every_required_course_counts_and_others_do_not(novice: Person) -> None:
    completed(novice, date(2026, 3, 1), date(2028, 3, 1))
    Course.objects.create(name="First aid", required=False)
    assert training_until(novice, on=TODAY) == date(2028, 3, 1)
    second = Course.objects.create(name="Propriety and ethics")
    assert training_until(novice, on=TODAY) is None
    TrainingRecord.objects.create(
        person=novice,
        course=second,
        completed_on=date(2026, 4, 1),
        expires_on=date(2027, 4, 1),
    )
    assert training_until(novice, on=TODAY) == date(2027, 4, 1)


def test_recording_again_changes_nothing_or_the_last_day(
    cast: Cast, tess: Person, novice: Person
) -> None:
    for expires in (date(2027, 1, 1), date(2027, 1, 1), date(2028, 1, 1)):
        record_training(
            by=tess,
            person=novice,
            course=Course.objects.get(),
            completed_on=date(2026, 1, 1),
            expires_on=expires,
        )
    assert novice.training.get().expires_on == date(2028, 1, 1)
    assert len(search(Search(event=Event.TRAINING_RECORDED)).entries) == 2


def test_others_and_one_oneself_record_nothing(cast: Cast, tess: Person) -> None:
    for by, person, code in (
        (cast.sam, cast.bob, "not-training"),
        (cast.priya, cast.bob, "not-training"),
        (tess, tess, "own-training"),
    ):
        with refused(code):
            record_training(
                by=by,
                person=person,
                course=Course.objects.get(),
                completed_on=TODAY,
                expires_on=TODAY,
            )


def test_record_is_not_moved_or_removed_in_sql(cast: Cast) -> None:
    records = TrainingRecord.objects.filter(person=cast.alice)
    with refused_by_database("only its last day is corrected"):
        records.update(person=cast.bob)
    with refused_by_database("are kept"):
        records.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        records.update(expires_on=date(2020, 1, 1))


def bring(tess: Person, raw: bytes) -> Answer:
    file = SimpleUploadedFile("training.csv", raw, "text/csv")
    return browser_of(tess).post(ADDRESS, {"file": file})


GOOD = f"email,course,completed,expires\nrhys@rivers.example,{COURSE},2026-03-27,\n"


def test_file_is_shown_first_and_recorded_on_the_second_yes(
    tess: Person, novice: Person
) -> None:
    assert "To record: 1." in page_text(bring(tess, GOOD.encode()))
    assert novice.training.count() == 0
    browser_of(tess).post(ADDRESS, {"text": GOOD})
    record = novice.training.get()
    assert (record.completed_on, record.expires_on) == (
        date(2026, 3, 27),
        date(2028, 3, 27),
    )
    assert record.recorded_by == tess


def test_same_file_again_changes_nothing(tess: Person, novice: Person) -> None:
    tesss = browser_of(tess)
    tesss.post(ADDRESS, {"text": GOOD})
    assert "To record: 0. Recorded already: 1." in page_text(bring(tess, GOOD.encode()))
    tesss.post(ADDRESS, {"text": GOOD})
    assert len(search(Search(event=Event.TRAINING_RECORDED)).entries) == 1


def test_bad_rows_are_told_by_number_and_the_good_ones_kept(
    tess: Person, novice: Person
) -> None:
    text = (
        GOOD
        + f"nobody@rivers.example,{COURSE},2026-03-27,\n"
        + "rhys@rivers.example,Juggling,2026-02-30,\n"
        + "\n"
        + f"rhys@rivers.example,{COURSE},27/04/2026,26/04/2026\n"
    )
    shown = page_text(bring(tess, text.encode()))
    for sentence in (
        "Row 3: Nobody here has the address “nobody@rivers.example”.",
        "Row 4: There is no course “Juggling”. “2026-02-30” is no date.",
        "Row 6: It ends before it was completed.",
    ):
        assert sentence in shown
    after = browser_of(tess).post(ADDRESS, {"text": text})
    assert "Row 3:" in page_text(after)
    assert novice.training.count() == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_of_courses_survive_what_spreadsheets_write(
    cast: Cast, tess: Person, encoding: str
) -> None:
    Course.objects.create(name="Écriture: règles", required=False)
    text = "email;course;completed\nalice@rivers.example;Écriture: règles;1/3/2026\n"
    assert "To record: 1." in page_text(bring(tess, text.encode(encoding)))


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\x00\x01\x02", "This is no CSV file. Save the sheet as CSV and bring that."),
        (
            b"name,day\nx,y\n",
            "The first row must name the columns: email, course, completed, expires.",
        ),
        (b"", "This file is empty."),
        (
            b"email,course,completed\n" + b"a,b,c\n" * 1001,
            "Bring at most 1,000 rows at a time.",
        ),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(
    cast: Cast, tess: Person, raw: bytes, sentence: str
) -> None:
    response = bring(tess, raw)
    assert (response.status_code, problems(response)) == (422, [sentence])


def test_only_the_training_administrator_brings_files(cast: Cast) -> None:
    for person in (cast.alice, cast.priya, cast.sam, cast.grace):
        assert browser_of(person).get(ADDRESS).status_code == 403


def test_register_as_csv_runs_nothing_in_a_spreadsheet(cast: Cast) -> None:
    Person.objects.filter(pk=cast.bob.pk).update(name='=cmd|"/c calc"!A1')
    response = browser_of(cast.grace).get("/registers/training/?format=csv")
    text = b"".join(response).decode()
    assert text.startswith("\ufeffPerson,")
    assert '"\'=cmd|""/c calc""!A1",' in text
    assert ["".join(as_csv(["a"], [[" @x"]]))] == ["\ufeffa\r\n' @x\r\n"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 5), 24, date(2028, 12, 5)),
    ],
)
def test_months_on_is_the_same_day_or_the_last(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later
