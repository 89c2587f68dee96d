"""The sequencer's day: a batch every 100 milliseconds until it is told to stop.

No tree and no signature: what a batch is, is in batch.py.
"""

import logging
from threading import Event

from django.db import InterfaceError, OperationalError, connection

from audit.sequencer.batch import Busy, Sequencer
from audit.sequencer.store import BATCH_LIMIT


logger = logging.getLogger(__name__)
INTERVAL_SECONDS = 0.1
PATIENCE_SECONDS = 1.0


def run(sequencer: Sequencer, stop: Event) -> None:
    """Seal batches until `stop` is set; a batch that has begun is finished first.

    A lost connection is made again, and everything is checked afresh, because the
    lock went with it. Raises `Refused`, for which only a person has an answer.
    """
    while not stop.is_set():
        stop.wait(_once(sequencer))


def _once(sequencer: Sequencer) -> float:
    """Do one batch and return the seconds to wait before the next."""
    try:
        full = sequencer.batch() == BATCH_LIMIT
    except Busy:
        return PATIENCE_SECONDS
    except (OperationalError, InterfaceError) as error:
        logger.warning("The sequencer lost the database: %s", error)
        sequencer.start_afresh()
        connection.close()
        return PATIENCE_SECONDS
    return 0 if full else INTERVAL_SECONDS
