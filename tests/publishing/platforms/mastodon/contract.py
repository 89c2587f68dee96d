"""The published description of Mastodon's API, as a judge of requests.

Neither our adapter nor the fake is known here beyond one exchange.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest

from tests.publishing.platforms.mastodon.fake import Exchange


PATH = Path(settings.BASE_DIR).parent / "shared" / "contracts" / "mastodon-openapi.json"
# Of GoToSocial, Pleroma and their kin; Mastodon passes over it.
BEYOND_IT = {"content_type"}


@cache
def description() -> dict[str, Any]:
    """The description, with its slips mended."""
    found: dict[str, Any] = json.loads(PATH.read_bytes())
    for parameter in found["paths"]["/api/v1/statuses"]["post"]["parameters"]:
        # The header is a text: no header is an object.
        if parameter["name"] == "Idempotency-Key":
            parameter["schema"]["type"] = "string"
    # Words with pictures are a status of words and one of pictures, not one of the two.
    post = found["paths"]["/api/v1/statuses"]["post"]["requestBody"]["content"]
    kinds = post["application/json"]["schema"]
    kinds["anyOf"] = kinds.pop("oneOf")
    # Bytes are no text, whatever their format.
    media = found["paths"]["/api/v2/media"]["post"]["requestBody"]["content"]
    media["multipart/form-data"]["schema"]["properties"]["file"] = {}
    for path in found["paths"].values():
        for operation in path.values():
            # Whether the token is right is for the server to say.
            operation.pop("security", None)
    found["servers"] = [{"url": "https://social.example.gov.uk"}]
    return found


@cache
def judge() -> OpenAPI:
    return OpenAPI.from_dict(description(), config=Config(spec_validator_cls=None))


def check(exchange: Exchange) -> None:
    """Raise unless the request is as described."""
    body, content_type = exchange.body, exchange.headers.get("Content-Type", "")
    if content_type.startswith("application/x-www-form-urlencoded"):
        body, content_type = _as_described(exchange), "application/json"
    judge().validate_request(
        MockRequest(
            "https://social.example.gov.uk",
            exchange.method,
            exchange.path,
            args=exchange.query,
            headers=exchange.headers,
            data=body or None,
            content_type=content_type,
        )
    )
    if content_type == "application/json" and exchange.path.startswith(
        "/api/v1/status"
    ):
        assert set(exchange.said) - _declared(exchange.method) == BEYOND_IT


def _as_described(exchange: Exchange) -> bytes:
    """OAuth's forms: the server reads them and JSON alike, only JSON is described."""
    said = exchange.said
    if "redirect_uris" in said:
        said["redirect_uris"] = said["redirect_uris"].split()
    return json.dumps(said).encode()


def _declared(method: str) -> set[str]:
    if method == "PUT":
        path = description()["paths"]["/api/v1/statuses/{id}"]["put"]
        schema = path["requestBody"]["content"]["application/json"]["schema"]
        return set(schema["properties"])
    schemas = description()["components"]["schemas"]
    parts = [schemas["BaseStatus"], *schemas["MediaStatus"]["allOf"]]
    return {name for part in parts for name in part.get("properties", ())}


def require() -> None:
    if not PATH.exists():
        pytest.skip(
            f"the description of Mastodon's API is not at {PATH.name} in shared/"
        )
