"""The AT Protocol SDK, spoken to one server over our own wire.

What an answer means for a post is not known here, and the SDK is not known elsewhere.
"""

from collections.abc import Callable
from typing import Any

import httpx
from atproto_client import models
from atproto_client.client.raw import ClientRaw
from atproto_client.exceptions import ModelError
from atproto_client.request import Request, Response
from atproto_core.car import CAR
from atproto_core.exceptions import AtProtocolError

from publishing.platforms.transport import Limits, NothingSentError, PinnedTransport
from publishing.platforms.wire import (
    Json,
    LostError,
    NotSentError,
    RefusedError,
    UnreadableError,
)


POSTS = "app.bsky.feed.post"
UNREADABLE = "the answer could not be read"
OnAnswer = Callable[[httpx.Response], None]


class PinnedRequest(Request):  # type: ignore[misc]  # the SDK has no types
    """The SDK's way out: our transport, no redirect, and errors that say what they prove.

    The SDK's own errors keep the answer with the post's words in it, and call a 409 or
    a 502 a failure of the network.
    """

    def __init__(self, limits: Limits, on_answer: OnAnswer) -> None:
        super().__init__(transport=PinnedTransport(limits), trust_env=False)
        self._client.follow_redirects = False
        self.add_additional_header("User-Agent", "Countersign")
        self.on_answer = on_answer

    def _send_request(
        self,
        method: str,
        url: str,
        **kwargs: Any,  # noqa: ANN401  (as the SDK declares it)
    ) -> httpx.Response:
        headers = self.get_headers(kwargs.pop("headers", None))
        try:
            response: httpx.Response = self._client.request(
                method, url, headers=headers, **kwargs
            )
        except (NothingSentError, httpx.InvalidURL, UnicodeError):
            raise NotSentError from None
        except httpx.TransportError:
            raise LostError from None
        self.on_answer(response)
        if not response.is_success:
            raise RefusedError(response)
        return response


class Pds:
    """One personal data server. Every method is one call.

    Raises RefusedError for anything but a 2xx, NotSentError or LostError where no answer
    came, and UnreadableError for one that is not as the protocol has it.
    """

    def __init__(self, server: str, limits: Limits, on_answer: OnAnswer) -> None:
        self.client = ClientRaw(server, PinnedRequest(limits, on_answer))

    def create_session(self, identifier: str, password: str) -> Json:
        data = models.ComAtprotoServerCreateSession.Data(
            identifier=identifier, password=password
        )
        return self._do("com.atproto.server.createSession", data=data)

    def refresh_session(self, token: str) -> Json:
        return self._do("com.atproto.server.refreshSession", headers=bearer(token))

    def get_session(self, token: str) -> Json:
        return self._ask("com.atproto.server.getSession", headers=bearer(token))

    def resolve_handle(self, handle: str) -> Json:
        params = models.ComAtprotoIdentityResolveHandle.Params(handle=handle)
        return self._ask("com.atproto.identity.resolveHandle", params=params)

    def upload_blob(self, content: bytes, media_type: str, token: str) -> Json:
        headers = bearer(token) | {"Content-Type": media_type}
        return self._do("com.atproto.repo.uploadBlob", content=content, headers=headers)

    def put_new(self, body: bytes, token: str) -> Json:
        """Put a record with a body of ours: the SDK would drop `"swapRecord": null`."""
        headers = bearer(token) | {"Content-Type": "application/json"}
        return self._do("com.atproto.repo.putRecord", content=body, headers=headers)

    def delete_post(self, repo: str, rkey: str, token: str) -> Json:
        data = models.ComAtprotoRepoDeleteRecord.Data(
            repo=repo, collection=POSTS, rkey=rkey
        )
        return self._do(
            "com.atproto.repo.deleteRecord", data=data, headers=bearer(token)
        )

    def get_post(self, repo: str, rkey: str) -> Json:
        params = models.ComAtprotoRepoGetRecord.Params(
            repo=repo, collection=POSTS, rkey=rkey
        )
        return self._ask("com.atproto.repo.getRecord", params=params)

    def list_posts(self, repo: str, *, most: int, cursor: str | None) -> Json:
        params = models.ComAtprotoRepoListRecords.Params(
            repo=repo, collection=POSTS, limit=most, cursor=cursor
        )
        return self._ask("com.atproto.repo.listRecords", params=params)

    def latest_commit(self, did: str) -> Json:
        params = models.ComAtprotoSyncGetLatestCommit.Params(did=did)
        return self._ask("com.atproto.sync.getLatestCommit", params=params)

    def written_since(self, did: str, rev: str) -> bool:
        """Whether the repository shows a record that was written after a revision."""
        params = models.ComAtprotoSyncGetRepo.Params(did=did, since=rev)
        try:
            blocks = CAR.from_bytes(self.client.com.atproto.sync.get_repo(params))
        except (AtProtocolError, ValueError, TypeError):
            raise UnreadableError(UNREADABLE) from None
        return any("$type" in block for block in blocks.blocks.values())

    def _ask(self, method: str, **said: Any) -> Json:  # noqa: ANN401  (as the SDK)
        return self._read(self.client.invoke_query, method, **said)

    def _do(self, method: str, **said: Any) -> Json:  # noqa: ANN401  (as the SDK)
        if "data" in said:
            said["input_encoding"] = "application/json"
        return self._read(self.client.invoke_procedure, method, **said)

    def _read(
        self,
        invoke: Callable[..., Response],
        method: str,
        **said: Any,  # noqa: ANN401  (as the SDK)
    ) -> Json:
        try:
            content = invoke(method, **said).content
        except (ModelError, ValueError):
            raise UnreadableError(UNREADABLE) from None
        if not isinstance(content, dict):
            raise UnreadableError(UNREADABLE)
        return content


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
