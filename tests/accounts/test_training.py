"""Training: until when it counts, whom it keeps from what, and files of records.

What a check says of an author's training is in tests/drafts.
"""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions.training import record_training
from accounts.actions.training_files import go_on_with_files
from accounts.models import Course, Person, TrainingFile, TrainingRecord
from accounts.policy.training import reasons_against_untrained
from accounts.policy.training_file import months_later
from accounts.queries.spreadsheets import as_csv
from accounts.queries.training import files_under_way, training_until
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


def worked() -> None:
    """What the job does, without its connection of its own."""
    while go_on_with_files():
        pass


def bring(tess: Person, raw: bytes) -> Answer:
    """The answer to the file: the page of how far it is, where it was taken."""
    file = SimpleUploadedFile("training.csv", raw, "text/csv")
    return browser_of(tess).post(ADDRESS, {"file": file}, follow=True)


def brought(tess: Person, text: str) -> str:
    """Where the file has its page; its rows are read."""
    bring(tess, text.encode())
    worked()
    return f"{ADDRESS}{TrainingFile.objects.latest('pk').pk}/"


def recorded(tess: Person, text: str) -> str:
    """The page of a file to which its administrator said yes, once it is done."""
    address, tesss = brought(tess, text), browser_of(tess)
    tesss.post(address)
    worked()
    return page_text(tesss.get(address))


GOOD = f"email,course,completed,expires\nrhys@rivers.example,{COURSE},2026-03-27,\n"


def test_file_is_read_then_shown_and_recorded_on_a_yes(
    tess: Person, novice: Person
) -> None:
    assert "0 of 1 rows read" in page_text(bring(tess, GOOD.encode()))
    worked()
    address, tesss = f"{ADDRESS}{TrainingFile.objects.get().pk}/", browser_of(tess)
    shown = page_text(tesss.get(address))
    assert "To record: 1 of 1 row." in shown
    assert "Row 2: Rhys Bevan, " in shown
    assert novice.training.count() == 0
    tesss.post(address)
    assert "You may leave this page: it goes on." in page_text(tesss.get(address))
    worked()
    record = novice.training.get()
    assert (record.completed_on, record.expires_on) == (
        date(2026, 3, 27),
        date(2028, 3, 27),
    )
    assert record.recorded_by == tess


def test_same_file_again_changes_nothing(tess: Person, novice: Person) -> None:
    recorded(tess, GOOD)
    shown = page_text(browser_of(tess).get(brought(tess, GOOD)))
    assert "To record: 0 of 1 row." in shown
    assert len(search(Search(event=Event.TRAINING_RECORDED)).entries) == 1


BAD = (
    GOOD
    + f"nobody@rivers.example,{COURSE},2026-03-27,\n"
    + "rhys@rivers.example,Juggling,2026-02-30,\n"
    + "\n"
    + f"rhys@rivers.example,{COURSE},27/04/2026,26/04/2026\n"
)


def test_every_bad_row_is_told_by_number_and_nothing_is_half_recorded(
    tess: Person, novice: Person
) -> None:
    address, tesss = brought(tess, BAD), browser_of(tess)
    shown = page_text(tesss.get(address))
    for sentence in (
        "Nothing was recorded, because 3 of 4 rows are wrong.",
        "Row 3: Nobody here has the address “nobody@rivers.example”.",
        "Row 4: There is no course “Juggling”. “2026-02-30” is no date.",
        "Row 6: It ends before it was completed.",
    ):
        assert sentence in shown
    assert problems(tesss.post(address)) == [
        "This file does not wait for a yes any more."
    ]
    assert novice.training.count() == 0


def test_row_that_goes_wrong_before_the_yes_refuses_the_whole_file(
    tess: Person, novice: Person
) -> None:
    text = GOOD + f"alice@rivers.example,{COURSE},2026-03-28,\n"
    address = brought(tess, text)
    Person.objects.filter(email="alice@rivers.example").update(
        email="archer@rivers.example"
    )
    browser_of(tess).post(address)
    worked()
    shown = page_text(browser_of(tess).get(address))
    assert "Nothing was recorded. Row 3: Nobody here has the address" in shown
    assert novice.training.count() == 0


def test_reading_shows_how_far_it_is_and_goes_on_where_it_stopped(
    tess: Person, novice: Person
) -> None:
    days = (
        f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)
    )
    rows = "".join(f"rhys@rivers.example,{COURSE},{day},\n" for day in days)
    bring(tess, f"email,course,completed,expires\n{rows}".encode())
    file = TrainingFile.objects.get()
    assert go_on_with_files() is True
    tesss, address = browser_of(tess), f"{ADDRESS}{file.pk}/"
    assert "250 of 336 rows read" in page_text(tesss.get(address))
    page = tesss.get(address).content.decode()
    assert "hx-get" in page
    assert "htmx.min.js" in page
    assert go_on_with_files() is True
    assert "To record: 336 of 336 rows." in page_text(tesss.get(address))
    assert go_on_with_files() is False


def test_file_itself_is_not_kept(tess: Person, novice: Person) -> None:
    recorded(tess, GOOD)
    brought(tess, BAD)
    brought(tess, GOOD)
    bring(tess, GOOD.encode())
    texts = list(TrainingFile.objects.order_by("pk").values_list("text", flat=True))
    assert texts == ["", "", "", GOOD]
    assert "Another file was brought instead." in page_text(
        browser_of(tess).get(f"{ADDRESS}{TrainingFile.objects.order_by('pk')[2].pk}/")
    )


def test_only_whoever_brought_a_file_says_yes_to_it(
    cast: Cast, tess: Person, novice: Person
) -> None:
    other = hire("Tim Moor", cast.strategy, "Trainer", Role.TRAINING_ADMINISTRATOR)
    answer = browser_of(other).post(brought(tess, GOOD))
    assert problems(answer) == ["Whoever brought the file says yes to it."]
    assert browser_of(cast.sam).get(f"{ADDRESS}1/").status_code == 403
    assert browser_of(tess).get(f"{ADDRESS}{'9' * 30}/").status_code == 404


def test_clock_has_files_taken_further(tess: Person) -> None:
    assert files_under_way() is False
    bring(tess, GOOD.encode())
    assert files_under_way() is True
    worked()
    assert files_under_way() is False


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_of_courses_survive_what_spreadsheets_write(
    cast: Cast, tess: Person, encoding: str
) -> None:
    Course.objects.create(name="Écriture: règles", required=False)
    text = "email;course;completed\nalice@rivers.example;Écriture: règles;1/3/2026\n"
    bring(tess, text.encode(encoding))
    worked()
    assert TrainingFile.objects.get().to_record == 1


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
            b"email,course,completed\n" + b"a,b,c\n" * 5001,
            "Bring at most 5,000 rows at a time.",
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
