"""The port through which a post or an authority that ends reaches what rests on it.

Nothing is flagged or lapses here; settings name the implementation, as for the outbox.
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Holding


class Leaving(Protocol):
    """What accounts asks of the apps above it, inside its own transaction."""

    def flag(self, holding: Holding) -> int:
        """Tell whoever must look at what this holder wrote, approved or scheduled.

        Returns how many drafts and posts were flagged.
        """

    def lapse(self) -> None:
        """Once this commits, have whatever rests on an authority that is over lapse."""


def leaving() -> Leaving:
    implementation: Leaving = import_string(settings.COUNTERSIGN_LEAVING)()
    return implementation
