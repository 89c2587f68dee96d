"""E-mail through a real conversation with a mail server of this machine.

The pages are tested in test_views_notices.py.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from accounts.actions.digests import gather_digests, last_digest_time
from accounts.actions.emails import message_of, send_next_email
from accounts.actions.notices import choose, mark_read, tell
from accounts.jobs import tell_people_and_systems
from accounts.models import Email, Notice
from accounts.notice_kinds import NoticeKind, Way
from audit.log import Subject
from audit.queries import entries_about
from tests.accounts.receivers import MailServer, mail_server
from tests.cast import ROUTINE, Cast, a_submitted_draft, assemble
from tests.databases import DatabaseUrls


DRAFT = Subject("draft", "12")


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        settings.EMAIL_TIMEOUT = 5
        settings.COUNTERSIGN_BASE_URL = "https://signoff.rivers.example"
        yield server


def told(cast: Cast, kind: NoticeKind = NoticeKind.RETURNED) -> Notice:
    return tell(
        cast.alice,
        kind=kind,
        subject=DRAFT,
        path="/drafts/12/",
        why="She asks for the source.",
    )


def let_time_pass() -> None:
    Email.objects.filter(sent_at=None, abandoned_at=None).update(try_at=Now())


def events_about(cast: Cast) -> list[str]:
    entries = entries_about([Subject("person", str(cast.alice.pk))])
    return [entry.event for entry in entries]


def test_an_email_holds_a_sentence_and_a_link(cast: Cast, mail: MailServer) -> None:
    told(cast)
    assert send_next_email()
    ((to, message),) = mail.received
    assert to == "alice@rivers.example"
    assert message["Subject"] == "Countersign: A draft of yours was sent back"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == (
        "Hello Alice Archer,\n"
        "\n"
        "A draft of yours was sent back:\n"
        "https://signoff.rivers.example/drafts/12/\n"
        "\n"
        "You get this at once. Choose how you hear of each kind of thing:\n"
        "https://signoff.rivers.example/account/notices/choices/\n"
        "\n"
        "Countersign sends a link and never the words of a draft. "
        "Sign in to read them.\n"
    )


def test_no_words_and_no_title_leave_by_email(cast: Cast, mail: MailServer) -> None:
    draft = a_submitted_draft(cast)
    while send_next_email():
        pass
    assert {to for to, _ in mail.received} == {
        "priya@rivers.example",
        "tom@rivers.example",
    }
    sent = "".join(message.as_string() for _, message in mail.received)
    assert ROUTINE not in sent
    assert draft.title not in sent
    assert f"/approvals/{draft.pk}/" in sent


def test_an_email_is_sent_once(cast: Cast, mail: MailServer) -> None:
    told(cast)
    assert [send_next_email(), send_next_email()] == [True, False]
    assert len(mail.received) == 1
    assert events_about(cast) == ["notice.told", "email.sent"]


def test_an_email_under_way_is_nobody_elses(cast: Cast, mail: MailServer) -> None:
    told(cast)
    Email.objects.update(tries=1, try_at=timezone.now() + timedelta(minutes=3))
    assert not send_next_email()
    assert mail.received == []


def test_an_outage_of_the_mail_server_loses_nothing(
    cast: Cast, mail: MailServer, settings: Settings
) -> None:
    told(cast)
    settings.EMAIL_PORT = 1
    assert not send_next_email()
    email = Email.objects.get()
    assert (email.trouble, email.sent_at) == ("ConnectionRefusedError", None)
    assert email.try_at > timezone.now() + timedelta(seconds=20)
    assert not send_next_email()

    settings.EMAIL_PORT = mail.port
    let_time_pass()
    assert send_next_email()
    assert [to for to, _ in mail.received] == ["alice@rivers.example"]


def test_a_worker_that_died_leaves_the_email_to_be_sent_with_the_same_id(
    cast: Cast, mail: MailServer
) -> None:
    told(cast)
    first = message_of(Email.objects.get()).extra_headers["Message-ID"]
    Email.objects.update(tries=1)
    let_time_pass()
    assert send_next_email()
    ((_, message),) = mail.received
    assert message["Message-ID"] == first


@pytest.mark.parametrize("answer", ["450 mailbox busy", "550 no such mailbox"])
def test_a_refusal_is_tried_again_later(
    cast: Cast, mail: MailServer, answer: str
) -> None:
    told(cast)
    mail.answers = [answer]
    send_next_email()
    email = Email.objects.get()
    assert (email.trouble, email.abandoned_at) == (f"refused {answer[:3]}", None)
    let_time_pass()
    assert send_next_email()
    assert len(mail.received) == 1


def test_an_address_that_is_always_refused_is_given_up(
    cast: Cast, mail: MailServer
) -> None:
    told(cast)
    mail.answers = ["550 no such mailbox"] * 6
    for _ in range(7):
        let_time_pass()
        send_next_email()
    email = Email.objects.get()
    assert (email.tries, email.sent_at, email.trouble) == (6, None, "refused 550")
    assert events_about(cast) == ["notice.told", "email.abandoned"]
    assert Notice.objects.get().read_at is None


def test_whoever_may_not_sign_in_gets_no_email(cast: Cast, mail: MailServer) -> None:
    told(cast)
    cast.alice.is_active = False
    cast.alice.save()
    send_next_email()
    assert mail.received == []
    assert events_about(cast) == ["notice.told", "email.abandoned"]


def test_no_address_is_in_the_log(cast: Cast, mail: MailServer) -> None:
    told(cast)
    mail.answers = ["550 <alice@rivers.example> unknown"] * 6
    for _ in range(6):
        let_time_pass()
        send_next_email()
    entries = entries_about([Subject("person", str(cast.alice.pk))])
    assert [b"rivers.example" in entry.body_bytes for entry in entries] == [False] * 2


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-21T07:59:00", "2026-11-20T08:00:00"),
        ("2026-11-21T08:00:00", "2026-11-21T08:00:00"),
        # Summer time: eight o'clock by the wall is seven by UTC, on both change days.
        ("2026-10-25T07:30:00", "2026-10-24T07:00:00"),
        ("2026-10-25T08:30:00", "2026-10-25T08:00:00"),
        ("2027-03-28T06:30:00", "2027-03-27T08:00:00"),
        ("2027-03-28T07:30:00", "2027-03-28T07:00:00"),
    ],
)
def test_digests_are_due_at_eight_by_the_clock_on_the_wall(now: str, due: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert last_digest_time(moment).astimezone(UTC).isoformat() == f"{due}+00:00"


def test_a_digest_gathers_what_is_unread(cast: Cast, mail: MailServer) -> None:
    first = told(cast, NoticeKind.PUBLISHED)
    told(cast, NoticeKind.APPROVED)
    read = told(cast, NoticeKind.APPROVED)
    mark_read([read.pk], by=cast.alice)
    tomorrow = timezone.now() + timedelta(days=1)

    assert gather_digests() == 0
    assert gather_digests(now=tomorrow) == 1
    assert gather_digests(now=tomorrow) == 0
    assert send_next_email()

    ((to, message),) = mail.received
    assert (to, message["Subject"]) == (
        "alice@rivers.example",
        "Countersign: 2 notices",
    )
    assert "You get this once a day." in message.get_content()
    first.refresh_from_db()
    assert first.email == Email.objects.get(digest=True)


def test_whoever_wants_no_email_gets_none(cast: Cast, mail: MailServer) -> None:
    choose({NoticeKind.RETURNED: Way.APP}, by=cast.alice)
    told(cast)
    gather_digests(now=timezone.now() + timedelta(days=1))
    assert not send_next_email()
    assert mail.received == []


def test_the_clocks_job_sends_everything_that_is_due(
    committed_database: DatabaseUrls, mail: MailServer
) -> None:
    cast = assemble()
    with transaction.atomic():
        for _ in range(3):
            told(cast)
    tell_people_and_systems()
    assert len(mail.received) == 3
