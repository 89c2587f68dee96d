"""The adapter that Threads and Instagram share, from the credential to the post.

What a post is made of, and what the platform cannot do, is in the platform's module.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from publishing.platforms.meta import quota
from publishing.platforms.meta.account import Account
from publishing.platforms.meta.api import Api
from publishing.platforms.meta.containers import Containers
from publishing.platforms.meta.debug import token_facts
from publishing.platforms.meta.errors import refuses_credential, staging_failure, why
from publishing.platforms.meta.tokens import Renewal
from publishing.platforms.meta.wire import Graph
from publishing.platforms.protocol import (
    Accepted,
    Allowance,
    AuthState,
    Connection,
    Inconclusive,
    Later,
    Look,
    MediaSource,
    Outcome,
    Permanent,
    PostKey,
    Reading,
    Ref,
    Rejected,
    Removal,
    Rendered,
    Sighting,
    Staged,
    Staging,
    Unauthenticated,
    Unreachable,
    Wording,
    plainly,
)
from publishing.platforms.transport import Limits
from publishing.platforms.wire import Json, UnreadableError, WireError


ANOTHER = "this credential is another account's"


class ContainerAdapter:
    """One account on a platform with containers; a subclass brings its API."""

    def __init__(
        self, connection: Connection, graph: Graph, api: Api, limits: Limits
    ) -> None:
        self.connection = connection
        self.graph = graph
        self.api = api
        self.complete = bool(graph.token)
        self.containers = Containers(graph, api)
        self.account = Account(graph, api, self.containers, limits)
        self.renewal = Renewal(connection, graph, api.grant)
        self.no_credential = f"this account has no complete {api.name} credential"

    @property
    def allowances(self) -> Sequence[Allowance]:
        return self.graph.allowances

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        return plainly(wording)

    def against(self, rendered: Rendered) -> str:
        """Why the platform can never take this post; empty where it can."""
        return ""

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Ask what may be posted, then make one container or ask how far it is."""
        if not self.complete:
            return Unauthenticated(self.no_credential)
        against = self.against(rendered)
        if against:
            return Permanent(against)
        try:
            return self._step(rendered, media, before)
        except WireError as error:
            return staging_failure(error, self.api.name)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Publish the container: a second time changes nothing."""
        if not self.complete:
            return Unauthenticated(self.no_credential)
        return self.account.publish(staged)

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        if not self.complete:
            return Inconclusive(self.no_credential)
        return self.account.look_up(rendered, staged, since)

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        return Permanent(f"a post on {self.api.name} cannot be changed there")

    def delete(self, remote_id: str) -> Removal:
        if not self.complete:
            return Unauthenticated(self.no_credential)
        return self.account.delete(remote_id)

    def fetch(self, remote_id: str) -> Look:
        if not self.complete:
            return Inconclusive(self.no_credential)
        return self.account.fetch(remote_id)

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        """The account's posts, and after them its replies, each newest first."""
        if not self.complete:
            return Inconclusive(self.no_credential)
        return self.account.read(since, older)

    def check_credentials(self) -> AuthState:
        """Whose token this is; it is renewed on the way where that is due."""
        if not self.complete:
            return Rejected(self.no_credential)
        found = self._who()
        if isinstance(found, Accepted):
            return self._with_end(found) if self._is_ours(found) else Rejected(ANOTHER)
        return found

    def _who(self) -> AuthState:
        path, number = self.api.who
        try:
            who = self.graph.get(path, fields=f"{number},username")
            return Accepted(_text(who, "username"), _text(who, number))
        except WireError as error:
            if refuses_credential(error):
                return Rejected(f"{self.api.name} refused the credential")
            return Unreachable(why(error, self.api.name))

    def _step(
        self, rendered: Rendered, media: MediaSource, before: Ref
    ) -> Staged | Later | Permanent:
        if not before:
            return self._begin(rendered)
        return self.containers.step(rendered, media, before)

    def _begin(self, rendered: Rendered) -> Staged | Later:
        """The first step: renew the token in time, and see what may still be posted."""
        if self.api.grant and self.renewal.due():
            self.renewal.renew()
        # Replies are counted apart, and so far that nobody reaches their limit.
        left = None if rendered.reply_to else quota.ask(self.graph, self.api.quota)
        if left is not None and not left.remaining:
            sentence = f"{self.api.name} takes no more posts of this account for now"
            return Later(timezone.now() + quota.ASK_AGAIN, sentence)
        return Staged({"begun": "yes"}, whole=False)

    def _is_ours(self, found: Accepted) -> bool:
        wanted = self.connection.handle.removeprefix("@").strip().casefold()
        number = self.connection.secret.get("user_id", "").strip()
        same = wanted in {found.handle.casefold(), found.remote_id}
        return same and number in {"", found.remote_id}

    def _with_end(self, found: Accepted) -> AuthState:
        quota.ask(self.graph, self.api.quota)
        if self.api.grant:
            if self.renewal.ends is None or self.renewal.due():
                self.renewal.renew()
            return Accepted(found.handle, found.remote_id, self.renewal.ends)
        facts = token_facts(self.graph, self.connection.secret)
        if not facts.valid:
            return Rejected(
                f"{self.api.name} says that this token is not valid any more"
            )
        return Accepted(found.handle, found.remote_id, facts.ends)


def _text(who: Json, name: str) -> str:
    found = who.get(name) if isinstance(who, dict) else None
    if not isinstance(found, str) or not found:
        raise UnreadableError("the answer does not say whose credential this is")
    return found
