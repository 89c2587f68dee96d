"""Unpacking what the product hands out, on every Python that it supports.

No test lives here.
"""

import tarfile
from pathlib import Path


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack with the data filter, which Python 3.11 has only since 3.11.4."""
    if hasattr(tarfile, "data_filter"):
        archive.extractall(folder, filter="data")
    else:
        archive.extractall(folder)  # noqa: S202 - an archive that the test has made
