"""Where uploaded files wait while their request is read: on disk, up to the largest size.

Nothing is judged here: whoever stores a file sees by its size that it was too large.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps no byte beyond what may be stored, and none of whoever is not signed in.

    The file says its whole size all the same.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        room = max(0, self._most() - start)
        super().receive_data_chunk(raw_data[:room], start)
        return None

    def _most(self) -> int:
        user: Any = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return 0
        return max(
            settings.COUNTERSIGN_MEDIA_IMAGE_BYTES,
            settings.COUNTERSIGN_MEDIA_VIDEO_BYTES,
        )
