"""The posts of a platform's rows: approved once for each worker, and copied for each row.

No fault is known here.
"""

import pickle
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pytest_django import DjangoDbBlocker

from tests.cast import assemble
from tests.company import Written
from tests.databases import connected_to, copied_database
from tests.publishing.platforms.matrix.house import account_on, approve_on
from tests.publishing.stage import Stage, set_stage


@dataclass
class Shelf:
    """What this worker has written so far; whoever closes `open_ones` drops it."""

    worker: str
    blocker: DjangoDbBlocker
    open_ones: ExitStack
    written: dict[str, Written] = field(default_factory=dict)

    @contextmanager
    def stage(
        self, platform: str, handle: str, texts: Sequence[str], folder: Path
    ) -> Iterator[Stage]:
        """A stage of its own, on which these posts are approved and none is sealed."""
        with self.blocker.unblock():
            if platform not in self.written:
                self.written[platform] = self._write(platform, handle, texts)
            written = self.written[platform]
            copy = copied_database(uuid.uuid4().hex[:8], template=written.name)
            with copy as urls, connected_to(urls.app):
                yield set_stage(urls, written.cast(), folder)

    def _write(self, platform: str, handle: str, texts: Sequence[str]) -> Written:
        made = copied_database(f"{self.worker}_matrix_{platform}")
        urls = self.open_ones.enter_context(made)
        with connected_to(urls.app):
            cast = assemble()
            account = account_on(platform, handle=handle, cast=cast)
            for text in texts:
                approve_on(account, text, cast=cast)
            return Written(urls.name, pickle.dumps(cast))
