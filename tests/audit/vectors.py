"""Where the published test vectors are, and a skip that says so where they are not.

No vector is copied into this project.
"""

import json
from pathlib import Path
from typing import Any

import pytest


VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the published vectors are not beside this project"
)


def json_vectors(folder: str) -> list[Any]:
    """Every case of a folder of JSON files, as parameters named by their paths."""
    root = VECTORS / folder
    return [
        pytest.param(json.loads(path.read_bytes()), id=str(path.relative_to(root)))
        for path in sorted(root.rglob("*.json"))
    ]
