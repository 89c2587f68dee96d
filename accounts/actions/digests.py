"""Gathering what people hear once a day into one e-mail each.

Nothing is sent here: the e-mails join the outbox.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Email, Notice, Person
from accounts.notice_kinds import Way


AT_A_TIME = 1000


def last_digest_time(now: datetime) -> datetime:
    """The last moment at which digests were due, by the clock on the wall."""
    local = timezone.localtime(now)
    today = local.replace(
        hour=settings.COUNTERSIGN_DIGEST_HOUR, minute=0, second=0, microsecond=0
    )
    return today if today <= local else today - timedelta(days=1)


def gather_digests(*, now: datetime | None = None) -> int:
    """Write the e-mails of every digest that is due; returns how many.

    What was read on the page meanwhile is left out. A digest that could not be
    written in time, because nothing ran, is written as soon as something runs.
    """
    due = last_digest_time(now or timezone.now())
    with transaction.atomic():
        waiting = (
            Notice.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                way=Way.DIGEST,
                email__isnull=True,
                read_at__isnull=True,
                told_at__lt=due,
            )
            .select_related("person")
            .order_by("told_at")[:AT_A_TIME]
        )
        by_person: dict[Person, list[int]] = defaultdict(list)
        for notice in waiting:
            by_person[notice.person].append(notice.pk)
        for person, keys in by_person.items():
            email = Email.objects.create(person=person, digest=True)
            Notice.objects.filter(pk__in=keys).update(email=email)
    return len(by_person)
