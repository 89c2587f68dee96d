"""Whether a post is in the account's repository: by its key, and by what else changed.

A repository keeps no history: a record that was deleted leaves nothing but a later
revision. So a record is absent for certain while the revision is still the one from
before the attempt. Where it is another, and no record shows that was written since, a
record was deleted, which may have been ours: a person must say. Where others were
written since, nothing tells, and several absences over time have to do.
"""

import time
from dataclasses import dataclass, field

from publishing.platforms.bluesky.outcomes import is_absent, why
from publishing.platforms.bluesky.records import live_post, record_key
from publishing.platforms.bluesky.session import Session
from publishing.platforms.fingerprint import Likeness, compare
from publishing.platforms.protocol import (
    Absent,
    Inconclusive,
    PostKey,
    Present,
    Ref,
    Rendered,
    Sighting,
)
from publishing.platforms.transport import Limits
from publishing.platforms.wire import LostError, WireError


ANOTHER = "a post with other words stands under this post's key"
PERHAPS_DELETED = (
    "something was deleted from the account since, and that may have been this post"
)


@dataclass(frozen=True, slots=True)
class Search:
    """One look; `rev` is the repository's revision before the attempt, where known."""

    session: Session
    rev: str
    limits: Limits
    began: float = field(default_factory=time.monotonic)

    def find(self, rendered: Rendered, key: PostKey) -> Sighting:
        try:
            found = self.session.open_shelf.get_post(self.session.repo, record_key(key))
            post = live_post(found, self.session.handle)
        except WireError as error:
            return self._missing() if is_absent(error) else Inconclusive(why(error))
        if compare(rendered.body, post.words, post.links) is not Likeness.SAME:
            return Inconclusive(ANOTHER)
        return Present(post.remote_id, post.url)

    def _missing(self) -> Sighting:
        try:
            deleted = bool(self.rev) and self._only_deleted()
        except WireError as error:
            return Inconclusive(why(error))
        return Inconclusive(PERHAPS_DELETED) if deleted else Absent()

    def _only_deleted(self) -> bool:
        """Whether the repository changed, and by nothing but deletions."""
        self._in_time()
        latest = self.session.pds.latest_commit(self.session.did)
        if latest.get("rev") == self.rev:
            return False
        self._in_time()
        return not self.session.pds.written_since(self.session.did, self.rev)

    def _in_time(self) -> None:
        if time.monotonic() - self.began > self.limits.look_up:
            raise LostError


def staged_rev(staged: Ref) -> str:
    rev = staged.get("rev", "")
    return rev if isinstance(rev, str) else ""
