"""After the keys were rotated the old one opens nothing that is still needed."""

import io

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from accounts.actions.resealing import Tally, reseal_everything
from accounts.credentials import CredentialError, resealed, seal, unseal
from accounts.models import Credential, Webhook
from audit.models import Entry
from tests.cast import SET_UP, Cast


NEW = Fernet.generate_key().decode()


@pytest.fixture
def old(settings: LazySettings) -> str:
    """The key under which everything is sealed until now; a newer one is put first."""
    return str(settings.COUNTERSIGN_CREDENTIAL_KEYS[0])


def rotate() -> str:
    out = io.StringIO()
    call_command("rotate_credential_keys", stdout=out)
    return out.getvalue()


def test_every_kind_of_secret_opens_with_the_new_key_alone(
    cast: Cast, settings: LazySettings, old: str
) -> None:
    Webhook.objects.create(
        name="Press desk",
        url="https://hooks.example/c",
        events=["publication.published"],
        secret=seal({"secret": "drama"}),
        owner=cast.sam,
    )
    Authenticator.objects.create(
        user=cast.sam, type="totp", data={"secret": seal({"factor": "seed"}).decode()}
    )
    settings.COUNTERSIGN_CREDENTIAL_KEYS = [NEW, old]

    assert rotate() == (
        "Sealed again: 3. Had the newest key: 0.\n"
        "Only the first key is needed from now on.\n"
    )

    settings.COUNTERSIGN_CREDENTIAL_KEYS = [NEW]
    assert unseal(bytes(Credential.objects.get().ciphertext)) == {
        "token": "rehearsal-token"
    }
    assert unseal(bytes(Webhook.objects.get().secret)) == {"secret": "drama"}
    data = Authenticator.objects.get().data
    assert unseal(data["secret"].encode()) == {"factor": "seed"}


def test_a_rotation_that_was_stopped_goes_on(
    cast: Cast, settings: LazySettings, old: str
) -> None:
    settings.COUNTERSIGN_CREDENTIAL_KEYS = [NEW, old]
    first = reseal_everything(by=SET_UP)
    again = reseal_everything(by=SET_UP)
    assert (first, again) == (Tally(resealed=1), Tally(already=1))


def test_a_rotation_is_logged_in_numbers(
    cast: Cast, settings: LazySettings, old: str
) -> None:
    settings.COUNTERSIGN_CREDENTIAL_KEYS = [NEW, old]
    rotate()
    entry = Entry.objects.get(event="credentials.resealed")
    assert b'"already":0,"resealed":1,"unreadable":0' in bytes(entry.body)
    assert entry.actor == "service:operator"


def test_what_no_key_opens_is_said_and_stays(
    cast: Cast, settings: LazySettings
) -> None:
    before = bytes(Credential.objects.get().ciphertext)
    settings.COUNTERSIGN_CREDENTIAL_KEYS = [NEW]
    with pytest.raises(CommandError, match="1 secrets open with none of the keys"):
        rotate()
    assert bytes(Credential.objects.get().ciphertext) == before


def test_a_secret_of_the_newest_key_is_left_as_it_is(settings: LazySettings) -> None:
    settings.COUNTERSIGN_CREDENTIAL_KEYS = [NEW]
    assert resealed(seal({"token": "t"})) is None
    with pytest.raises(CredentialError):
        resealed(b"not ours")
