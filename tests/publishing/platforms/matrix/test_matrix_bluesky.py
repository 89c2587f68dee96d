"""The fault matrix before the AT Protocol's own server, where that is installed.

`make test` installs it; the columns are those of test_matrix.
"""

from collections.abc import Callable
from datetime import datetime

import httpx
import pytest

from publishing.platforms.transport import Limits
from tests.publishing.platforms import pds
from tests.publishing.platforms.bluesky.fake import FakeBluesky
from tests.publishing.platforms.matrix.house import Said, a_house
from tests.publishing.platforms.matrix.test_matrix import (
    MOMENTS,
    as_it_must,
    counted,
    told_of,
)
from tests.publishing.stage import Stage
from tests.summary import MATRIX


# A real server needs a moment for what it does.
PATIENT = Limits(connect=1, read=1, total=1.2, look_up=10)


class OwnServer:
    """An account of the real server; only its refusals are canned."""

    def __init__(self, account: pds.Account) -> None:
        self.account = account
        self.url = account.url
        self.handle = account.handle
        self.secret = account.secret | pds.session_of(account)

    def live(self) -> list[str]:
        answer = httpx.get(
            f"{self.account.url}/xrpc/com.atproto.repo.listRecords",
            params={
                "repo": self.account.did,
                "collection": "app.bsky.feed.post",
                "limit": 100,
            },
            trust_env=False,
        )
        return [record["value"]["text"] for record in answer.json()["records"]]

    def duplicate_answer(self) -> Said | None:
        return FakeBluesky.duplicate_answer(self)  # type: ignore[arg-type]

    def auth_answer(self) -> Said:
        return FakeBluesky.auth_answer(self)  # type: ignore[arg-type]

    def rate_answer(self, until: datetime | None) -> Said:
        return FakeBluesky.rate_answer(self, until)  # type: ignore[arg-type]


@pytest.mark.parametrize("moment", MOMENTS)
def test_exactly_one_live_post_or_none_on_the_real_server(
    stage: Stage,
    pds_url: str,
    moment: str,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    server = OwnServer(pds.new_account(pds_url))
    with a_house(stage, "bluesky", server, monkeypatch, PATIENT) as house:
        told = told_of(house, moment)
    record_property(MATRIX, counted(told))
    assert {fault: each for fault, each in told.items() if not as_it_must(each)} == {}
