"""The plan: from classes, statements and the schedule to the seats of a post."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from approvals.policy.amounts import largest_sum
from approvals.policy.plan import Cause, SeatNeeded, missing_references, plan
from approvals.queries.schedule import DEFAULT
from drafts.content import Content, Part, Place, References, Statement, Target
from guidance.content import AuthorityClass


TARGET = Target(account=1, platform="x", handle="@RiversDept", parts=(Part("Words."),))
CONTENT = Content(targets=(TARGET,))


def seats(
    *classes: str, content: Content = CONTENT, causes: tuple[Cause, ...] = ()
) -> tuple[SeatNeeded, ...]:
    return plan(classes, content=content, causes=causes, schedule=DEFAULT)


def names(*classes: str, content: Content = CONTENT) -> list[str]:
    return [seat.name for seat in seats(*classes, content=content)]


def saying(text: str) -> Content:
    return replace(CONTENT, targets=(replace(TARGET, parts=(Part(text),)),))


def declaring(*statements: Statement) -> Content:
    return replace(CONTENT, statements=statements)


def test_words_that_nothing_was_found_in_take_one_routine_approval():
    assert names() == ["routine"]


@pytest.mark.parametrize(
    ("name", "besides"),
    [
        ("routine", []),
        ("reply", []),
        ("correction", []),
        ("welsh", []),
        ("commitment", ["commitment + line manager"]),
        (
            "new_commitment",
            ["new_commitment + director", "new_commitment + policy owner"],
        ),
        ("money", ["second pair of eyes"]),
        ("new_money", ["new_money + finance"]),
        ("unpublished", ["unpublished + head of digital"]),
        ("announcement", ["second pair of eyes"]),
        ("statistics", ["statistics + line manager"]),
        ("market", ["market + legal"]),
        ("proceedings", ["proceedings + head of digital"]),
        ("security", ["security + policy owner"]),
        ("case", ["second pair of eyes"]),
        ("staff", ["second pair of eyes"]),
        ("other_body", ["second pair of eyes"]),
        ("controversy", ["controversy + private office"]),
        ("election", ["second pair of eyes"]),
        ("all_stop", ["second pair of eyes"]),
        ("paid", ["paid + finance"]),
        ("rumour", ["rumour + policy owner"]),
    ],
)
def test_each_class_takes_its_authoriser_and_whoever_decides_besides(name, besides):
    assert names(name) == [name, *besides]


def test_the_schedule_has_a_row_for_every_class():
    assert set(DEFAULT) == set(AuthorityClass)


def test_several_classes_take_each_of_their_seats_authorisers_first():
    assert names("proceedings", "commitment") == [
        "commitment",
        "proceedings",
        "commitment + line manager",
        "proceedings + head of digital",
    ]


def test_a_second_is_not_asked_for_where_somebody_decides_besides_already():
    assert names("money", "commitment") == [
        "commitment",
        "money",
        "commitment + line manager",
    ]


def test_a_line_manager_decides_besides_by_routine_authority_too():
    besides = seats("commitment")[1]
    assert besides.classes == ("commitment", "routine")
    assert besides.roles == (Role.LINE_MANAGER,)
    assert besides.plus


def test_a_class_that_no_schedule_knows_still_takes_two():
    assert names("something_new") == ["something_new", "second pair of eyes"]


def test_a_seat_says_why_it_is_needed_and_where():
    cause = Cause(
        "proceedings",
        "OI-LIVECASE",
        "Live legal proceedings",
        Place("targets.0.parts.0.text", 4, 9),
    )
    (first, _) = seats("proceedings", causes=(cause, cause))
    assert first.why == ("Live legal proceedings (OI-LIVECASE, characters 4 to 9).",)


def test_a_declared_statement_is_its_own_reason():
    (first, _) = seats("commitment", causes=(Cause("commitment"),))
    assert first.why == ("The author declares it.",)


def test_the_ceiling_is_asked_for_the_largest_sum_declared_or_written():
    content = replace(
        saying("We will spend £1,500 on each of 40 gates."),
        statements=(Statement("money", "up to £2 million in all", "Flood plan 2026"),),
    )
    assert seats("money", content=content)[0].amount == 2_000_000


def test_a_seat_that_is_about_no_money_has_no_sum():
    assert seats("commitment", content=saying("£5 million"))[0].amount is None


def test_a_seat_has_the_topic_that_all_its_statements_name():
    rivers = Statement("commitment", "a", "b", topic="Rivers")
    coast = Statement("commitment", "c", "d", topic="Coast")
    assert seats("commitment", content=declaring(rivers))[0].topic == "Rivers"
    assert seats("commitment", content=declaring(rivers, coast))[0].topic == ""


def test_what_has_to_be_referred_to_is_asked_for():
    assert missing_references(
        ["announcement", "paid"], content=CONTENT, schedule=DEFAULT
    ) == [("announcement", "parliament"), ("paid", "spend_approval")]
    referred = replace(CONTENT, references=References(parliament="HCWS 203"))
    assert (
        missing_references(["announcement"], content=referred, schedule=DEFAULT) == []
    )


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£40", 40),
        ("£1,500", 1_500),
        ("£1.5 million", 1_500_000),
        ("£2m and £300k", 2_000_000),
        ("£0.25bn", 250_000_000),
        ("3 million pounds", 3_000_000),
        ("99.50 pounds", 100),
        ("£12.01", 13),
        ("40 gates by 2027", None),
        ("", None),
    ],
)
def test_the_largest_sum_is_read_in_whole_pounds(text, pounds):
    assert largest_sum([text]) == pounds
