"""Proof Key for Code Exchange (RFC 7636): what only the one who began a sign-in knows.

Nothing is stored or sent here.
"""

import base64
import hashlib
import secrets


def new_verifier() -> str:
    """A code verifier (section 4.1): 64 unreserved characters."""
    return secrets.token_urlsafe(48)


def challenge(verifier: str) -> str:
    """The S256 code challenge (section 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
