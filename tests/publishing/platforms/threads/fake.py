"""A small Threads on 127.0.0.1: one account, its containers, posts and replies.

It knows nothing of our adapter.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.publishing.platforms.meta.fake_containers import (
    USER_ID,
    FakeContainers,
    Post,
)
from tests.publishing.platforms.meta.fake_graph import (
    TOKEN,
    Request,
    Said,
    error,
    written,
)


KINDS = {"TEXT": "TEXT_POST", "CAROUSEL": "CAROUSEL_ALBUM"}


class FakeThreads(FakeContainers):
    """`secret` is what connects the account `exampledept`."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = {"access_token": TOKEN}

    def live(self) -> list[str]:
        return [post.fields.get("text", "") for post in self.posts]

    def answer(self, request: Request) -> Said:
        calls: Mapping[tuple[str, str], Callable[[Request], Said]] = {
            ("GET", "/me"): self._me,
            ("POST", "/me/threads"): self._make,
            ("POST", "/me/threads_publish"): self.publish,
            ("GET", "/me/threads"): self._posts,
            ("GET", "/me/replies"): self._replies,
            ("GET", "/me/threads_publishing_limit"): self.quota,
            ("GET", "/refresh_access_token"): self.renew,
        }
        found = calls.get(request.call)
        return found(request) if found else self.one(request, "status")

    def not_ready(self) -> Said:
        message = "The requested resource does not exist"
        return error(24, subcode=4279009, message=message)

    def _me(self, request: Request) -> Said:
        return 200, {"id": USER_ID, "username": "exampledept"}

    def _make(self, request: Request) -> Said:
        fields = request.fields
        length = len(fields.get("text", ""))
        if length > 500:
            return error(100, subcode=4279048, message="Param text must be at most 500")
        wants = {"IMAGE": "image_url", "VIDEO": "video_url", "TEXT": "text"}
        needed = wants.get(fields.get("media_type", ""), "children")
        if not fields.get(needed):
            return error(100, message=f"The parameter {needed} is required.")
        return self.make(request)

    def _posts(self, request: Request) -> Said:
        posts = [each for each in self.posts if "reply_to_id" not in each.fields]
        return self.listed(posts, request)

    def _replies(self, request: Request) -> Said:
        posts = [each for each in self.posts if "reply_to_id" in each.fields]
        return self.listed(posts, request)

    def as_json(self, post: Post) -> dict[str, Any]:
        kind = post.fields.get("media_type", "TEXT")
        body: dict[str, Any] = {
            "id": post.number,
            "media_type": KINDS.get(kind, kind),
            "text": post.fields.get("text", ""),
            "timestamp": written(post.created_at),
            "permalink": f"https://www.threads.com/@exampledept/post/{post.number}",
        }
        if post.children:
            body["children"] = {"data": [{"id": each} for each in post.children]}
        if "reply_to_id" in post.fields:
            body["replied_to"] = {"id": post.fields["reply_to_id"]}
        return body
