"""Who is there to send: the workers that listen to the queue of what is due.

Nothing is queued here. A worker that was killed is counted until Valkey forgets it,
after some minutes.
"""

import django_rq
from rq import Worker


def publishers() -> int:
    """How many there are; redis.RedisError where the queue does not answer."""
    return len(Worker.all(queue=django_rq.get_queue("publish")))
