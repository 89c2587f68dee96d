"""Files of completed courses: brought, read row by row, confirmed, recorded as a whole.

Nothing is recorded while any row is wrong. Each batch of reading commits, so that the
page shows how far it is and a restart goes on where it stopped.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from accounts.actions.training import take_in
from accounts.models import Person, TrainingFile
from accounts.policy.training import reasons_against_keeping_records
from accounts.policy.training_file import Row, cells, read_rows, rows_of
from accounts.queries.training import files_in_hand
from accounts.reasons import Reason, RefusedError, refuse_for


BATCH = 250
MOST_SENTENCES = 200
REPLACED = "Another file was brought instead."


def bring_file(text: str, *, by: Person) -> TrainingFile:
    """Keep a file to be read by the workers; another that waits for a yes is let go.

    Raises `FileError` where it cannot be read as a whole, and `RefusedError`.
    """
    refuse_for(reasons_against_keeping_records(by))
    rows = sum(1 for _ in cells(text))
    with transaction.atomic():
        files_in_hand().filter(brought_by=by, confirmed_at=None).update(
            text="", read_at=Now(), finished_at=Now(), trouble=REPLACED
        )
        return TrainingFile.objects.create(brought_by=by, text=text, rows=rows)


def confirm_file(file: TrainingFile, *, by: Person) -> None:
    """Have a file recorded that was read and has no wrong row. Raises `RefusedError`."""
    with transaction.atomic():
        file = TrainingFile.objects.select_for_update().get(pk=file.pk)
        refuse_for(reasons_against_keeping_records(by) + _against_confirming(file, by))
        TrainingFile.objects.filter(pk=file.pk).update(confirmed_at=Now())


def go_on_with_files() -> bool:
    """Read the next rows of the oldest file in hand, or record it; False when none is."""
    with transaction.atomic():
        file = (
            files_in_hand()
            .exclude(read_at__isnull=False, confirmed_at=None)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("brought_by")
            .order_by("pk")
            .first()
        )
        if file is None:
            return False
        if file.read_at is None:
            _read_some(file)
        else:
            _record(file)
    return True


def _read_some(file: TrainingFile) -> None:
    every = list(cells(file.text))
    batch = every[file.done : file.done + BATCH]
    rows = rows_of(batch, by=file.brought_by)
    changed = [row for row in rows if row.changes]
    faults = [*file.faults, *(row.sentence for row in rows if row.faults)]
    done = file.done + len(batch)
    values: dict[str, Any] = {
        "done": done,
        "to_record": file.to_record + len(changed),
        "changes": [*file.changes, *map(_told, changed)][:MOST_SENTENCES],
        "faults": faults,
    }
    if done >= len(every):
        values["read_at"] = Now()
        if faults:
            values |= {"finished_at": Now(), "text": ""}
    TrainingFile.objects.filter(pk=file.pk).update(**values)


def _record(file: TrainingFile) -> None:
    """All of it or nothing: a row that has gone wrong since refuses the file."""
    values: dict[str, Any] = {"finished_at": Now(), "text": ""}
    try:
        with transaction.atomic():
            rows = read_rows(file.text, by=file.brought_by)
            wrong = [Reason("row", row.sentence) for row in rows if row.faults]
            refuse_for(wrong)
            values["to_record"] = take_in(rows, by=file.brought_by)
    except RefusedError as refused:
        values["trouble"] = _joined(refused.reasons)
    TrainingFile.objects.filter(pk=file.pk).update(**values)


def _against_confirming(file: TrainingFile, by: Person) -> list[Reason]:
    if file.brought_by_id != by.pk:
        return [Reason("not-yours", "Whoever brought the file says yes to it.")]
    if file.state != "asking":
        return [Reason("not-asking", "This file does not wait for a yes any more.")]
    return []


def _told(row: Row) -> str:
    name = row.person.name if row.person else ""
    last = row.expires_on
    until = f"{last.day} {last:%B %Y}"
    before = row.before
    earlier = f" (until now {before.day} {before:%B %Y})" if before else ""
    return f"Row {row.number}: {name}, {row.course}, counts until {until}{earlier}"


def _joined(reasons: Sequence[Reason]) -> str:
    sentences = " ".join(reason.sentence for reason in reasons)
    return f"Nothing was recorded. {sentences}"[:400]
