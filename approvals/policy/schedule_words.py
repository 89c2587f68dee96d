"""A row of the schedule in words, and what differs between two of them.

No row of the database is read here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.roles import Role
from approvals.policy.schedule_changes import REFERENCES
from approvals.queries.schedule import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """One member of a row that changes, as it was and as it becomes, in words."""

    label: str
    before: str
    after: str


def described(row: Row) -> Sequence[tuple[str, str]]:
    """Each member with its label."""
    late = row.out_of_hours
    return (
        ("Decides", row.authoriser.label),
        ("Besides", _listed(row.plus) or "nobody"),
        ("Out of hours", late.label if late else "nobody: it waits"),
        ("Reference needed", REFERENCES.get(row.reference, "none")),
        (
            "How many approve",
            "two at least" if row.second or row.plus else "one is enough",
        ),
    )


def differences(before: Row, after: Row) -> list[Difference]:
    pairs = zip(described(before), described(after), strict=True)
    return [
        Difference(label, old, new) for (label, old), (_, new) in pairs if old != new
    ]


def in_a_sentence(name: str, before: Row, after: Row) -> str:
    """Such as "Commitment: besides was line manager, becomes nobody."."""
    changes = "; ".join(
        f"{each.label.lower()} was {each.before.lower()}, becomes {each.after.lower()}"
        for each in differences(before, after)
    )
    return f"{name}: {changes}."


def _listed(roles: Iterable[Role]) -> str:
    return ", ".join(role.label for role in roles)
