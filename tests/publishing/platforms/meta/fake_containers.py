"""Containers as Threads and Instagram have them, and the posts that come out of them.

Which calls a platform has is in its own fake.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.publishing.platforms.meta.fake_graph import (
    TOKEN,
    FakeGraph,
    Request,
    Said,
    error,
    not_there,
    paged,
    recent,
)


USER_ID = "17841400000000001"
NEW_TOKEN = f"{TOKEN}-renewed"


@dataclass
class Container:
    number: str
    fields: dict[str, str]
    status: str = "FINISHED"


@dataclass
class Post:
    number: str
    fields: dict[str, str]
    created_at: datetime
    children: list[str] = field(default_factory=list)


class FakeContainers(FakeGraph):
    """`statuses` is what the next containers are when they are asked, in turn."""

    site = "https://example.com"

    def __init__(self) -> None:
        super().__init__()
        self.containers: dict[str, Container] = {}
        self.posts: list[Post] = []
        self.statuses: list[str] = []
        self.used, self.total = 1, 250
        self.renewals = 0
        self.tokens_renew = True

    def make(self, request: Request) -> Said:
        children = request.fields.get("children", "")
        if children and not set(children.split(",")) <= set(self.containers):
            return error(100, message="Param children must be a list of containers")
        container = Container(self.number(), dict(request.fields))
        self.containers[container.number] = container
        return 200, {"id": container.number}

    def publish(self, request: Request) -> Said:
        container = self.containers.get(request.fields.get("creation_id", ""))
        if container is None or container.status != "FINISHED":
            return self.not_ready()
        container.status = "PUBLISHED"
        return 200, {"id": self.add(container.fields).number}

    def not_ready(self) -> Said:
        raise NotImplementedError

    def add(self, fields: dict[str, str], *, ago: timedelta = timedelta(0)) -> Post:
        """Keep a post; the platforms trim the words and nothing else."""
        fields = {name: text.strip() for name, text in fields.items()}
        children = [each for each in fields.get("children", "").split(",") if each]
        post = Post(self.number(), fields, timezone.now() - ago, children)
        self.posts.append(post)
        return post

    def quota(self, request: Request) -> Said:
        limit = {"quota_total": self.total, "quota_duration": 86400}
        return 200, {"data": [{"quota_usage": self.used, "config": limit}]}

    def renew(self, request: Request) -> Said:
        if not self.tokens_renew:
            return error(190, message="Session key is too young")
        self.renewals += 1
        return 200, {
            "access_token": NEW_TOKEN,
            "token_type": "bearer",
            "expires_in": 5_184_000,
        }

    def listed(self, posts: list[Post], request: Request) -> Said:
        rows = [self.as_json(post) for post in recent(posts, request.fields)]
        return paged(rows, request.fields, self.page_size)

    def as_json(self, post: Post) -> dict[str, Any]:
        raise NotImplementedError

    def one(self, request: Request, status: str) -> Said:
        """Read or delete a post, or read a container's state in the field `status`."""
        container = self.containers.get(request.last)
        if container and request.method == "GET":
            if self.statuses and container.status != "PUBLISHED":
                container.status = self.statuses.pop(0)
            return 200, {"id": container.number, status: container.status}
        post = next((each for each in self.posts if each.number == request.last), None)
        if post is None:
            return self.missing(request.last)
        if request.method == "DELETE":
            self.posts.remove(post)
            return 200, {"success": True, "deleted_id": post.number}
        return 200, self.as_json(post)

    def missing(self, number: str) -> Said:
        return not_there(number)
