"""English and Welsh as one post: who gets which words, what the check says, who approves."""

from dataclasses import replace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from accounts.models import SocialAccount
from accounts.roles import AccountLanguage, Role
from approvals.actions import approve
from drafts.actions import create_draft, submit
from drafts.checks import check_content
from drafts.checks.welsh import welsh
from drafts.content import Content, part_language
from drafts.forms import DraftForm, fits_the_form
from drafts.lifecycle import Status
from drafts.policy import classes_needed
from guidance.content import WelshPair
from guidance.engine import CheckResult
from tests.cast import ROUTINE, Cast, complete, current, delegate, hire
from tests.refusals import refused, refused_by_database


WELSH = "Rhybudd llifogydd ar gyfer Afon Ouse. Edrychwch ar eich llwybr ar GOV.UK."


@pytest.fixture
def afonydd(cast: Cast) -> SocialAccount:
    """The Welsh account beside the rehearsal account."""
    account = SocialAccount.objects.create(
        platform="rehearsal",
        handle="@AdranAfonydd",
        name="Afonydd",
        team=cast.rivers,
        language=AccountLanguage.WELSH,
        pair=cast.rehearsal,
    )
    complete(account, owner=cast.priya, deputy=cast.tom)
    return account


def typed(cast: Cast, **fields: str | list[str]) -> QueryDict:
    filled_in: dict[str, str | list[str]] = {
        "title": "Flood warning",
        "text": ROUTINE,
        "accounts": [str(cast.rehearsal.pk)],
        "welsh": WELSH,
        "translation": "human",
    }
    query = QueryDict(mutable=True)
    for name, value in (filled_in | fields).items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def form_of(
    cast: Cast, base: Content | None = None, **fields: str | list[str]
) -> DraftForm:
    return DraftForm(typed(cast, **fields), person=cast.alice, base=base)


def content_of(
    cast: Cast, base: Content | None = None, **fields: str | list[str]
) -> Content:
    form = form_of(cast, base, **fields)
    assert (form.is_valid(), form.faults) == (True, [])
    return form.content


def sent(content: Content) -> list[tuple[int, str, list[str]]]:
    return [
        (target.account, target.language, [part.text for part in target.parts])
        for target in content.targets
    ]


def under_the_scheme(account: SocialAccount) -> None:
    SocialAccount.objects.filter(pk=account.pk).update(welsh_scheme=True)


def severities(content: Content) -> list[str]:
    return [
        found.severity.value
        for found in check_content(content).findings
        if found.rule == "AC-WELSH"
    ]


def test_the_welsh_version_goes_to_the_welsh_account_beside(
    cast: Cast, afonydd: SocialAccount
) -> None:
    content = content_of(cast)

    assert sent(content) == [
        (cast.rehearsal.pk, "en", [ROUTINE]),
        (afonydd.pk, "cy", [WELSH]),
    ]
    assert content.translation == "human"


def test_an_account_in_both_languages_gets_a_thread_of_both(cast: Cast) -> None:
    SocialAccount.objects.filter(pk=cast.rehearsal.pk).update(language="both")

    content = content_of(cast)

    assert sent(content) == [(cast.rehearsal.pk, "mul", [ROUTINE, WELSH])]
    spoken = [part_language(content.targets[0], number) for number in (0, 1)]
    assert spoken == ["en", "cy"]


def test_saving_both_languages_again_keeps_the_words(
    cast: Cast, afonydd: SocialAccount
) -> None:
    first = content_of(cast)
    chosen = [str(target.account) for target in first.targets]

    assert fits_the_form(first)
    assert content_of(cast, first, accounts=chosen) == first


def test_the_form_shows_each_language_in_its_own_box(
    cast: Cast, afonydd: SocialAccount
) -> None:
    form = DraftForm(None, person=cast.alice, base=content_of(cast))
    assert form.welsh["welsh"].value() == WELSH


def test_taking_the_welsh_away_from_a_thread_leaves_the_english(cast: Cast) -> None:
    SocialAccount.objects.filter(pk=cast.rehearsal.pk).update(language="both")
    both = content_of(cast)

    alone = content_of(cast, both, welsh="", translation="")

    assert sent(alone) == [(cast.rehearsal.pk, "en", [ROUTINE])]


def test_a_post_for_a_welsh_account_alone_is_welsh(
    cast: Cast, afonydd: SocialAccount
) -> None:
    content = content_of(
        cast, text=WELSH, welsh="", translation="", accounts=[str(afonydd.pk)]
    )
    assert sent(content) == [(afonydd.pk, "cy", [WELSH])]


def test_welsh_that_no_account_can_carry_is_said(cast: Cast) -> None:
    form = form_of(cast)
    assert not form.is_valid()
    assert [fault.box for fault in form.faults] == ["id_welsh"]
    assert form.welsh["welsh"].value() == WELSH


