"""Uploads wait on disk, up to the largest file that may be stored."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory, override_settings

from accounts.models import Person


def received(person: Person | AnonymousUser, content: bytes) -> tuple[int | None, int]:
    """The size that the file says, and how many bytes of it are there."""
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.jpg", content)})
    request.user = person
    file = request.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    with file:
        return file.size, len(file.read())


@pytest.mark.parametrize(("size", "kept"), [(900, 900), (1000, 1000), (200_000, 1000)])
@override_settings(COUNTERSIGN_MEDIA_IMAGE_BYTES=1000, COUNTERSIGN_MEDIA_VIDEO_BYTES=10)
def test_no_more_of_a_file_is_kept_than_may_be_stored(size: int, kept: int) -> None:
    assert received(Person(name="Alice Archer"), b"x" * size) == (size, kept)


def test_nothing_is_kept_of_whoever_is_not_signed_in() -> None:
    assert received(AnonymousUser(), b"x" * 1000) == (1000, 0)
