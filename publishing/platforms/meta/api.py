"""How Threads and Instagram differ: the names of their calls and what goes into a post.

Nothing is called here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from publishing.platforms.protocol import Attachment, LivePost, Rendered
from publishing.platforms.wire import Json


Fields: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Api:
    """One platform's API, for one account.

    `make` and `publish` are the paths that make a container and publish it, `status`
    the field of a container that tells how far it is. `edges` are the lists of the
    account's posts and, where there is one, of its replies. `who` is the path and the
    field of the number that tell whose token it is; `grant` is what renewing it is
    called, empty where it does not end. `child` gives the fields of one picture or
    film of several, `whole` those of the post: for one picture with its address, for
    several with the numbers of their containers.
    """

    name: str
    make: str
    publish: str
    status: str
    quota: str
    edges: Sequence[str]
    who: tuple[str, str]
    grant: str
    fields: str
    site: str
    live: Callable[[Json], LivePost]
    child: Callable[[Attachment, str], Fields]
    whole: Callable[[Rendered, Sequence[str], str], Fields]
