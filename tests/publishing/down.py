"""What tests of takedowns share: who is on duty, and the workers that take posts down.

No test lives here.
"""

from datetime import timedelta

from django.utils import timezone

from accounts.models import DutyShift, Person
from accounts.roles import Role
from publishing.actions.removing import remove_some
from publishing.models import Deletion
from tests.cast import Cast, hire
from tests.publishing.stage import Stage


WHY = "It names the wrong village."


def head(cast: Cast) -> Person:
    return hire("Hana Poole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)


def duty_officer(cast: Cast, *, hours_ago: int = 1) -> Person:
    """Dora, whose shift of two hours began so many hours ago."""
    dora = hire("Dora Finch", cast.strategy, "Duty press officer", Role.DUTY_OFFICER)
    start = timezone.now() - timedelta(hours=hours_ago)
    DutyShift.objects.create(
        job_post=dora.holdings.get().job_post,
        person=dora,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        assigned_by=cast.priya,
    )
    return dora


def work(times: int = 20) -> None:
    """Let the workers do whatever is due, with every waiting time over."""
    for _ in range(times):
        past = timezone.now() - timedelta(seconds=1)
        Deletion.objects.exclude(state="gone").update(try_at=past)
        if not remove_some():
            return


def states(stage: Stage) -> list[str]:
    return list(Deletion.objects.order_by("pk").values_list("state", flat=True))
