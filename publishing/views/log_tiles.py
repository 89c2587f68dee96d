"""The log in the layout of C2SP tlog-tiles, for programs that follow or copy it.

No page for people, and nothing but bytes that are already signed or stored.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import let_in, let_in_the_public_if, signed_in
from accounts.roles import Role
from audit.export import checkpoint_note, entries_bytes, tile_bytes
from audit.log import Subject
from audit.queries import last_checkpoint
from audit.tree.tiles import TILE_WIDTH, TileAddress, parse_path
from publishing.actions.log_reading import record_reading


PUBLIC = "COUNTERSIGN_LOG_PUBLIC"
# A full tile never changes; a partial one is soon asked for at another width.
FULL = "max-age=31536000, immutable"
PARTIAL = "max-age=60"


@require_safe
@let_in_the_public_if(PUBLIC)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The last signed note, for anybody to keep: later logs must agree with it."""
    last = last_checkpoint()
    if last is None:
        raise Http404
    return HttpResponse(
        checkpoint_note(last),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": f"{_reach()}, no-cache"},
    )


@require_safe
@let_in_the_public_if(PUBLIC)
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """The hashes of one tile; nothing can be read from them."""
    address = _address(f"tile/{path}")
    return _bytes(tile_bytes(address), address, _reach())


@require_safe
@let_in(Role.AUDITOR)
def entries(request: HttpRequest, path: str) -> HttpResponse:
    """One bundle of entries; that it was read is logged, once for the bundle."""
    address = _address(f"tile/entries/{path}")
    found = entries_bytes(address)
    if found is not None:
        record_reading(
            Subject("log", "bundle"),
            by=signed_in(request),
            asked={"first": address.first_leaf, "entries": address.width},
        )
    return _bytes(found, address, "private")


def _address(path: str) -> TileAddress:
    try:
        return parse_path(path)
    except ValueError as error:  # also for a number too long to be read
        raise Http404 from error


def _bytes(found: bytes | None, address: TileAddress, reach: str) -> HttpResponse:
    if found is None:
        raise Http404
    age = FULL if address.width == TILE_WIDTH else PARTIAL
    return HttpResponse(
        found,
        content_type="application/octet-stream",
        headers={"Cache-Control": f"{reach}, {age}"},
    )


def _reach() -> str:
    """Who else may keep a copy: a shared cache has no session to ask for."""
    return "public" if settings.COUNTERSIGN_LOG_PUBLIC else "private"
