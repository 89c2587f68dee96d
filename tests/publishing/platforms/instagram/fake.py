"""A small Instagram on 127.0.0.1: one professional account, its containers and posts.

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


KINDS = {"REELS": "VIDEO", "CAROUSEL": "CAROUSEL_ALBUM"}


class FakeInstagram(FakeContainers):
    """`secret` is what connects the account `exampledept`, through Facebook's login."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = {"user_id": USER_ID, "access_token": TOKEN}
        self.total = 100

    def live(self) -> list[str]:
        return [post.fields.get("caption", "") for post in self.posts]

    def answer(self, request: Request) -> Said:
        account = f"/{USER_ID}"
        calls: Mapping[tuple[str, str], Callable[[Request], Said]] = {
            ("GET", account): self._who,
            ("GET", "/me"): self._who,
            ("POST", "/debug_token"): self._debug,
            ("POST", f"{account}/media"): self._make,
            ("POST", f"{account}/media_publish"): self.publish,
            ("GET", f"{account}/media"): self._posts,
            ("GET", f"{account}/content_publishing_limit"): self.quota,
            ("GET", "/refresh_access_token"): self.renew,
        }
        found = calls.get(request.call)
        return found(request) if found else self.one(request, "status_code")

    def not_ready(self) -> Said:
        message = "Media ID is not available"
        return error(9007, subcode=2207027, message=message)

    def _who(self, request: Request) -> Said:
        return 200, {"id": USER_ID, "user_id": USER_ID, "username": "exampledept"}

    def _debug(self, request: Request) -> Said:
        return 200, {"data": {"is_valid": True, "expires_at": 0}}

    def _make(self, request: Request) -> Said:
        wants = {"REELS": "video_url", "VIDEO": "video_url", "CAROUSEL": "children"}
        needed = wants.get(request.fields.get("media_type", ""), "image_url")
        if not request.fields.get(needed):
            return error(100, message=f"The parameter {needed} is required")
        return self.make(request)

    def _posts(self, request: Request) -> Said:
        return self.listed(self.posts, request)

    def as_json(self, post: Post) -> dict[str, Any]:
        kind = post.fields.get("media_type", "IMAGE")
        body: dict[str, Any] = {
            "id": post.number,
            "media_type": KINDS.get(kind, kind),
            "timestamp": written(post.created_at),
            "permalink": f"https://www.instagram.com/p/{post.number}/",
        }
        if post.fields.get("caption"):
            body["caption"] = post.fields["caption"]
        if post.children:
            body["children"] = {"data": [{"id": each} for each in post.children]}
        return body
