"""Which fake server stands for which platform in the matrix.

Nothing else belongs here; a new platform is one line.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from tests.publishing.platforms.fake_x import FakeX
from tests.publishing.platforms.matrix.house import Server


SERVERS: Mapping[str, Callable[[], AbstractContextManager[Server]]] = {
    "x": FakeX,
}
