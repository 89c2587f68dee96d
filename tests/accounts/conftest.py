"""Fixtures of the tests of signing in.

No person and no page lives here.
"""

import pytest
from django.conf import LazySettings


@pytest.fixture
def quick_passwords(settings: LazySettings) -> None:
    """What the hash of a password costs is not what these tests are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
