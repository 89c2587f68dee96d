"""What an author types becomes content: times in the United Kingdom, clean words."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from drafts.content import Content
from drafts.forms import DraftForm, typed_moment
from tests.cast import Cast


def typed(cast: Cast, **fields: str | list[str]) -> QueryDict:
    """A filled-in form, some of its fields changed."""
    filled_in: dict[str, str | list[str]] = {
        "title": "Flood warning",
        "text": "The River Ouse is rising.",
        "accounts": [str(cast.rehearsal.pk)],
        "day": "",
        "month": "",
        "year": "",
        "clock": "",
    }
    query = QueryDict(mutable=True)
    for name, value in (filled_in | fields).items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def content_of(cast: Cast, **fields: str | list[str]) -> Content:
    form = DraftForm(typed(cast, **fields), person=cast.alice)
    assert form.errors == {}
    return form.content


def test_one_text_goes_to_every_chosen_account(cast: Cast) -> None:
    content = content_of(cast, accounts=[str(cast.x.pk), str(cast.rehearsal.pk)])

    assert {target.account for target in content.targets} == {
        cast.x.pk,
        cast.rehearsal.pk,
    }
    assert {target.parts[0].text for target in content.targets} == {
        "The River Ouse is rising."
    }


def test_no_time_means_as_soon_as_approved(cast: Cast) -> None:
    content = content_of(cast)

    assert (content.not_before, content.not_after) == (None, None)


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (("27", "11", "2026"), "3:15pm", "2026-11-27T15:15:00Z"),
        (("27", "11", "2026"), "15.15", "2026-11-27T15:15:00Z"),
        (("27", "6", "2027"), "3pm", "2027-06-27T14:00:00Z"),
        (("27", "6", "2027"), "12am", "2027-06-26T23:00:00Z"),
        (("27", "6", "2027"), "12:30 PM", "2027-06-27T11:30:00Z"),
        # The last moment before and the first after each clock change.
        (("28", "3", "2027"), "0:59", "2027-03-28T00:59:00Z"),
        (("28", "3", "2027"), "2:00", "2027-03-28T01:00:00Z"),
        (("31", "10", "2027"), "0:59", "2027-10-30T23:59:00Z"),
        (("31", "10", "2027"), "2:00", "2027-10-31T02:00:00Z"),
    ],
)
def test_a_time_is_meant_in_the_united_kingdom(
    day: tuple[str, str, str], clock: str, utc: str
) -> None:
    assert typed_moment(list(day), clock) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("day", "clock", "sentence"),
    [
        (
            ("28", "3", "2027"),
            "1:30",
            (
                "01:30 on 28 March 2027 does not exist, because the clocks go forward that "
                "night. Choose a time before 1am or from 2am."
            ),
        ),
        (
            ("31", "10", "2027"),
            "1:30am",
            (
                "01:30 on 31 October 2027 happens twice, because the clocks go back that "
                "night. Choose a time before 1am or from 2am."
            ),
        ),
    ],
)
def test_the_hours_of_the_clock_changes_are_asked_again(
    day: tuple[str, str, str], clock: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        typed_moment(list(day), clock)
    assert caught.value.messages == [sentence]


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        (("30", "2", "2027"), "3pm"),
        (("1", "13", "2027"), "3pm"),
        (("1", "1", "27"), "3pm"),
        (("1", "1", "9999"), "3pm"),
        (("x", "1", "2027"), "3pm"),
        (("9" * 5000, "1", "2027"), "3pm"),
        (("1", "1", "2027"), "3"),
        (("1", "1", "2027"), "25:00"),
        (("1", "1", "2027"), "0pm"),
        (("1", "1", "2027"), "13pm"),
        (("1", "1", "2027"), "3:60pm"),
        (("1", "1", "2027"), "soon"),
        (("1", "1", "2027"), ""),
        (("", "", ""), "3pm"),
        (("1", "", "2027"), "3pm"),
    ],
)
def test_what_is_no_time_is_refused(day: tuple[str, str, str], clock: str) -> None:
    with pytest.raises(ValidationError):
        typed_moment(list(day), clock)


def test_the_slot_closes_after_the_set_minutes(cast: Cast) -> None:
    content = content_of(cast, day="27", month="6", year="2027", clock="3pm")

    assert content.not_before == "2027-06-27T14:00:00Z"
    assert content.not_after == "2027-06-27T14:15:00Z"
