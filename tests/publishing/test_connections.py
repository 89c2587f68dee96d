"""One worker at a time may renew a secret, and a renewed one takes the old one's place.

What a platform gives for a secret is not known here.
"""

from accounts.actions import store_credential
from accounts.models import Credential
from publishing.actions.connections import connection_of
from publishing.platforms.protocol import Connection
from tests.cast import SET_UP
from tests.publishing.stage import Stage


OLD, NEW = {"token": "old"}, {"token": "new"}


def opened(stage: Stage) -> Connection:
    """The connection as a worker makes it, for each piece of work anew."""
    account = stage.cast.rehearsal
    return connection_of(account, Credential.objects.get(account=account))


def may_renew(connection: Connection) -> object:
    assert connection.renewable is not None
    return connection.renewable()


def test_the_first_worker_may_renew_and_the_second_may_not(stage):
    store_credential(stage.cast.rehearsal, by=SET_UP, secret=OLD)
    first, second = opened(stage), opened(stage)
    assert (may_renew(first), may_renew(second)) == (OLD, None)


def test_a_worker_that_may_renew_sees_what_another_has_kept(stage):
    store_credential(stage.cast.rehearsal, by=SET_UP, secret=OLD)
    late = opened(stage)
    opened(stage).keep(NEW)
    assert late.secret == OLD
    assert may_renew(late) == NEW
    assert opened(stage).secret == NEW


def test_a_renewed_secret_never_takes_the_place_of_one_that_a_person_stored(stage):
    store_credential(stage.cast.rehearsal, by=SET_UP, secret=OLD)
    early = opened(stage)
    store_credential(stage.cast.rehearsal, by=SET_UP, secret={"token": "a person's"})
    early.keep(NEW)
    assert opened(stage).secret == {"token": "a person's"}
