"""Whose credential it is, as a WordPress site says, and what that account may do.

Nothing is asked here.
"""

from publishing.platforms.protocol import Accepted, AuthState, Rejected
from publishing.platforms.wire import Json
from publishing.platforms.wordpress.posts import number_of


ANOTHER_NAME = "this credential is another account's"
MAY_NOT_PUBLISH = "this account may write on the site, but not publish"


def account_in(me: Json, handle: str, host: str) -> AuthState:
    """What /users/me says of the account that `handle` (in small letters) names.

    A handle is the user's name or author slug, or the site's host: then whoever may
    publish on the site speaks for it.
    """
    number = number_of(me)
    names = (str(me.get("username", "")), str(me.get("slug", "")), host)
    same = next((name for name in names if name and name.casefold() == handle), None)
    if same is None:
        return Rejected(ANOTHER_NAME)
    # PHP writes an empty list for an account that may do nothing.
    rights = me.get("capabilities") or {}
    if not rights.get("publish_posts"):
        return Rejected(MAY_NOT_PUBLISH)
    limits = {} if rights.get("upload_files") else {"images": 0}
    return Accepted(handle=same, remote_id=number, limits=limits)
