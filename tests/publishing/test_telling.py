"""Who is told what became of a draft and of its posts, by the verbs themselves.

How somebody is told is tested in tests/accounts.
"""

from accounts.models import Notice
from approvals.actions import send_back
from publishing.actions.holds import place_hold
from publishing.models import RehearsalSwitch
from tests.cast import Cast, a_submitted_draft, current
from tests.publishing.stage import Stage


def told(*kinds: str) -> list[tuple[str, str, str]]:
    """Who was told of these kinds of thing, and which page they were given."""
    found = Notice.objects.filter(kind__in=kinds).order_by("pk")
    rows = found.values_list("kind", "person__name", "path")
    return sorted((kind, name.split()[0], path) for kind, name, path in rows)


def test_submitting_tells_whoever_could_decide(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    assert told("approval needed") == [
        ("approval needed", "Priya", f"/approvals/{draft.pk}/"),
        ("approval needed", "Tom", f"/approvals/{draft.pk}/"),
    ]


def test_sending_back_tells_the_author_and_repeats_no_words(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    send_back(
        revision,
        by=cast.priya,
        digest=bytes(revision.digest),
        reason="Say which bridge.",
    )
    assert told("returned") == [("returned", "Alice", f"/drafts/{draft.pk}/")]
    assert Notice.objects.exclude(why="").count() == 0


def test_publishing_tells_author_and_approver(stage: Stage) -> None:
    publication = stage.sealed()
    stage.publish_all()
    page = f"/posts/{publication.revision.draft_id}/"
    assert told("approved", "published") == [
        ("approved", "Alice", f"/drafts/{publication.revision.draft_id}/"),
        ("published", "Alice", page),
        ("published", "Priya", page),
    ]


def test_an_unknown_outcome_is_told_once(stage: Stage) -> None:
    publication = stage.sealed()
    stage.inject(RehearsalSwitch.Fault.TIMEOUT_AFTER)
    stage.publish_all()
    page = f"/posts/{publication.revision.draft_id}/"
    assert told("unknown outcome") == [
        ("unknown outcome", "Alice", page),
        ("unknown outcome", "Priya", page),
    ]


def test_a_hold_tells_each_author_once_however_much_waits(stage: Stage) -> None:
    stage.sealed("One.")
    stage.sealed("Two.")
    place_hold(by=stage.cast.dee, reason="Royal death.", account=None)
    stage.publish_all()
    assert told("held") == [("held", "Alice", "/holds/")]
