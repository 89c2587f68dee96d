"""Self-checks of the log as pages and jobs read them.

Nothing here writes: a self-check is begun and taken further in audit.log.
"""

from audit.models import SelfCheck


def last_self_check() -> SelfCheck | None:
    """The one under way, or else the one that ended last."""
    return SelfCheck.objects.order_by("-pk").first()


def self_check_under_way() -> bool:
    return SelfCheck.objects.filter(finished_at=None).exists()
