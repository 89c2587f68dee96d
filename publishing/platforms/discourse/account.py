"""Whose key it is, as a Discourse forum says, and what the forum takes.

Nothing is asked here.
"""

from collections.abc import Mapping

from publishing.platforms.protocol import Accepted, AuthState, Rejected
from publishing.platforms.wire import Json


ANOTHER_NAME = "this credential is another account's"
NOT_OURS = "the forum does not let this key act for the account"
SETTINGS = {
    "max_text": "max_post_length",
    "min_text": "min_first_post_length",
    "title": "max_topic_title_length",
    "min_title": "min_topic_title_length",
}


def account_in(user: Json, handle: str, settings: Json) -> AuthState:
    """The forum shows everybody's page; only one's own may one edit."""
    name = str(user.get("username", ""))
    if name.casefold() != handle.casefold():
        return Rejected(ANOTHER_NAME)
    if user.get("can_edit") is False:
        return Rejected(NOT_OURS)
    return Accepted(name, remote_id=str(user["id"]), limits=_limits_in(settings))


def _limits_in(settings: Json) -> Mapping[str, int]:
    if not isinstance(settings, dict):
        return {}
    found = {name: settings.get(theirs) for name, theirs in SETTINGS.items()}
    return {name: value for name, value in found.items() if isinstance(value, int)}
