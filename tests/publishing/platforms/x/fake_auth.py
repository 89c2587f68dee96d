"""How the small X knows who asks: signatures of OAuth 1, and tokens of OAuth 2 that rotate.

It knows nothing of our adapter, and of no post.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlsplit


SECRET = {
    "consumer_key": "consumer-key-of-the-app",
    "consumer_secret": "consumer-secret-of-the-app",
    "access_token": "access-token-of-the-account",
    "access_token_secret": "access-token-secret-of-the-account",
}
USER_ID = "2244994945"
# As X writes its tokens: with the number of their account in front.
NUMBERED_TOKEN = f"{USER_ID}-access-token-of-the-account"
CLIENT_ID = "client-id-of-the-app"
CLIENT_SECRET = "client-secret-of-the-app"


@dataclass
class TokenBook:
    """The pair of OAuth 2 tokens that holds now; each refresh token works once."""

    number: int = 1
    revoked: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    lives: int = 7200

    @property
    def access_token(self) -> str:
        return f"bearing-token-{self.number}"

    @property
    def refresh_token(self) -> str:
        return f"refreshing-token-{self.number}"

    def answer(self, body: bytes, authorization: str) -> tuple[int, object]:
        """X's answer to POST /2/oauth2/token (RFC 6749, section 6)."""
        form = dict(parse_qsl(body.decode()))
        self.asked.append(form)
        app = f"{CLIENT_ID}:{CLIENT_SECRET}".encode()
        basic = f"Basic {base64.b64encode(app).decode()}"
        known = form.get("client_id") == CLIENT_ID and authorization in {"", basic}
        if self.revoked or not known or form.get("refresh_token") != self.refresh_token:
            described = "Value passed for the token was invalid."
            return 400, {"error": "invalid_request", "error_description": described}
        self.number += 1
        return 200, {
            "token_type": "bearer",
            "expires_in": self.lives,
            "access_token": self.access_token,
            "scope": "tweet.read tweet.write users.read media.write offline.access",
            "refresh_token": self.refresh_token,
        }

    def is_right(self, authorization: str) -> bool:
        return not self.revoked and authorization == f"Bearer {self.access_token}"


def signature_is_right(method: str, url: str, authorization: str) -> bool:
    """OAuth 1.0a with HMAC-SHA1 (RFC 5849, section 3.4), over the address as it came."""
    given = dict(re.findall(r'(\w+)="([^"]*)"', authorization))
    given = {name: unquote(value) for name, value in given.items()}
    signature = given.pop("oauth_signature", "")
    parts = urlsplit(url)
    pairs = [*given.items(), *parse_qsl(parts.query, keep_blank_values=True)]
    encoded = sorted((escape(name), escape(value)) for name, value in pairs)
    base = "&".join(
        map(
            escape,
            [
                method,
                f"{parts.scheme}://{parts.netloc}{parts.path}",
                "&".join(f"{name}={value}" for name, value in encoded),
            ],
        )
    )
    key = f"{SECRET['consumer_secret']}&{SECRET['access_token_secret']}"
    digest = hmac.digest(key.encode(), base.encode(), hashlib.sha1)
    right = given.get("oauth_token") in {SECRET["access_token"], NUMBERED_TOKEN}
    return right and hmac.compare_digest(base64.b64encode(digest).decode(), signature)


def escape(text: str) -> str:
    return quote(text, safe="-._~")
