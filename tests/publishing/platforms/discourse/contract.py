"""Discourse's published description of its API, as a judge of our requests.

Neither our adapter nor the fake is known here beyond one request.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest

from tests.publishing.platforms.rest_server import Request


PATH = (
    Path(settings.BASE_DIR).parent / "shared" / "contracts" / "discourse-openapi.json"
)
# Discourse has these, and does not describe them.
UNDESCRIBED = ("/pending.json", "/site/settings.json")
# Multipart has parts of its own for the judge to read; its fields are looked at here.
MULTIPART = "multipart/form-data"


@cache
def description() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PATH.read_bytes())
    # The example of an address with a part that differs by site.
    found["servers"] = [{"url": "https://forum.example"}]
    return found


@cache
def judge() -> OpenAPI:
    return OpenAPI.from_dict(description(), config=Config(spec_validator_cls=None))


def check(request: Request) -> None:
    """Raise unless the request is as described."""
    kind = request.headers.get("Content-Type", "")
    if request.path.endswith(UNDESCRIBED):
        return
    if kind.startswith(MULTIPART):
        assert request.path == "/uploads.json"
        assert b'name="upload_type"\r\n\r\ncomposer' in request.body
        return
    judge().validate_request(
        MockRequest(
            "https://forum.example",
            request.method,
            request.path,
            args=dict(parse_qsl(urlsplit(request.target).query)),
            headers=request.headers,
            data=request.body or None,
            content_type=kind or "application/json",
        )
    )
