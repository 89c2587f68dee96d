"""Whether a token is the page's own, may publish, and until when.

Nothing is published here, and no token is renewed: a page's own does not end by itself.
"""

from publishing.platforms.meta.debug import TokenFacts, token_facts
from publishing.platforms.meta.errors import refuses_credential, why
from publishing.platforms.meta.wire import Graph
from publishing.platforms.protocol import (
    Accepted,
    AuthState,
    Connection,
    Rejected,
    Unreachable,
)
from publishing.platforms.wire import Json, UnreadableError, WireError


PLATFORM = "Facebook"
NEEDED = "pages_manage_posts"
ANOTHER = "this credential is not that page's"
NOT_A_PAGE = "Facebook refused the credential, or it is not a page's own token"
ENDED = "Facebook says that this token is not valid any more"
MAY_NOT = f"this token lacks the permission {NEEDED}"


def check(graph: Graph, connection: Connection) -> AuthState:
    """Ask who the token is, then what Facebook knows of the token itself."""
    try:
        who = graph.get("/me", fields="id,name,username")
        handle = _handle(who)
    except WireError as error:
        if refuses_credential(error):
            return Rejected(NOT_A_PAGE)
        return Unreachable(why(error, PLATFORM))
    if not _is_ours(who, connection):
        return Rejected(ANOTHER)
    facts = token_facts(graph, connection.secret)
    against = _against(facts)
    return Rejected(against) if against else Accepted(handle, who["id"], facts.ends)


def _handle(who: Json) -> str:
    if not isinstance(who, dict) or not isinstance(who.get("id"), str):
        raise UnreadableError("Facebook did not say whose credential this is")
    return str(who.get("username") or who.get("name") or who["id"])


def _is_ours(who: Json, connection: Connection) -> bool:
    """By its user name; a page that has none goes by its name, any page by its number."""
    names = {who.get("username") or who.get("name"), who["id"]}
    wanted = _plain(connection.handle)
    same_page = who["id"] == connection.secret.get("page_id", "").strip()
    return same_page and wanted in {_plain(str(name)) for name in names}


def _plain(name: str) -> str:
    return name.removeprefix("@").strip().casefold()


def _against(facts: TokenFacts) -> str:
    if not facts.valid:
        return ENDED
    return MAY_NOT if facts.scopes is not None and NEEDED not in facts.scopes else ""
