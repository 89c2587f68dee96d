"""Sealing every stored secret again with the newest key, so that an old one can go.

No secret is shown, and no platform is asked. It may be stopped and begun again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Model, QuerySet

from accounts.credentials import CredentialError, resealed
from accounts.models import Credential, Proposal, Webhook
from audit.events import Event
from audit.log import Actor, Subject, record


# Which entries of an authenticator's data are sealed.
FACTOR_SECRETS = ("secret", "seed")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many secrets were sealed again, had the newest key already, or open no more.

    `waiting` are new passwords in changes that nobody has decided: they keep the key
    that they were proposed under, and so keep an old key in use.
    """

    resealed: int = 0
    already: int = 0
    unreadable: int = 0
    waiting: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.resealed + other.resealed,
            self.already + other.already,
            self.unreadable + other.unreadable,
            self.waiting + other.waiting,
        )


# One of the three kinds of row, and its own function: what mypy cannot pair.
Rows = QuerySet[Any]
Reseal = Callable[[Any], bool]


def reseal_everything(*, by: Actor) -> Tally:
    """Seal again what an older key sealed, row by row; logged in numbers."""
    tally = (
        _each(Credential.objects.all(), _credential)
        + _each(Webhook.objects.filter(closed_at=None), _webhook)
        + _each(Authenticator.objects.exclude(type="webauthn"), _factor)
        + Tally(waiting=_waiting())
    )
    record(
        Event.CREDENTIALS_RESEALED,
        actor=by,
        subject=Subject("service", "credential-keys"),
        details={
            "resealed": tally.resealed,
            "already": tally.already,
            "unreadable": tally.unreadable,
        },
    )
    return tally


def _each(rows: Rows, reseal: Reseal) -> Tally:
    """Each row in a transaction of its own, so that what is done stays done."""
    tally = Tally()
    for number in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = rows.select_for_update().filter(pk=number).first()
            if row is not None:
                tally += _one(row, reseal)
    return tally


def _one(row: Model, reseal: Reseal) -> Tally:
    try:
        return Tally(resealed=1) if reseal(row) else Tally(already=1)
    except CredentialError:
        return Tally(unreadable=1)


def _credential(row: Credential) -> bool:
    new = resealed(bytes(row.ciphertext))
    if new is not None:
        Credential.objects.filter(pk=row.pk).update(ciphertext=new)
    return new is not None


def _webhook(row: Webhook) -> bool:
    new = resealed(bytes(row.secret))
    if new is not None:
        Webhook.objects.filter(pk=row.pk).update(secret=new)
    return new is not None


def _factor(row: Authenticator) -> bool:
    new = {
        name: again.decode()
        for name in FACTOR_SECRETS
        if row.data.get(name)
        and (again := resealed(row.data[name].encode())) is not None
    }
    if new:
        Authenticator.objects.filter(pk=row.pk).update(data={**row.data, **new})
    return bool(new)


def _waiting() -> int:
    return Proposal.objects.filter(kind="password", verdict="").count()
