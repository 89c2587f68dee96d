"""One account of a platform on a stage of its own, whose server stands behind the proxy.

No test lives here.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias

import pytest
from django.utils import timezone

from accounts.actions import store_credential
from accounts.models import Credential, SocialAccount
from drafts.content import Content, Part, Target
from drafts.models import Draft
from publishing.actions.look_up import look_up_next
from publishing.actions.sweep import sweep
from publishing.jobs import publish_one
from publishing.lifecycle import SETTLED, PublicationStatus
from publishing.models import Publication, RateLimit
from publishing.platforms import registry
from publishing.platforms.protocol import (
    Adapter,
    Connection,
    Outcome,
    PostKey,
    Ref,
    Rendered,
)
from publishing.platforms.transport import Limits
from tests.cast import SET_UP, Cast, an_approved_draft, complete, delegate
from tests.drafts.uploads import picture_of
from tests.publishing.platforms.matrix.proxy import Canned, Fault, FaultProxy
from tests.publishing.stage import Stage


TINY = Limits(connect=0.3, read=0.25, total=0.35, look_up=5, pages=10)
ROUNDS = 12
NAME = "Rivers in the matrix"
ENDED = (*SETTLED, PublicationStatus.HELD)


# Status, body and headers.
Said: TypeAlias = tuple[int, Any, dict[str, str]]


class Server(Protocol):
    """A fake of one platform, as its own tests use it too."""

    url: str

    @property
    def secret(self) -> dict[str, str]: ...

    @property
    def handle(self) -> str: ...

    def live(self) -> list[str]:
        """The words of each live post of the account, oldest first."""

    def duplicate_answer(self) -> Said | None: ...
    def auth_answer(self) -> Said: ...
    def rate_answer(self, until: datetime | None) -> Said: ...


class KilledError(BaseException):
    """The worker is gone: nothing after this is done, and no handler sees it."""


@dataclass(frozen=True)
class Step:
    """What one call that publishes meets, and whether its worker dies of it.

    `dies` is "before" the call, "after" it (with its answer unheard), or never.
    """

    fault: Fault = Fault.NONE
    dies: str = ""


@dataclass
class House:
    """One account, its server behind the proxy, and what each post is to meet."""

    stage: Stage
    account: SocialAccount
    server: Server
    plans: dict[str, list[Step]]

    def approved(self, text: str) -> Publication:
        """The post of these words on this account, approved now if it was not before."""
        for post in self.account.publications.select_related("revision"):
            if post.revision.content.targets[0].parts[0].text == text:
                return post
        draft = approve_on(self.account, text, cast=self.stage.cast)
        return self.stage.publication_of(draft)

    def meet(self, publication: Publication, *steps: Step) -> None:
        """Say what the calls for a post will meet, one after the other."""
        self.plans[publication.client_key] = list(steps)

    def finish(self) -> None:
        """Work as workers do, and let time pass, until every post is settled or held."""
        for _ in range(ROUNDS):
            self._run()
            if not Publication.objects.exclude(status__in=ENDED).exists():
                return
            self._later()

    def _run(self) -> None:
        """Send what is due; whoever dies is followed by another worker."""
        while True:
            try:
                if not publish_one():
                    return
            except KilledError:
                self.stage.pass_time()
                sweep()
            # A person connects again what the platform refused.
            Credential.objects.filter(account=self.account).update(state="live")

    def _later(self) -> None:
        """Every wait is over: what is to be looked up, is looked up once."""
        past = timezone.now() - timedelta(seconds=1)
        RateLimit.objects.update(resets_at=past)
        self.stage.pass_time()
        while look_up_next(now=timezone.now() + timedelta(hours=1)):
            pass
        self.stage.pass_time()


def account_on(platform: str, *, handle: str, cast: Cast) -> SocialAccount:
    """The account that the rows of a platform are about, on a server that is not asked."""
    account = SocialAccount.objects.create(
        platform=platform,
        handle=handle,
        server=f"https://{platform}.example",
        name=NAME,
        team=cast.rehearsal.team,
    )
    complete(account, owner=cast.priya, deputy=cast.tom)
    delegate("D-140", cast.priya, ["routine"], [account])
    return account


def approve_on(account: SocialAccount, text: str, *, cast: Cast) -> Draft:
    """A post of these words on this account, approved and not sealed yet."""
    capabilities = registry.capabilities_of(account.platform)
    needed = capabilities.media is not None and capabilities.media.needed
    target = Target(
        account.pk,
        account.platform,
        account.handle,
        (Part(text, media=(picture_of(cast),) if needed else ()),),
        server=account.server,
        title=text if capabilities.titled else "",
    )
    return an_approved_draft(cast, content=Content(targets=(target,)))


@contextmanager
def a_house(
    stage: Stage,
    platform: str,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    limits: Limits = TINY,
) -> Iterator[House]:
    with FaultProxy(server.url) as proxy:
        # Servers that sign or link say the address that they are asked under.
        server.url = proxy.url
        proxy.answers = answers_of(server)
        plans: dict[str, list[Step]] = {}
        monkeypatch.setitem(
            registry.ADAPTERS,
            platform,
            breaking(registry.ADAPTERS[platform], proxy, plans, limits),
        )
        account = SocialAccount.objects.filter(name=NAME).first() or account_on(
            platform, handle=server.handle, cast=stage.cast
        )
        store_credential(account, by=SET_UP, secret=dict(server.secret))
        yield House(stage, account, server, plans)


def breaking(
    real: type[Adapter],
    proxy: FaultProxy,
    plans: dict[str, list[Step]],
    limits: Limits,
) -> type[Adapter]:
    """The adapter itself; around its call that publishes the proxy breaks one thing."""

    class Breaking(real):  # type: ignore[valid-type, misc]
        def __init__(self, connection: Connection) -> None:
            super().__init__(replace(connection, server=proxy.url), limits)

        def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
            plan = plans.get(key.seed)
            step = plan.pop(0) if plan else Step()
            if step.dies == "before":
                raise KilledError
            proxy.arm(step.fault)
            try:
                outcome: Outcome = super().publish(rendered, key=key, staged=staged)
            finally:
                proxy.disarm(step.fault)
            if step.dies:
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


def canned(answer: Said) -> Canned:
    status, body, headers = answer
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Canned(status, sent, headers)
