"""The sequencer's day: a batch every 100 milliseconds until it is told to stop.

No tree and no signature: what a batch is, is in batch.py.
"""

import logging
from threading import Event

from django.db import Error, InterfaceError, OperationalError, connection

from audit.sequencer.batch import Busy, Refused, Sequencer
from audit.sequencer.store import BATCH_LIMIT, insert_refusal


logger = logging.getLogger(__name__)
INTERVAL_SECONDS = 0.1
PATIENCE_SECONDS = 1.0


def run(sequencer: Sequencer, stop: Event) -> None:
    """Seal batches until `stop` is set; a batch that has begun is finished first.

    A lost connection is made again, and everything is checked afresh, because the
    lock went with it. Raises `Refused`, for which only a person has an answer, and
    which the pages are told of through the database.
    """
    try:
        while not stop.is_set():
            stop.wait(_once(sequencer))
    except Refused as refusal:
        _tell(refusal)
        raise


def _tell(refusal: Refused) -> None:
    """The refusal stands whether or not the database takes word of it."""
    try:
        insert_refusal(str(refusal))
    except Error as error:
        logger.warning("The refusal could not be written down: %s", error)


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
