"""Handing a picture or film to a platform that fetches it itself.

No page for people: whoever asks needs an address that we signed within the hour, and
gets the file only while a post that was approved is being prepared with it.
"""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.access import let_in_the_public
from drafts.models import MediaFile
from drafts.queries.media import media_pieces
from publishing.actions.media_source import LIFETIME_SECONDS, SALT
from publishing.queries.staged_media import is_being_staged


@require_safe
@let_in_the_public
def public_media(request: HttpRequest, token: str) -> HttpResponseBase:
    """The bytes of one file, while it is being staged; nothing before and after."""
    try:
        sha256 = signing.loads(token, salt=SALT, max_age=LIFETIME_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    file = MediaFile.objects.filter(pk=sha256).first()
    if file is None or not is_being_staged(file.sha256):
        raise Http404
    return StreamingHttpResponse(
        media_pieces(file.sha256),
        content_type=file.type,
        headers={
            "Content-Length": str(file.size),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
