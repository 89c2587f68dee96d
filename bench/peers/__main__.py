"""`python -m bench.peers`: prints, as JSON, each log's saves a second beside plain ones.

Run by bench/__main__.py on its server; a save changes one number of one row.
"""

import importlib
import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command
from django.db import transaction


WORDS = "The Thames Barrier closes at noon. Check the flood map before you travel."
SECONDS = 0.5
ROUNDS = 7
Save = Callable[[], None]


def new_row(name: str) -> Any:  # noqa: ANN401 - the models' module needs the site first
    return apps.get_model("peers", name).objects.create(title="Flood", words=WORDS)


def saving(name: str) -> Save:
    row = new_row(name)

    def save() -> None:
        row.turns += 1
        row.save()

    return save


def saving_with_entry() -> Save:
    # Only now, because Django's rows cannot be imported before the site is set up.
    log = importlib.import_module("audit.log")
    events = importlib.import_module("audit.events")
    row = new_row("Ours")
    alice = log.Actor("a11ce000-0000-7000-8000-000000000001", "Press officer", "author")

    def save() -> None:
        with transaction.atomic():
            row.turns += 1
            row.save()
            log.record(
                events.Event.REVISION_SAVED,
                actor=alice,
                subject=log.Subject("draft", str(row.pk)),
                digest=bytes(32),
                details={"revision": row.turns},
            )

    return save


def rate(save: Save) -> float:
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        save()
        done += 1
    return done / (time.perf_counter() - started)


def main() -> None:
    django.setup()
    # Users first: a table without migrations refers to them, and would be made before.
    call_command("migrate", "auth", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    call_command("pgtrigger", "install")
    saves = {
        "no log": saving("Plain"),
        "countersign": saving_with_entry(),
        "django-pghistory": saving("Pghistory"),
        "django-simple-history": saving("SimpleHistory"),
        "django-auditlog": saving("Auditlog"),
    }
    rounds = [{name: rate(save) for name, save in saves.items()} for _ in range(ROUNDS)]
    found = {
        name: (
            median(each[name] for each in rounds),
            median(each[name] / each["no log"] for each in rounds),
        )
        for name in saves
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
