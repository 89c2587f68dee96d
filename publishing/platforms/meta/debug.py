"""What Facebook knows of a token: whether it is valid, what it may do, until when.

Nothing is concluded here; where Facebook does not tell, nothing is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from publishing.platforms.meta.wire import Graph, first_of, readable
from publishing.platforms.protocol import Secret
from publishing.platforms.wire import Json, WireError


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """`scopes` is None where they are not told; `ends` where it never does, or also."""

    valid: bool = True
    scopes: frozenset[str] | None = None
    ends: datetime | None = None


def token_facts(graph: Graph, secret: Secret) -> TokenFacts:
    """Ask once. It is asked with POST, because a token has no place in an address."""
    fields = {"method": "get", "input_token": secret.get("access_token", "")}
    try:
        said = first_of(_asking(graph, secret).post("/debug_token", fields))
        with readable():
            return _facts(said)
    except WireError:
        return TokenFacts()


def _facts(said: Mapping[str, Json]) -> TokenFacts:
    scopes = said.get("scopes")
    return TokenFacts(
        valid=said.get("is_valid") is not False,
        scopes=frozenset(map(str, scopes)) if isinstance(scopes, list) else None,
        ends=_end(said),
    )


def _asking(graph: Graph, secret: Secret) -> Graph:
    """The app may always ask about its tokens; without it a token asks about itself."""
    app, app_secret = secret.get("app_id", ""), secret.get("app_secret", "")
    if not (app and app_secret):
        return graph
    return Graph(graph.server, f"{app}|{app_secret}", graph.limits)


def _end(said: Mapping[str, Json]) -> datetime | None:
    """The earlier of the token's own end and that of the right to read; 0 is never."""
    named = (said.get("expires_at"), said.get("data_access_expires_at"))
    ends = [each for each in named if isinstance(each, int) and each > 0]
    return datetime.fromtimestamp(min(ends), tz=UTC) if ends else None
