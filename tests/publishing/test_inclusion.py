"""The inclusion report: what went out and owed alternative text, captions or Welsh."""

from datetime import timedelta

from django.utils import timezone

from approvals.models import Decision
from drafts.models import Check, Explanation, Finding
from publishing.queries.reports import REPORTS, Answer, bounds
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage


def asked(*, days_ago: int = 0) -> Answer:
    day = timezone.localdate() - timedelta(days=days_ago)
    return REPORTS["inclusion"].ask(*bounds(day, day))


def a_finding(stage: Stage, rule: str, reason: str = "") -> None:
    """That the check of the only post found this, and what its author said to it."""
    check = Check.objects.get()
    Finding.objects.create(
        check_run=check,
        rule=rule,
        version=1,
        severity="warn",
        authority="",
        field="targets.0.parts.0.text",
        start=0,
        end=1,
        text_hash="",
        message="x",
    )
    if reason:
        Explanation.objects.create(check_run=check, rule=rule, reason=reason)


def test_post_that_owes_nothing_is_not_counted(stage: Stage) -> None:
    stage.sealed()
    stage.publish_all()
    found = asked()
    assert found.rows == []
    assert found.sentence == (
        "alternative text: no post owed it; captions: no post owed it; "
        "Welsh at the same time: no post owed it."
    )


def test_exception_names_its_reason_and_who_approved_with_it(stage: Stage) -> None:
    publication = stage.sealed()
    a_finding(stage, "AC-CAPTION", "The recording has no speech.")
    stage.publish_all()
    found = asked()
    assert found.sentence.split("; ")[1] == "captions: 0 of 1 posts (0%)"
    ((kind, draft, number, met, reason, granted, _),) = found.rows
    assert (kind, draft, number, met) == (
        "captions",
        publication.revision.draft_id,
        1,
        "no",
    )
    assert reason == "The recording has no speech."
    decider = Decision.objects.get()
    assert granted == f"{decider.decided_by.name}, {decider.post}"


def test_what_has_not_gone_out_is_not_counted(stage: Stage) -> None:
    stage.sealed()
    a_finding(stage, "AC-ALT")
    assert asked().rows == []
    assert asked(days_ago=1).rows == []


def test_report_is_a_page_of_the_auditor(stage: Stage) -> None:
    stage.sealed()
    a_finding(stage, "AC-ALT", "It only decorates.")
    stage.publish_all()
    shown = page_text(browser_of(stage.cast.grace).get("/log/reports/inclusion/"))
    assert "alternative text: 0 of 1 posts (0%)" in shown
    assert "It only decorates." in shown
