"""Files that words name are there and stay; uploads that nobody saves go in the end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from structlog.testing import capture_logs

from accounts.models import Person
from approvals.policy import reasons_against_approve
from audit.events import Event
from audit.log import Actor, Subject
from audit.queries.entries import entries_about
from drafts.actions import create_draft, save, submit
from drafts.actions.media import store_media
from drafts.actions.media_removal import remove_unused
from drafts.checks import check_content
from drafts.content import Media, canonical, digest
from drafts.models import (
    MediaFile,
    MediaPiece,
    MediaUpload,
    MediaUse,
    Revision,
)
from drafts.policy.media import reasons_against_media
from drafts.queries.media import MediaError, media_pieces
from drafts.queries.media_unused import uploads_are_stale
from tests.cast import Cast, a_draft, current
from tests.drafts.uploads import (
    ALT,
    a_draft_with,
    drawn,
    film,
    illustrated,
    picture_of,
    upload,
)
from tests.refusals import refused, refused_by_database


CLOCK = Actor(id="service:publisher", post="publisher", role="service")
LOST = Media(sha256="ab" * 32, type="image/jpeg", alt=ALT, rights="crown")
NOT_STORED = f"media-missing:{LOST.sha256}"


def uploaded(person: Person, content: bytes, *, days_ago: float = 0) -> MediaFile:
    file = store_media(upload(content), by=person)
    at = timezone.now() - timedelta(days=days_ago)
    MediaUpload.objects.filter(file=file, person=person).update(at=at)
    return file


def removed() -> None:
    while remove_unused(by=CLOCK):
        pass


def test_words_that_name_a_file_that_is_not_stored_are_not_saved(cast: Cast) -> None:
    """By its description and the beginning of its name, each file once."""
    draft = a_draft(cast)
    content = illustrated(cast, LOST, LOST, picture_of(cast))

    with refused(NOT_STORED):
        create_draft(by=cast.alice, team=cast.rivers, title="Ouse", content=content)
    with refused(NOT_STORED):
        save(draft, by=cast.alice, title="Ouse", content=content, based_on=1)
    assert current(draft).number == 1


@pytest.mark.parametrize(
    ("media", "sentence"),
    [
        (
            LOST,
            (
                f"The picture “{ALT}” (file abababab) is not stored here. Remove it, or "
                "choose the file again."
            ),
        ),
        (
            replace(LOST, type="video/mp4", alt=""),
            (
                "The film (file abababab) is not stored here. Remove it, or choose the "
                "file again."
            ),
        ),
        (
            replace(LOST, alt="River " * 20),
            (
                f"The picture “{('River ' * 10).strip()}…” (file abababab) is not stored "
                "here. Remove it, or choose the file again."
            ),
        ),
    ],
)
def test_a_file_that_is_missing_is_named_in_a_sentence(
    cast: Cast, media: Media, sentence: str
) -> None:
    (reason,) = reasons_against_media(illustrated(cast, media))

    assert reason.sentence == sentence


def test_words_without_a_picture_are_asked_nothing(cast: Cast) -> None:
    content = illustrated(cast)
    with connection.execute_wrapper(lambda *_args: pytest.fail("a query")):
        assert reasons_against_media(content) == []


def test_an_approver_hears_which_file_is_missing(cast: Cast) -> None:
    """Of words that were saved before PostgreSQL asked."""
    draft = a_draft_with(cast, picture_of(cast))
    submit(draft, by=cast.alice, based_on=1)
    revision = current(draft)
    named = illustrated(cast, LOST)
    revision.canonical = canonical(named)

    reasons = reasons_against_approve(
        revision, by=cast.priya, result=check_content(named)
    )

    assert NOT_STORED in {reason.code for reason in reasons}


def test_postgresql_takes_no_revision_that_names_a_file_that_is_not_stored(
    cast: Cast,
) -> None:
    draft = a_draft(cast)
    content = illustrated(cast, LOST)

    with refused_by_database("name a file that is not stored"):
        Revision.objects.create(
            draft=draft,
            number=2,
            canonical=canonical(content),
            digest=digest(content),
            created_by=cast.alice,
        )


def test_a_file_is_used_once_by_each_revision_that_names_it(cast: Cast) -> None:
    """The same on every post and account; whoever saved it waits for nothing more."""
    picture, other = picture_of(cast), picture_of(cast, drawn("PNG"))
    draft = a_draft_with(cast, picture, picture)
    save(
        draft,
        by=cast.alice,
        title="Ouse",
        content=illustrated(cast, picture, other),
        based_on=1,
    )

    used = MediaUse.objects.order_by("revision__number", "file__type")
    assert list(used.values_list("revision__number", "file__type")) == [
        (1, "image/jpeg"),
        (2, "image/jpeg"),
        (2, "image/png"),
    ]
    assert MediaUpload.objects.count() == 0


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM drafts_mediafile", "kept while words name it"),
        ("DELETE FROM drafts_mediapiece", "loses no piece"),
        ("DELETE FROM drafts_mediause", "never changed or removed"),
        ("UPDATE drafts_mediause SET revision_id = 1", "never changed or removed"),
        ("UPDATE drafts_mediafile SET size = 1", "never changed or removed"),
        ("UPDATE drafts_mediapiece SET data = 'x'", "never changed or removed"),
        ("TRUNCATE drafts_mediause", "permission denied"),
        ("TRUNCATE drafts_mediafile CASCADE", "permission denied"),
    ],
)
def test_raw_sql_cannot_take_away_a_file_that_words_name(
    cast: Cast, statement: str, sentence: str
) -> None:
    a_draft_with(cast, picture_of(cast))

    with refused_by_database(sentence), connection.cursor() as cursor:
        cursor.execute(statement)


def test_raw_sql_cannot_take_away_what_somebody_has_just_uploaded(cast: Cast) -> None:
    picture_of(cast)

    with (
        refused_by_database("its upload waits"),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM drafts_mediafile")


def test_raw_sql_cannot_say_that_words_name_a_file(cast: Cast) -> None:
    """That would show the file to whoever may read those words."""
    draft, picture = a_draft(cast), picture_of(cast)

    with refused_by_database("does not name this file"):
        MediaUse.objects.create(file_id=picture.sha256, revision=current(draft))


def test_an_upload_that_nobody_saved_goes_after_some_days(cast: Cast) -> None:
    old = uploaded(cast.alice, drawn(), days_ago=7.1)
    new = uploaded(cast.alice, drawn("PNG"), days_ago=6.9)
    assert uploads_are_stale()

    with capture_logs() as said:
        removed()

    assert [each.pk for each in MediaFile.objects.all()] == [new.pk]
    assert MediaPiece.objects.exclude(file=new).count() == 0
    assert not uploads_are_stale()
    entry = entries_about([Subject("media", old.pk)])[-1]
    assert (entry.event, entry.body["details"]) == (
        Event.MEDIA_REMOVED,
        {"type": "image/jpeg", "size": old.size},
    )
    assert [(each["files"], each["bytes"]) for each in said] == [(1, old.size)]


def test_what_words_name_stays_however_old_its_upload_is(cast: Cast) -> None:
    """Also words that were replaced since, and an upload by somebody else beside them."""
    picture = picture_of(cast)
    draft = a_draft_with(cast, picture)
    save(
        draft,
        by=cast.alice,
        title="Ouse",
        content=illustrated(cast),
        based_on=1,
    )
    uploaded(cast.bob, drawn(), days_ago=30)

    removed()

    assert MediaFile.objects.get().pk == picture.sha256
    assert b"".join(media_pieces(picture.sha256))


def test_a_file_that_somebody_else_uploaded_lately_stays(cast: Cast) -> None:
    file = uploaded(cast.alice, drawn(), days_ago=30)
    uploaded(cast.bob, drawn(), days_ago=1)

    removed()

    assert list(MediaUpload.objects.values_list("file", "person")) == [
        (file.pk, cast.bob.pk)
    ]


def test_uploading_again_is_a_new_upload(cast: Cast) -> None:
    file = uploaded(cast.alice, drawn(), days_ago=30)
    store_media(upload(drawn()), by=cast.alice)

    removed()

    assert MediaFile.objects.get() == file


def test_what_was_removed_is_stored_anew(cast: Cast) -> None:
    uploaded(cast.alice, drawn(), days_ago=30)
    removed()

    file = store_media(upload(drawn()), by=cast.alice)

    assert b"".join(media_pieces(file.pk))


def test_bytes_that_are_not_what_their_name_says_are_never_handed_on(
    cast: Cast,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO drafts_mediafile (sha256, type, size, uploaded_by_id)"
            " VALUES (%s, 'image/png', 3, %s)",
            ["0" * 64, cast.alice.pk],
        )
        cursor.execute(
            "INSERT INTO drafts_mediapiece (file_id, number, data) VALUES (%s, 0, 'abc')",
            ["0" * 64],
        )

    with pytest.raises(MediaError):
        list(media_pieces("0" * 64))


@override_settings(COUNTERSIGN_MEDIA_UNUSED_DAYS=3)
def test_an_operator_sees_how_much_room_is_taken(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    a_draft_with(cast, picture_of(cast))
    picture_of(cast, film(sound=b"1" * 2_500_000))

    call_command("show_media")

    assert capsys.readouterr().out == (
        "2 files, 2.5 MB\n"
        "of these named by no draft: 1 file, 2.5 MB; each is removed 3 days after its "
        "upload\n"
    )
