"""The publisher's worker: runs jobs in its own process, and stops in between two posts.

Nothing is decided here. No fork: a killed worker leaves no child that sends on.
"""

from types import FrameType

from django_rq.workers import get_worker
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from publishing.jobs import stopping


CLASS = f"{__name__}.Publisher"
# In this order: what wakes others first, and long work only when nothing is due.
QUEUES = ("wake", "clock", "publish", "slow")


class Publisher(SimpleWorker):
    """Asked to stop (SIGTERM, SIGINT), it ends what it sends and takes no more."""

    def handle_warm_shutdown_request(self) -> None:
        stopping.asked = True
        super().handle_warm_shutdown_request()  # type: ignore[no-untyped-call]

    def request_force_stop(self, signum: int, frame: FrameType | None) -> None:
        """Asked again it goes on ending: a call to a platform is never cut off.

        Every call has a time limit, and only SIGKILL is quicker.
        """


def work() -> None:
    """Run jobs until this process is asked to stop."""
    worker = get_worker(*QUEUES, worker_class=CLASS, serializer=JSONSerializer)
    worker.work(logging_level="WARNING")
