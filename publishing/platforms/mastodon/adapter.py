"""Servers of Mastodon's API, through Mastodon.py: posts, edits, looks up, deletes.

Nothing is retried, scheduled or decided here, and no server's features are assumed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from publishing.platforms.mastodon.account import (
    ANOTHER,
    check,
    own_domains,
    same_name,
    who_is,
)
from publishing.platforms.mastodon.failures import (
    NO_BYTES,
    look_of,
    outcome_of_change,
    outcome_of_post,
    removal_of,
    staging_of,
    why,
)
from publishing.platforms.mastodon.instance import instance_of, reads_markdown
from publishing.platforms.mastodon.markdown import markdown
from publishing.platforms.mastodon.media import NoBytesError, next_step
from publishing.platforms.mastodon.reading import id_of, live_of, page_of, sent_of
from publishing.platforms.mastodon.search import Search
from publishing.platforms.mastodon.wire import (
    FAILURES,
    Session,
    client_of,
    latest,
)
from publishing.platforms.protocol import (
    Allowance,
    AuthState,
    Capabilities,
    Connection,
    Idempotency,
    Inconclusive,
    Look,
    Lookup,
    MediaLimits,
    MediaSource,
    Outcome,
    Permanent,
    PostKey,
    Reading,
    Ref,
    Rejected,
    Removal,
    Removed,
    Rendered,
    Sighting,
    Staged,
    Staging,
    Unauthenticated,
    Wording,
    plainly,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits


# The most that Mastodon itself shows at once.
PAGE = 40
NO_CREDENTIAL = "this account has no Mastodon access token"
PLAIN, MARKDOWN = "plain", "markdown"


class MastodonAdapter:
    """One account on one server of Mastodon's API, named by `connection.server`.

    `secret` holds `access_token`, of the scopes in `mastodon_oauth.SCOPES`; where it was
    given through OAuth also `client_id` and `client_secret`, to revoke it. The handle is
    "@name" or "@name@domain".
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        # For an hour, by some servers, for one call at a time: a look-up comes first.
        idempotency=Idempotency.KEY,
        lookup=Lookup.BY_TIMELINE,
        settle_delay=timedelta(seconds=30),
        absences_needed=3,
        threads=True,
        edit=True,
        delete=True,
        media=MediaLimits(
            images=4,
            image_bytes=8_000_000,
            image_types=frozenset(
                {"image/jpeg", "image/png", "image/gif", "image/webp"}
            ),
            videos=1,
            video_bytes=40_000_000,
            video_types=frozenset({"video/mp4"}),
        ),
        alt_limit=1500,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        self.handle = connection.handle
        self.server = connection.server
        self.limits = limits
        self.token = connection.secret.get("access_token", "").strip()
        self.session = Session(limits)
        self.client = client_of(self.server, self.token, self.session)
        self.account_id = ""

    @property
    def allowances(self) -> Sequence[Allowance]:
        return latest(self.session.allowances)

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        return plainly(wording)

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Learn how the server reads text, where that matters; then file by file."""
        try:
            if "reads" not in before and markdown(rendered.body) != rendered.body:
                reads = MARKDOWN if reads_markdown(instance_of(self.client)) else PLAIN
                return Staged({**before, "reads": reads}, whole=not rendered.media)
            return next_step(self.client, rendered.media, media=media, before=before)
        except NoBytesError:
            return Permanent(NO_BYTES)
        except FAILURES as error:
            return staging_of(error)

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Post once, in public, and never as anything but plain words."""
        if not self.token:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            status: Any = self.client.status_post(
                _as_read(rendered.body, staged),
                in_reply_to_id=rendered.reply_to,
                media_ids=list(staged.get("media", ())) or None,
                # Left out, not false: the account's own setting must not be guessed.
                sensitive=None,
                visibility="public",
                language=_language(rendered),
                idempotency_key=str(key),
                content_type="text/plain",
            )
            return sent_of(status)
        except FAILURES as error:
            return outcome_of_post(error, staged)

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """Search the account's own timeline from a little before `since` to now."""
        domains = own_domains(self.server) | {self.handle.rpartition("@")[2].casefold()}
        search = Search(self._page, domains)
        return search.run(rendered, since=since, limits=self.limits)

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Edit in place. The library cannot say the language, and servers then lose it."""
        if not self.token:
            return Unauthenticated(NO_CREDENTIAL)
        said = {
            "status": _as_read(rendered.body, staged),
            "media_ids": list(staged.get("media", ())),
            "language": _language(rendered),
            "content_type": "text/plain",
        }
        try:
            answer = self.session.put(
                f"{self.client.api_base_url}/api/v1/statuses/{id_of(remote_id)}",
                data={name: each for name, each in said.items() if each is not None},
                headers={"Authorization": f"Bearer {self.token}"},
            )
            return sent_of(answer.json())
        except FAILURES as error:
            return outcome_of_change(error, staged)

    def delete(self, remote_id: str) -> Removal:
        """Its pictures go with it at once, where the server can do that."""
        if not self.token:
            return Unauthenticated(NO_CREDENTIAL)
        try:
            self.client.status_delete(id_of(remote_id), delete_media=True)
        except FAILURES as error:
            return removal_of(error)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        try:
            return live_of(self.client.status(id_of(remote_id)))
        except FAILURES as error:
            return look_of(error)

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        return self._page(since, older)

    def check_credentials(self) -> AuthState:
        if not self.token:
            return Rejected(NO_CREDENTIAL)
        return check(self.client, self.handle, self.server)

    def _page(self, since: datetime, older: str | None) -> Reading:
        """One page, from the newest or from behind the post `older`.

        Without a look at whose timeline it is, nothing in it proves anything.
        """
        if not self.token:
            return Inconclusive(NO_CREDENTIAL)
        try:
            if not self._is_ours():
                return Inconclusive(ANOTHER)
            shown: Any = self.client.account_statuses(
                self.account_id, max_id=older and id_of(older), limit=PAGE
            )
            return page_of(shown, since)
        except FAILURES as error:
            return Inconclusive(why(error))

    def _is_ours(self) -> bool:
        """Whether the token is our handle's; the first call asks."""
        if not self.account_id:
            who = who_is(self.client)
            if same_name(who, self.handle):
                self.account_id = who.id
        return bool(self.account_id)


def _as_read(body: str, staged: Ref) -> str:
    return markdown(body) if staged.get("reads") == MARKDOWN else body


def _language(rendered: Rendered) -> str | None:
    """A post in several languages at once names none."""
    return None if rendered.language in {"", "mul"} else rendered.language
