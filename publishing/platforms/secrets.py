"""What an account's secret is made of where it is pasted, platform by platform.

No secret is here. The docstring of each adapter says where its fields come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SecretField:
    """One field of a secret. `hidden`: it opens something, so it is never shown."""

    name: str
    label: str
    help: str = ""
    needed: bool = True
    hidden: bool = True


def _plain(
    name: str, label: str, hint: str = "", *, needed: bool = True
) -> SecretField:
    return SecretField(name, label, hint, needed=needed, hidden=False)


ACCESS_TOKEN = SecretField("access_token", "Access token")
APP = (
    _plain("app_id", "App ID", "Of the app that the token was made with", needed=False),
    SecretField("app_secret", "App secret", needed=False),
)
ENDS = _plain(
    "expires_at",
    "When the token ends",
    "For example, 2027-03-27T15:15:00+00:00. Leave it empty if you do not know.",
    needed=False,
)

FIELDS: Mapping[str, tuple[SecretField, ...]] = {
    "rehearsal": (SecretField("token", "Token", "Any words"),),
    "x": (
        SecretField("consumer_key", "API key"),
        SecretField("consumer_secret", "API key secret"),
        SecretField("access_token", "Access token"),
        SecretField("access_token_secret", "Access token secret"),
    ),
    "mastodon": (
        SecretField(
            "access_token",
            "Access token",
            "From Preferences, Development, with read and write",
        ),
    ),
    "bluesky": (
        SecretField(
            "password",
            "App password",
            "From Settings, Privacy and security, App passwords. Never the account's own.",
        ),
        _plain(
            "identifier",
            "Sign-in name",
            "Only where it is not the handle",
            needed=False,
        ),
    ),
    "wordpress": (
        _plain("username", "User name"),
        SecretField(
            "application_password",
            "Application password",
            "From the user's profile on the site. Never the user's own password.",
        ),
    ),
    "discourse": (
        SecretField("api_key", "API key", "For this user alone, with posting allowed"),
        _plain(
            "api_username", "User name", "Only where it is not the handle", needed=False
        ),
        _plain(
            "category",
            "Number of the category",
            "Where new topics begin",
            needed=False,
        ),
    ),
    "facebook": (
        _plain("page_id", "Number of the page"),
        SecretField("access_token", "Page access token", "The long-lived one"),
        *APP,
    ),
    "instagram": (
        _plain("user_id", "Number of the Instagram account"),
        ACCESS_TOKEN,
        ENDS,
        *APP,
    ),
    "threads": (ACCESS_TOKEN, ENDS),
    "linkedin": (_plain("organization", "Number of the page"), ACCESS_TOKEN, ENDS),
}
