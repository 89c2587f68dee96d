"""Reads of the lines library: what may be used now, one line, and what waits.

Nothing here changes a row.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from accounts.queries import accounts_open_to
from drafts.models.lines import LineVerdict, LineVersion


def lines_in_use() -> QuerySet[LineVersion]:
    """Every line that a draft can be made from now, by topic and title."""
    cleared = LineVersion.objects.filter(
        verdict=LineVerdict.CLEARED,
        withdrawn_at=None,
        valid_from__lte=timezone.now(),
        valid_to__gt=timezone.now(),
    )
    newer = cleared.filter(line=OuterRef("line"), number__gt=OuterRef("number"))
    return (
        cleared.filter(~Exists(newer))
        .select_related("line__owner", "decided_by")
        .prefetch_related("reliances__delegation")
        .order_by("topic", "title", "pk")
    )


def found_lines(words: str, *, topic: str) -> QuerySet[LineVersion]:
    """The lines in use that hold all of these words, of one topic or of any."""
    rows = lines_in_use()
    if topic:
        rows = rows.filter(topic=topic)
    for word in words.split()[:10]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(topic__icontains=word)
        )
    return rows


def topics() -> list[str]:
    return list(
        lines_in_use().order_by("topic").values_list("topic", flat=True).distinct()
    )


def lines_waiting() -> QuerySet[LineVersion]:
    """What was proposed and nobody has decided on, the oldest first."""
    return (
        LineVersion.objects.filter(verdict=LineVerdict.WAITING, withdrawn_at=None)
        .select_related("line__owner", "proposed_by")
        .order_by("proposed_at", "pk")
    )


def versions_of(line_id: int) -> QuerySet[LineVersion]:
    """Every version of a line, the newest first, with what each rests on."""
    return (
        LineVersion.objects.filter(line=line_id)
        .select_related("line__owner", "proposed_by", "decided_by", "withdrawn_by")
        .prefetch_related("reliances__delegation")
        .order_by("-number")
    )


def usable_by(person: Person, version: LineVersion) -> list[int]:
    """The accounts of the line that this person may write for."""
    return list(
        accounts_open_to(person)
        .filter(pk__in=version.accounts)
        .values_list("pk", flat=True)
    )
