"""Secrets are made once, for their owner alone, and the signing key's halves stay a pair.

What they protect is tested elsewhere.
"""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from config.refusal import StartError
from config.secret_files import RECIPES, secrets_in
from config.signing_key import SigningKey


PUBLIC = "countersign.example/log+1a2b3c4d+AeHPyVAr7lFDkL3W0mZ8tRk2s0pWYhW0xCy7e9o1m0Zb"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_secrets_are_made_once(tmp_path: Path) -> None:
    first = secrets_in(tmp_path / "secrets")
    assert secrets_in(tmp_path / "secrets") == first
    assert len(set(first.values())) == len(RECIPES)


def test_secrets_are_for_their_owner_alone(tmp_path: Path) -> None:
    secrets_in(tmp_path / "secrets")
    assert mode(tmp_path / "secrets") == 0o700
    assert {mode(path) for path in (tmp_path / "secrets").iterdir()} == {0o600}


def test_keys_that_seal_are_fernet_keys(tmp_path: Path) -> None:
    made = secrets_in(tmp_path)
    sealed = Fernet(made["credential-keys"]).encrypt(b"token")
    assert Fernet(made["credential-keys"]).decrypt(sealed) == b"token"
    assert made["opening-keys"] != made["credential-keys"]


def test_empty_secret_is_named(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(StartError) as refused:
        secrets_in(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / 'secret-key'} is empty: restore it from a backup of the var"
        " folder."
    )


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    secrets_in(tmp_path / "secrets")
    return SigningKey(tmp_path / "sequencer", tmp_path / "secrets" / "public")


def make(key: SigningKey) -> None:
    assert key.is_due()
    key.unfinished.write_text("private half")
    key.made(f'{{"event": "made"}}\n{PUBLIC}\n')


def test_signing_key_is_made_once_and_keeps_its_public_half(key: SigningKey) -> None:
    make(key)
    assert not key.is_due()
    assert key.verifier_key() == PUBLIC
    assert key.private.read_text() == "private half"
    assert mode(key.folder) == 0o700


def test_signing_key_half_made_by_a_kill_is_made_again(key: SigningKey) -> None:
    key.unfinished.write_text("private ha")
    assert key.is_due()
    assert not key.unfinished.exists()


def test_signing_key_whose_naming_was_killed_is_finished(key: SigningKey) -> None:
    make(key)
    key.private.rename(key.unfinished)
    assert not key.is_due()
    assert key.private.read_text() == "private half"


@pytest.mark.parametrize("half", ["private", "public"])
def test_lost_half_is_named_and_never_replaced(key: SigningKey, half: str) -> None:
    make(key)
    lost: Path = getattr(key, half)
    lost.unlink()
    with pytest.raises(StartError) as refused:
        key.is_due()
    assert str(refused.value) == (
        f"{lost} is missing: restore it from a backup of the var folder."
    )


def test_command_that_prints_no_public_half_is_told(key: SigningKey) -> None:
    with pytest.raises(StartError):
        key.made("made\n")
