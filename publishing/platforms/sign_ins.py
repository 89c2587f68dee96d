"""How each platform signs people in: where they are sent, and what is made of the answer.

What all of them share is in `oauth`; nothing is stored here, and nobody is redirected.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.conf import settings

from publishing.platforms.linkedin import oauth as linkedin_oauth
from publishing.platforms.mastodon import oauth as mastodon_oauth
from publishing.platforms.meta import oauth as meta_oauth
from publishing.platforms.pkce import challenge
from publishing.platforms.protocol import Secret
from publishing.platforms.visits import Begun, Query, SignInError, Visit, Way, code_in
from publishing.platforms.wordpress import oauth as wordpress_oauth
from publishing.platforms.x import oauth as x_oauth


def _begin_mastodon(visit: Visit) -> Begun:
    app = mastodon_oauth.register(visit.server, redirect_uri=visit.callback)
    kept = {
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "scopes": app.scopes,
    }
    address = mastodon_oauth.authorization_url(
        app, state=visit.state, verifier=visit.verifier
    )
    return Begun(address, kept)


def _finish_mastodon(visit: Visit, query: Query) -> Secret:
    app = mastodon_oauth.App(
        server=visit.server, redirect_uri=visit.callback, **visit.kept
    )
    return mastodon_oauth.exchange(app, code=code_in(query), verifier=visit.verifier)


def _begin_wordpress(visit: Visit) -> Begun:
    back = f"{visit.callback}?{urlencode({'state': visit.state})}"
    refused = f"{back}&success=false"
    return Begun(
        wordpress_oauth.authorize_address(
            visit.server, success_url=back, reject_url=refused
        )
    )


def _finish_wordpress(visit: Visit, query: Query) -> Secret:
    answer = wordpress_oauth.answer_of(query, server=visit.server)
    if isinstance(answer, wordpress_oauth.Declined):
        raise SignInError(answer.reason)
    return answer.secret


def _x_app(visit: Visit) -> x_oauth.App:
    return x_oauth.App(
        api=visit.server or settings.COUNTERSIGN_X_API,
        site=settings.COUNTERSIGN_X_SITE,
        client_id=settings.COUNTERSIGN_X_CLIENT_ID,
        client_secret=settings.COUNTERSIGN_X_CLIENT_SECRET,
        redirect_uri=visit.callback,
    )


def _begin_x(visit: Visit) -> Begun:
    return Begun(
        x_oauth.authorization_url(
            _x_app(visit), state=visit.state, verifier=visit.verifier
        )
    )


def _finish_x(visit: Visit, query: Query) -> Secret:
    return x_oauth.exchange(_x_app(visit), code=code_in(query), verifier=visit.verifier)


def _linkedin_app(visit: Visit) -> linkedin_oauth.App:
    return linkedin_oauth.App(
        client_id=settings.COUNTERSIGN_LINKEDIN_CLIENT_ID,
        client_secret=settings.COUNTERSIGN_LINKEDIN_CLIENT_SECRET,
        redirect_uri=visit.callback,
    )


def _begin_linkedin(visit: Visit) -> Begun:
    return Begun(
        linkedin_oauth.authorization_url(_linkedin_app(visit), state=visit.state)
    )


def _finish_linkedin(visit: Visit, query: Query) -> Secret:
    return linkedin_oauth.exchange(
        _linkedin_app(visit), code=code_in(query), handle=visit.handle
    )


def _meta_app(visit: Visit) -> meta_oauth.App:
    name = "THREADS" if visit.platform == "threads" else "FACEBOOK"
    return meta_oauth.App(
        app_id=getattr(settings, f"COUNTERSIGN_{name}_CLIENT_ID"),
        app_secret=getattr(settings, f"COUNTERSIGN_{name}_CLIENT_SECRET"),
        redirect_uri=visit.callback,
    )


def _begin_meta(visit: Visit) -> Begun:
    instagram = visit.platform == "instagram"
    return Begun(
        meta_oauth.facebook_dialog(
            _meta_app(visit),
            state=visit.state,
            challenge=challenge(visit.verifier),
            scopes=meta_oauth.INSTAGRAM_SCOPES
            if instagram
            else meta_oauth.FACEBOOK_SCOPES,
        )
    )


def _finish_meta(visit: Visit, query: Query) -> Secret:
    """The token of the one page, or page's Instagram account, that is this handle's."""
    app = _meta_app(visit)
    token = meta_oauth.facebook_token(app, code=code_in(query), verifier=visit.verifier)
    wanted = visit.handle.removeprefix("@").casefold()
    for page in meta_oauth.pages(app, token):
        if visit.platform == "instagram":
            if page.instagram_username.casefold() == wanted:
                return page.instagram_secret(app)
        elif wanted in {page.username.casefold(), page.name.casefold(), page.page_id}:
            return page.facebook_secret(app)
    raise SignInError(
        f"Whoever signed in gave us no access to {visit.handle}. Sign in as somebody "
        "who manages it, and tick it in Facebook's list."
    )


def _begin_threads(visit: Visit) -> Begun:
    return Begun(meta_oauth.threads_dialog(_meta_app(visit), state=visit.state))


def _finish_threads(visit: Visit, query: Query) -> Secret:
    token = meta_oauth.threads_token(_meta_app(visit), code=code_in(query))
    return token.as_secret()


def _set_up(name: str, *, secret: bool = True) -> Callable[[], bool]:
    """Whether the department's own app is named in the settings."""

    def ready() -> bool:
        key = getattr(settings, f"COUNTERSIGN_{name}_CLIENT_SECRET")
        known = bool(getattr(settings, f"COUNTERSIGN_{name}_CLIENT_ID"))
        return known and bool(key or not secret)

    return ready


WAYS: Mapping[str, Way] = {
    "mastodon": Way(_begin_mastodon, _finish_mastodon, own_callback=True),
    "wordpress": Way(_begin_wordpress, _finish_wordpress, own_callback=True),
    "x": Way(_begin_x, _finish_x, ready=_set_up("X", secret=False)),
    "linkedin": Way(_begin_linkedin, _finish_linkedin, ready=_set_up("LINKEDIN")),
    "facebook": Way(_begin_meta, _finish_meta, ready=_set_up("FACEBOOK")),
    "instagram": Way(_begin_meta, _finish_meta, ready=_set_up("FACEBOOK")),
    "threads": Way(_begin_threads, _finish_threads, ready=_set_up("THREADS")),
}
