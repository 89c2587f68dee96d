"""X's published description of its API, as a judge of requests and answers.

Neither our adapter nor the fake is known here beyond one exchange.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from tests.publishing.platforms.x.fake_http import Exchange


PATH = Path(settings.BASE_DIR).parent / "shared" / "contracts" / "x-openapi.json"
# Servers of earlier years want this name, which the description keeps on its streams.
FORMER_NAMES = {"tweet.fields"}


@cache
def description() -> dict[str, Any]:
    """X's description, with the two ways to sign in that we use left in it."""
    found: dict[str, Any] = json.loads(PATH.read_bytes())
    for operation in operations(found):
        operation["security"] = [{"UserToken": []}, {"BearerToken": []}]
    # Names of schemes know no case (RFC 9110, 11.1); the judge expects small letters.
    found["components"]["securitySchemes"]["UserToken"]["scheme"] = "oauth"
    return found


def operations(found: dict[str, Any]) -> list[dict[str, Any]]:
    methods = [each for path in found["paths"].values() for each in path.values()]
    return [each for each in methods if "responses" in each]


@cache
def judge() -> OpenAPI:
    # The description itself lists one value of an enum twice; that is X's to mend.
    config = Config(
        spec_validator_cls=None,
        extra_media_type_deserializers={"application/problem+json": json.loads},
    )
    return OpenAPI.from_dict(description(), config=config)


def check(exchange: Exchange) -> None:
    """Raise unless the request, and the answer where it is faithful, are as described."""
    request = MockRequest(
        "https://api.x.com",
        exchange.method,
        urlsplit(exchange.target).path,
        args=exchange.query,
        headers=exchange.headers,
        data=exchange.body or None,
        content_type=exchange.headers.get("Content-Type", ""),
    )
    judge().validate_request(request)
    assert undeclared(exchange) == set()
    if exchange.faithful:
        answer = MockResponse(
            exchange.answer, exchange.status, content_type=exchange.content_type
        )
        judge().validate_response(request, answer)


def undeclared(exchange: Exchange) -> set[str]:
    """Names in the query that the description does not know for this call."""
    template = template_of(urlsplit(exchange.target).path)
    operation = description()["paths"][template][exchange.method.lower()]
    shared = description()["components"]["parameters"]
    declared = {
        shared[parameter["$ref"].rsplit("/", 1)[1]]["name"]
        if "$ref" in parameter
        else parameter["name"]
        for parameter in operation.get("parameters", [])
    }
    return set(exchange.query) - declared - FORMER_NAMES


def template_of(path: str) -> str:
    """The description's own name of a path: its numbers left out."""
    return "/".join(
        "{id}" if part.isdigit() and part != "2" else part for part in path.split("/")
    )


def require() -> None:
    if not PATH.exists():
        pytest.skip(f"the description of X's API is not at {PATH.name} in shared/")
