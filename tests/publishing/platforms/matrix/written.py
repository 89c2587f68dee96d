"""The posts of a platform's rows: approved once a run, and copied for each row.

No fault is known here.
"""

import pickle
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytest_django import DjangoDbBlocker

from tests.cast import connect
from tests.company import Written
from tests.databases import DatabaseUrls, connected_to, copied_database, made_once
from tests.publishing.platforms.matrix.house import account_on, approve_on
from tests.publishing.stage import Stage, set_stage


@dataclass(frozen=True)
class Shelf:
    """Beside the cast, what is written for each platform by the first row that asks."""

    blocker: DjangoDbBlocker
    cast: Written

    @contextmanager
    def stage(
        self, platform: str, handle: str, texts: Sequence[str], folder: Path
    ) -> Iterator[Stage]:
        """A stage of its own, on which these posts are approved and none is sealed."""

        def fill(urls: DatabaseUrls) -> bytes:
            with connected_to(urls.app):
                cast = self.cast.cast()
                connect(cast)
                account = account_on(platform, handle=handle, cast=cast)
                for text in texts:
                    approve_on(account, text, cast=cast)
            return pickle.dumps(cast)

        with self.blocker.unblock():
            made = made_once(f"matrix_{platform}", fill, like=self.cast.name)
            written = Written(*made)
            copy = copied_database(uuid.uuid4().hex[:8], template=written.name)
            with copy as urls, connected_to(urls.app):
                yield set_stage(urls, written.cast(), folder)
