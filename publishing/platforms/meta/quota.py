"""How many posts Threads and Instagram still take, as they say themselves.

Nothing is refused here: a limit that cannot be read limits nothing.
"""

from datetime import timedelta

from django.utils import timezone

from publishing.platforms.meta.wire import Graph, first_of
from publishing.platforms.protocol import Allowance
from publishing.platforms.wire import Json, WireError


# The window of a day rolls with every post, so the answer is soon out of date.
ASK_AGAIN = timedelta(minutes=15)


def ask(graph: Graph, path: str) -> Allowance | None:
    """Ask once, and note it; None where the platform does not tell."""
    try:
        said = first_of(graph.get(path, fields="quota_usage,config"))
    except WireError:
        return None
    allowance = _allowance(said.get("quota_usage"), said.get("config"))
    if allowance is not None:
        graph.note(allowance)
    return allowance


def _allowance(used: Json, config: Json) -> Allowance | None:
    total = config.get("quota_total") if isinstance(config, dict) else None
    if not isinstance(used, int) or not isinstance(total, int):
        return None
    until = timezone.now() + ASK_AGAIN
    return Allowance("posts", max(0, total - used), until, total)
