"""What registers say is read again as soon as it changed, and not before."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drafts.checks.known import Kept, Known, known_now
from guidance.content import Registers
from guidance.models import Edition, RegisterEntry
from guidance.queries.edition import edition, next_change
from guidance.registers import Register
from tests.cast import Cast
from tests.registers import a_period, a_release, ended, entered, sitting


NOW = timezone.now()
DAY = timedelta(days=1)


def live_issues() -> frozenset[str]:
    return known_now().registers.live_issues


def queries() -> int:
    with CaptureQueriesContext(connection) as asked:
        known_now()
    return len(asked)


def test_what_nobody_changed_is_read_once(cast: Cast) -> None:
    known_now()
    assert queries() == 1


def test_an_entry_is_known_at_once_and_its_end_too(cast: Cast) -> None:
    known_now()
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    there = live_issues()
    ended(Register.LIVE_ISSUE, RegisterEntry.objects.get().pk)
    assert (len(there), live_issues()) == (1, frozenset())


@pytest.mark.parametrize(
    "change",
    [
        lambda: entered(Register.LIVE_ISSUE, value="Exampleton barrage"),
        lambda: a_release("river levels", releases_at=timezone.now() + DAY),
        lambda: a_period("Flood enquiry", starts_at=NOW + DAY, ends_at=NOW + 2 * DAY),
        lambda: sitting(
            (timezone.now() + DAY).date(), (timezone.now() + 2 * DAY).date()
        ),
    ],
    ids=["entry", "release", "period", "sitting"],
)
def test_every_register_has_a_new_edition_with_each_change(
    cast: Cast, change: Callable[[], object]
) -> None:
    before = edition()
    change()
    assert edition() not in (before, None)


def test_a_change_that_is_rolled_back_leaves_nothing_behind(cast: Cast) -> None:
    known_now()
    with transaction.atomic():
        entered(Register.LIVE_ISSUE, value="Exampleton barrage")
        assert live_issues()
        transaction.set_rollback(True)
    assert live_issues() == frozenset()


def test_without_an_edition_everything_is_read_every_time(cast: Cast) -> None:
    Edition.objects.all().delete()
    assert queries() == queries() > 1


def test_a_release_ends_by_itself_what_was_kept(cast: Cast) -> None:
    a_release("river levels", releases_at=(soon := timezone.now() + DAY))
    known = known_now()
    kept = Kept(known, next_change(known.at))
    soon = soon.replace(microsecond=0)
    assert next_change(known.at) == soon
    assert kept.at(soon - timedelta(seconds=1), edition=edition()) is not None
    assert kept.at(soon, edition=edition()) is None


@pytest.mark.parametrize("moment", [-DAY, DAY])
def test_kept_words_are_of_a_moment_inside_their_time(moment: timedelta) -> None:
    state = uuid4()
    kept = Kept(Known(NOW, state, Registers(), (), (), ()), NOW + DAY)
    assert kept.at(NOW + moment, edition=state) is None
