"""A revision's content as the guidance check reads it, and what the check answers.

Nothing here stores a finding or changes a draft; each module builds one kind of fact.
"""

from datetime import date

from django.utils import timezone

from drafts.checks.passages import passages
from drafts.checks.references import references
from drafts.checks.registers import registers
from drafts.checks.schedule import schedule
from drafts.content import Content
from guidance.content import Material
from guidance.engine import CheckResult, check


__all__ = ["check_content", "passages"]


def check_content(content: Content, *, on: date | None = None) -> CheckResult:
    """Run every rule in force on the day (today by default)."""
    material = Material(
        passages=passages(content),
        registers=registers(),
        schedule=schedule(content),
        references=references(content),
    )
    return check(material, on=on or timezone.localdate())
