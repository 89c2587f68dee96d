"""One account of a platform on a stage of its own, whose server stands behind the proxy.

No test lives here.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Protocol

import pytest
from django.utils import timezone

from accounts.actions import store_credential
from accounts.models import SocialAccount
from drafts.content import Content, Media, Part, Target
from publishing.actions.look_up import look_up_next
from publishing.actions.sweep import sweep
from publishing.jobs import publish_one
from publishing.lifecycle import SETTLED, PublicationStatus
from publishing.models import Publication, RateLimit
from publishing.platforms import registry
from publishing.platforms.protocol import Adapter, Connection, Outcome
from publishing.platforms.transport import Limits
from tests.cast import SET_UP, an_approved_draft, complete, delegate
from tests.publishing.platforms.matrix.proxy import Canned, Fault, FaultProxy
from tests.publishing.stage import Stage


TINY = Limits(connect=0.3, read=0.25, total=0.35, look_up=5, pages=10)
ROUNDS = 12


class Server(Protocol):
    """A fake of one platform, as its own tests use it too."""

    url: str
    secret: dict[str, str]
    handle: str

    def live(self) -> list[str]:
        """The words of each live post of the account, oldest first."""

    def duplicate_answer(self) -> tuple[int, Any, dict[str, str]] | None: ...
    def auth_answer(self) -> tuple[int, Any, dict[str, str]]: ...
    def rate_answer(self, until: datetime | None) -> tuple[int, Any, dict[str, str]]: ...


class KilledError(BaseException):
    """The worker is gone: nothing after this is done, and no handler sees it."""


class Death:
    """When the worker dies: "before", "during" or "after" the call, or never."""

    def __init__(self) -> None:
        self.moment = ""


@dataclass
class House:
    """`publish` one post, break it, and see what comes of it."""

    stage: Stage
    account: SocialAccount
    server: Server
    proxy: FaultProxy
    death: Death
    faults: list[Fault]

    def approved(self, text: str) -> Publication:
        """A post of its own words on this account, approved and sealed."""
        target = Target(
            self.account.pk,
            self.account.platform,
            self.account.handle,
            (Part(text, media=self.pictures),),
            server=self.account.server,
            title=text if self.titled else "",
        )
        draft = an_approved_draft(self.stage.cast, content=Content(targets=(target,)))
        return self.stage.publication_of(draft)

    @property
    def pictures(self) -> tuple[Media, ...]:
        """One, where the platform takes no post without."""
        limits = registry.capabilities_of(self.account.platform).media
        river = Media("0" * 64, "image/jpeg", "The river at Exampleton")
        return (river,) if limits is not None and limits.needed else ()

    @property
    def titled(self) -> bool:
        return registry.capabilities_of(self.account.platform).titled

    def run(self) -> None:
        """Work on what is due until nothing is, as a worker does; it may be killed."""
        try:
            while publish_one():
                pass
        except KilledError:
            self.death.moment = ""

    def finish(self, publication: Publication) -> str:
        """Let time pass until the post is settled or waits for a person."""
        for _ in range(ROUNDS):
            publication.refresh_from_db()
            if publication.status in {*SETTLED, PublicationStatus.HELD}:
                break
            self._later()
        return publication.status

    def _later(self) -> None:
        """Every wait is over: what is to be looked up, is; what is due is sent."""
        past = timezone.now() - timedelta(seconds=1)
        RateLimit.objects.update(resets_at=past)
        self.stage.pass_time()
        sweep()
        self.stage.pass_time()
        look_up_next(now=timezone.now() + timedelta(hours=1))
        self.stage.pass_time()
        self.run()


@contextmanager
def a_house(
    stage: Stage, platform: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    with FaultProxy(server.url) as proxy:
        # Servers that sign or link say the address that they are asked under.
        server.url = proxy.url
        proxy.answers = answers_of(server)
        death, faults = Death(), list[Fault]()
        monkeypatch.setitem(
            registry.ADAPTERS,  # type: ignore[arg-type]  # a dict, promised as a Mapping
            platform,
            breaking(registry.ADAPTERS[platform], proxy, faults, death),
        )
        account = SocialAccount.objects.create(
            platform=platform,
            handle=server.handle,
            server=proxy.url,
            name=f"Rivers on {platform}",
            team=stage.cast.rehearsal.team,
        )
        cast = stage.cast
        complete(account, owner=cast.priya, deputy=cast.tom)
        delegate("D-140", cast.priya, ["routine"], [account])
        store_credential(account, by=SET_UP, secret=dict(server.secret))
        yield House(stage, account, server, proxy, death, faults)


def breaking(
    real: type[Adapter], proxy: FaultProxy, faults: list[Fault], death: Death
) -> type[Adapter]:
    """The adapter itself; around its call that publishes the proxy breaks one thing."""

    class Breaking(real):  # type: ignore[valid-type, misc]
        def __init__(self, connection: Connection) -> None:
            super().__init__(connection, TINY)

        def publish(self, *args: Any, **kwargs: Any) -> Outcome:  # noqa: ANN401
            if death.moment == "before":
                raise KilledError
            fault = faults.pop(0) if faults else Fault.NONE
            proxy.arm(fault)
            try:
                outcome: Outcome = super().publish(*args, **kwargs)
            finally:
                proxy.disarm(fault)
            if death.moment:
                raise KilledError
            return outcome

    return Breaking


def answers_of(server: Server) -> dict[Fault, Canned]:
    soon = timezone.now() + timedelta(minutes=2)
    duplicate = server.duplicate_answer() or (409, {}, {})
    return {
        Fault.GATEWAY_TIMEOUT: Canned(504),
        Fault.UNAVAILABLE: Canned(503),
        Fault.DUPLICATE: canned(duplicate),
        Fault.UNAUTHORISED: canned(server.auth_answer()),
        Fault.RATE_LIMIT: canned(server.rate_answer(None)),
        Fault.RATE_LIMIT_DATED: canned(server.rate_answer(soon)),
    }


def canned(answer: tuple[int, Any, dict[str, str]]) -> Canned:
    status, body, headers = answer
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Canned(status, sent, headers)


def http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
