"""What RQ runs for this app: primitives in, one action called. PostgreSQL decides.

No state lives in a job: any of them may be lost, repeated or run twice at once.
"""

import time

from django.db import close_old_connections

from accounts.actions.deliveries import deliver_next
from accounts.actions.digests import gather_digests
from accounts.actions.emails import send_next_email
from accounts.actions.following import follow_log
from accounts.actions.training_files import go_on_with_files


# A job ends well before RQ would stop it in the middle of a call.
BATCH_SECONDS = 60


def tell_people_and_systems() -> None:
    """Send e-mails and call webhooks until nothing is due or the batch lasted enough."""
    close_old_connections()
    gather_digests()
    until = time.monotonic() + BATCH_SECONDS
    while time.monotonic() < until and _one_of_each():
        pass


def take_in_training() -> None:
    """Read and record files of training until none is in hand or the batch lasted enough."""
    close_old_connections()
    until = time.monotonic() + BATCH_SECONDS
    while time.monotonic() < until and go_on_with_files():
        pass


def _one_of_each() -> bool:
    """One step of each kind in turn, so that none waits for all of another."""
    return any([follow_log(), send_next_email(), deliver_next()])
