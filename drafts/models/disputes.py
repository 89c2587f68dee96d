"""Disputes of single findings, and what a rule custodian ruled on each.

Rows are only ever inserted; triggers of the third migration hold who may rule.
"""

import re
from typing import NamedTuple, Protocol

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person
from drafts.lifecycle import Ruled
from drafts.models.drafts import Finding


class Found(Protocol):
    """A finding, stored or fresh from the check."""

    @property
    def rule(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def severity(self) -> str: ...
    @property
    def authority(self) -> str | None: ...
    @property
    def field(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text_hash(self) -> str: ...


class FindingKey(NamedTuple):
    """What a cleared finding is cleared for: this rule, on these words, exactly.

    `place` is the field without its account, such as "parts.0.text": the same words
    stay cleared when an account is added. `text_hash` is of the whole passage.
    """

    rule: str
    version: int
    severity: str
    authority: str
    place: str
    start: int
    end: int
    text_hash: str

    def __str__(self) -> str:
        return "|".join(str(part) for part in self)

    @classmethod
    def read(cls, written: str) -> "FindingKey":
        """The key back from its text, as a form brings it; ValueError for any other."""
        found = KEY.fullmatch(written)
        if found is None:
            raise ValueError("no key of a finding")
        return cls(
            rule=found["rule"],
            version=int(found["version"]),
            severity=found["severity"],
            authority=found["authority"],
            place=found["place"],
            start=int(found["start"]),
            end=int(found["end"]),
            text_hash=found["text_hash"],
        )


KEY = re.compile(
    r"(?P<rule>[A-Z-]{1,16})\|(?P<version>\d{1,9})\|(?P<severity>[a-z]{1,8})"
    r"\|(?P<authority>[a-z_]{0,32})\|(?P<place>[a-z0-9.]{1,80})"
    r"\|(?P<start>\d{1,9})\|(?P<end>\d{1,9})\|(?P<text_hash>[0-9a-f]{64})",
    re.ASCII,
)
TARGET = re.compile(r"\Atargets\.\d+\.", re.ASCII)


def place_of(field: str) -> str:
    """Where in a post a field is, whatever account the post is on: "parts.0.text"."""
    return TARGET.sub("", field)


def key_of(found: Found) -> FindingKey:
    return FindingKey(
        rule=found.rule,
        version=found.version,
        severity=str(found.severity),
        authority=str(found.authority or ""),
        place=place_of(found.field),
        start=found.start,
        end=found.end,
        text_hash=found.text_hash,
    )


class Dispute(models.Model):
    """That somebody who writes for the team holds one finding to be wrong, and why."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="dispute")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="disputes")
    reason = models.TextField()
    raised_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dispute_gives_a_reason", condition=~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"dispute of {self.finding}"


class Ruling(models.Model):
    """What a rule custodian decided on a dispute; upheld clears the finding."""

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="ruling")
    verdict = models.CharField(max_length=8, choices=Ruled)
    ruled_by = models.ForeignKey(Person, models.PROTECT, related_name="rulings")
    post = models.CharField(max_length=160)
    reason = models.TextField()
    ruled_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ruling_verdict_is_known", condition=Q(verdict__in=Ruled.values)
            ),
            models.CheckConstraint(
                name="ruling_gives_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.dispute}"
