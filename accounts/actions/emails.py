"""Sending the outbox of e-mails: claim, send outside every transaction, record.

No word of a draft is sent, nor anybody's reason: a sentence of ours and a link.
"""

import smtplib
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.actions.notices import SERVICE
from accounts.models import Email
from accounts.queries.notices import absolute
from audit.events import Event
from audit.log import Subject, record


# A worker that took longer than this over one e-mail is taken for dead.
LEASE = timedelta(minutes=3)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
# A mail server that refuses the address is asked a few times: it may be set up wrongly.
MOST_REFUSALS = 6
LONGEST_WAIT = timedelta(days=7)
RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an e-mail did not leave: no address in `why`; `refused` is for good."""

    why: str
    refused: bool = False


CLOSED = Trouble("they may not sign in any more", refused=True)


def send_next_email() -> bool:
    """Send the e-mail that is due longest; False when none is, or none can be sent.

    Sent once, unless a worker dies between the mail server's answer and our note of
    it: then the same Message-ID comes again, by which mail programs know it.
    """
    email = _claim()
    if email is None:
        return False
    trouble = _send(email) if email.person.is_active else CLOSED
    if trouble is None:
        _record_sent(email)
    else:
        _record_trouble(email, trouble)
    return trouble is None or trouble.refused


def message_of(email: Email) -> EmailMessage:
    """The e-mail that a row stands for, made of its notices."""
    notices = list(email.notices.order_by("pk"))
    first = notices[0].sentence
    subject = f"{len(notices)} notices" if len(notices) > 1 else first
    body = render_to_string(
        "accounts/notices/email.txt",
        {
            "person": email.person,
            "notices": [(each, absolute(each.path)) for each in notices],
            "digest": email.digest,
            "choices": absolute(reverse("notice-choices")),
        },
    )
    return EmailMessage(
        subject=f"Countersign: {subject}",
        body=body.strip() + "\n",
        to=[email.person.email],
        headers={
            "Message-ID": _message_id(email),
            "Auto-Submitted": "auto-generated",
        },
    )


def _claim() -> Email | None:
    """Take the next e-mail for a while; rows in other hands are skipped."""
    with transaction.atomic():
        email = (
            Email.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sent_at__isnull=True, abandoned_at__isnull=True, try_at__lte=Now())
            .select_related("person")
            .order_by("try_at", "id")
            .first()
        )
        if email is not None:
            email.tries += 1
            Email.objects.filter(pk=email.pk).update(
                tries=email.tries, try_at=Now() + LEASE
            )
    return email


def _send(email: Email) -> Trouble | None:
    try:
        message_of(email).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        return Trouble(f"refused {min(codes)}", refused=all(c >= 500 for c in codes))
    except smtplib.SMTPResponseException as error:
        return Trouble(f"{type(error).__name__} {error.smtp_code}")
    except (smtplib.SMTPException, OSError) as error:
        return Trouble(type(error).__name__)
    return None


def _record_sent(email: Email) -> None:
    with transaction.atomic():
        if _still_ours(email).update(sent_at=Now(), trouble=""):
            record(
                Event.EMAIL_SENT,
                actor=SERVICE,
                subject=Subject("person", str(email.person_id)),
                details={
                    "email": str(email.pk),
                    "tries": email.tries,
                    "notices": email.notices.count(),
                },
            )


def _record_trouble(email: Email, trouble: Trouble) -> None:
    """Try again later, or give up and say so in the log; the notice stays on its page."""
    with transaction.atomic():
        if not _is_hopeless(email, trouble):
            _still_ours(email).update(
                trouble=trouble.why, try_at=Now() + _pause(email.tries)
            )
        elif _still_ours(email).update(trouble=trouble.why, abandoned_at=Now()):
            record(
                Event.EMAIL_ABANDONED,
                actor=SERVICE,
                subject=Subject("person", str(email.person_id)),
                details={
                    "email": str(email.pk),
                    "tries": email.tries,
                    "why": trouble.why,
                },
            )


def _is_hopeless(email: Email, trouble: Trouble) -> bool:
    if not email.person.is_active:
        return True
    refused = trouble.refused and email.tries >= MOST_REFUSALS
    return refused or timezone.now() - email.created_at > LONGEST_WAIT


def _still_ours(email: Email) -> QuerySet[Email]:
    """The row, unless it is over or another worker has tried it since."""
    return Email.objects.filter(
        pk=email.pk, tries=email.tries, sent_at=None, abandoned_at=None
    )


def _pause(tries: int) -> timedelta:
    """Twice as long after every try, half a minute to an hour, and up to a fifth more."""
    doubled: timedelta = min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)
    # Whole seconds: the random part keeps e-mails from all trying together.
    return doubled + timedelta(seconds=RANDOM.randrange(1 + doubled.seconds // 5))


def _message_id(email: Email) -> str:
    """The same at every try of this row; unguessable, so that nobody can pre-empt it."""
    known = salted_hmac(__name__, str(email.pk), algorithm="sha256").hexdigest()[:16]
    host = urlsplit(settings.COUNTERSIGN_BASE_URL).hostname
    return f"<notice.{email.pk}.{known}@{host}>"