def test_english_for_a_welsh_account_is_said(
    cast: Cast, afonydd: SocialAccount
) -> None:
    both = [str(cast.rehearsal.pk), str(afonydd.pk)]
    form = form_of(cast, welsh="", translation="", accounts=both)
    assert [fault.sentence for fault in form.faults] == [
        "@AdranAfonydd posts in Welsh. Write the Welsh version, or leave this account out."
    ]


def test_english_words_that_would_go_nowhere_are_said(
    cast: Cast, afonydd: SocialAccount
) -> None:
    form = form_of(cast, accounts=[str(afonydd.pk)])
    assert [fault.box for fault in form.faults] == ["id_welsh"]


def test_how_the_welsh_was_made_is_asked(cast: Cast, afonydd: SocialAccount) -> None:
    form = form_of(cast, translation="")
    assert [fault.sentence for fault in form.faults] == [
        "Say how the Welsh version was made."
    ]


def test_no_scheme_asks_for_no_welsh(cast: Cast) -> None:
    english = content_of(cast, welsh="", translation="")
    assert severities(english) == []


def test_a_scheme_blocks_english_alone_and_passes_both(
    cast: Cast, afonydd: SocialAccount
) -> None:
    under_the_scheme(cast.rehearsal)
    both = content_of(cast)

    assert severities(content_of(cast, welsh="", translation="")) == ["block"]
    assert severities(both) == []
    assert welsh(both) == WelshPair(
        required=True, pair="the same draft", same_moment=True
    )


def test_a_scheme_wants_welsh_beside_every_account_that_it_covers(
    cast: Cast, afonydd: SocialAccount
) -> None:
    under_the_scheme(cast.rehearsal)
    under_the_scheme(cast.x)
    both = [str(cast.rehearsal.pk), str(cast.x.pk)]
    assert severities(content_of(cast, accounts=both)) == ["block"]


def test_welsh_by_a_machine_alone_is_blocked_under_a_scheme_and_else_advice(
    cast: Cast, afonydd: SocialAccount
) -> None:
    machine = content_of(cast, translation="machine")
    assert severities(machine) == ["advise"]
    under_the_scheme(cast.rehearsal)
    assert severities(machine) == ["block"]


def test_going_without_welsh_for_a_reason_is_the_welsh_units_decision(
    cast: Cast,
) -> None:
    under_the_scheme(cast.rehearsal)
    reason = "Danger to life; no translator until 6am."
    content = content_of(cast, welsh="", translation="", without_welsh=reason)

    assert content.without_welsh == reason
    assert severities(content) == ["auth"]
    needed = classes_needed(check_content(content), content)
    assert needed == ["routine", "welsh"]


def test_english_rules_leave_the_welsh_words_out(
    cast: Cast, afonydd: SocialAccount
) -> None:
    result = check_content(content_of(cast))
    assert result.not_checked == ("targets.1.parts.0.text",)


def test_whether_welsh_is_due_takes_one_query(
    cast: Cast, afonydd: SocialAccount
) -> None:
    content = content_of(cast)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        welsh(content)
    assert len(asked) == 1


NOTHING = CheckResult((), "", "")


def test_words_in_welsh_need_somebody_who_reads_them_beside_the_rest(
    cast: Cast, afonydd: SocialAccount
) -> None:
    both = content_of(cast)
    english = content_of(cast, welsh="", translation="")
    assert classes_needed(NOTHING, both) == ["routine", "welsh"]
    assert classes_needed(NOTHING, english) == []
    assert classes_needed(NOTHING, replace(both, paid=True)) == ["paid", "welsh"]


def test_each_language_is_approved_by_somebody_who_reads_it(
    cast: Cast, afonydd: SocialAccount
) -> None:
    gwen = hire("Gwen Parry", cast.strategy, "Welsh-language unit", Role.WELSH_READER)
    delegate("D-130", gwen, ["welsh"], [cast.rehearsal, afonydd])
    delegate("D-131", cast.priya, ["routine"], [cast.rehearsal, afonydd])
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Rhybudd", content=content_of(cast)
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    revision = current(draft)

    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED

    approve(revision, by=gwen, digest=bytes(revision.digest))
    draft.refresh_from_db()
    assert draft.status == Status.APPROVED


def test_the_line_manager_does_not_approve_the_welsh(
    cast: Cast, afonydd: SocialAccount
) -> None:
    delegate("D-131", cast.priya, ["routine"], [cast.rehearsal, afonydd])
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Rhybudd", content=content_of(cast)
    )
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    revision = current(draft)
    approve(revision, by=cast.priya, digest=bytes(revision.digest))
    with refused("already-decided"):
        approve(revision, by=cast.priya, digest=bytes(revision.digest))


def test_postgresql_lets_only_a_welsh_account_name_its_pair(cast: Cast) -> None:
    with refused_by_database("only_a_welsh_account_names_its_pair"):
        SocialAccount.objects.filter(pk=cast.x.pk).update(pair=cast.rehearsal)
    with refused_by_database("only_a_welsh_account_names_its_pair"):
        SocialAccount.objects.filter(pk=cast.x.pk).update(pair=cast.x, language="cy")
