"""One page of a repository's posts, newest key first, and what the server still allows.

No request is made here.
"""

from datetime import UTC, datetime, timedelta

import httpx

from publishing.platforms.bluesky.records import live_post, place_of, time_of
from publishing.platforms.protocol import Allowance, TimelinePage
from publishing.platforms.wire import Json, UnreadableError


# Our keys are made at the approval: a post may be this much younger than its key.
LONGEST_LEAD = timedelta(days=90)
# What one post takes of the points that the server counts.
POINTS = 3
WRITES = ("/com.atproto.repo.putRecord", "/com.atproto.repo.deleteRecord")


def page_of(answer: Json, handle: str, *, since: datetime) -> TimelinePage:
    """Raises UnreadableError where the answer is not as the protocol has it."""
    records = answer.get("records")
    if not isinstance(records, list):
        raise UnreadableError("the answer could not be read")
    posts = [live_post(each, handle) for each in records]
    cursor = answer.get("cursor")
    ends = not posts or not isinstance(cursor, str)
    too_old = not ends and _before(posts[-1].remote_id, since - LONGEST_LEAD)
    return TimelinePage(posts, None if ends or too_old else cursor)


def allowance_of(response: httpx.Response) -> Allowance | None:
    """What the headers say of the tightest limit: posts for writes, reads for reads."""
    path, headers = response.request.url.path, response.headers
    kind = "posts" if path.endswith(WRITES) else "reads"
    if kind == "reads" and response.request.method != "GET":
        return None
    share = POINTS if kind == "posts" else 1
    try:
        return Allowance(
            kind=kind,
            remaining=int(headers["ratelimit-remaining"]) // share,
            resets_at=datetime.fromtimestamp(int(headers["ratelimit-reset"]), tz=UTC),
            limit=int(headers["ratelimit-limit"]) // share,
        )
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def _before(remote_id: str, moment: datetime) -> bool:
    place = place_of(remote_id)
    made_at = time_of(place.rkey) if place else None
    return made_at is not None and made_at < moment
