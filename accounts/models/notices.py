"""What people were told, how each wants to hear it, and the e-mails that carry it.

No words of a draft are here, nor its title: a notice holds a sentence and a page.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models.people import Person
from accounts.notice_kinds import NoticeKind, Way


# A page of ours: it begins with one slash and leads to no other site.
PATH = r"^/([^/\\\s][^\\\s]*)?\Z"


class Email(models.Model):
    """The outbox of e-mails: one row is one e-mail, whose words its notices make."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.BooleanField()
    created_at = models.DateTimeField(db_default=Now())
    try_at = models.DateTimeField(db_default=Now())
    # Each claim is a try; the number tells a late worker that another took over.
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    abandoned_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="email_is_sent_or_abandoned",
                condition=Q(sent_at__isnull=True) | Q(abandoned_at__isnull=True),
            ),
            # What a notice refers to: an e-mail goes to the person of its notices.
            models.UniqueConstraint(
                fields=["id", "person"], name="email_is_of_one_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                condition=Q(sent_at__isnull=True, abandoned_at__isnull=True),
                name="email_due",
            )
        ]

    def __str__(self) -> str:
        return f"e-mail {self.pk}"


class Notice(models.Model):
    """That one person was told of one thing; only reading and its e-mail are added.

    `kind` is one of `NoticeKind`, which grows without a change of this table.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=24)
    way = models.CharField(max_length=8, choices=Way)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
    path = models.CharField(max_length=200)
    why = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)
    email = models.ForeignKey(Email, models.PROTECT, null=True, related_name="notices")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_way_is_known", condition=Q(way__in=Way.values)
            ),
            models.CheckConstraint(
                name="notice_leads_to_a_page_of_ours", condition=Q(path__regex=PATH)
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_inbox"),
            models.Index(
                fields=["person", "-id"],
                condition=Q(read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["told_at"],
                condition=Q(way=Way.DIGEST, email__isnull=True, read_at__isnull=True),
                name="notice_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}"

    @property
    def sentence(self) -> str:
        return NoticeKind(self.kind).label

    @property
    def about(self) -> str:
        """What tells it from others of its kind: "Draft 12, "; nothing for a long id."""
        short = self.subject_id.isdecimal()
        kind = self.subject_type.replace("_", " ").capitalize()
        return f"{kind} {self.subject_id}, " if short else ""


class NoticeChoice(models.Model):
    """How a person wants to hear of one kind, where it is not the default."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notice_choices")
    kind = models.CharField(max_length=24)
    way = models.CharField(max_length=8, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_choice_a_kind"
            ),
            models.CheckConstraint(
                name="choice_way_is_known", condition=Q(way__in=Way.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"
