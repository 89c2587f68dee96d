"""The log's commands at the prompt: keys made, a refusal lifted, mistakes explained."""

import pytest
from django.core.management import CommandError, call_command

from audit.sequencer import Memory, Refused, read_signing_keys
from audit.tree.notes import encode64, parse_key, verifier_key
from tests.audit.workshop import ORIGIN
from tests.databases import connected_to


@pytest.fixture
def key_file(workshop, settings):
    """The workshop's own key in a file, as the sequencer's settings name it."""
    path = workshop.folder / "key"
    settings.COUNTERSIGN_LOG_ORIGIN = ORIGIN
    call_command("make_signing_key", out=path)
    ((_, workshop.key),) = read_signing_keys(path, ORIGIN)
    settings.COUNTERSIGN_SIGNING_KEY_FILE = str(path)
    settings.COUNTERSIGN_SEQUENCER_MEMORY = str(workshop.memory_file)
    return path


def test_making_a_key_prints_its_public_half_only(tmp_path, settings, capsys):
    settings.COUNTERSIGN_LOG_ORIGIN = ORIGIN
    call_command("make_signing_key", out=tmp_path / "key")
    ((_, private),) = read_signing_keys(tmp_path / "key", ORIGIN)
    said = capsys.readouterr().out.strip()
    assert parse_key(said) == verifier_key(ORIGIN, private)


def test_making_a_key_twice_explains_itself(key_file):
    with pytest.raises(CommandError, match="could not be made: File exists"):
        call_command("make_signing_key", out=key_file)


def test_adopting_lifts_a_refusal(workshop, key_file, capsys):
    workshop.write(2)
    workshop.seal()
    workshop.memory_file.unlink()
    with pytest.raises(Refused):
        workshop.seal()
    ((root,),) = workshop.sql("SELECT root FROM audit_checkpoint")
    with connected_to(workshop.urls.sequencer):
        call_command("adopt_log", size=2, root=encode64(bytes(root)))
    assert "go on from 2 entries" in capsys.readouterr().out
    assert (workshop.seal(), Memory(workshop.memory_file).refusal()) == (0, None)


@pytest.mark.parametrize("root", ["nonsense", "A" * 43 + "="])
def test_adopting_anything_else_changes_nothing(workshop, key_file, root):
    workshop.write(2)
    workshop.seal()
    before = workshop.memory_file.read_bytes()
    with (
        connected_to(workshop.urls.sequencer),
        pytest.raises(CommandError, match="Nothing was adopted"),
    ):
        call_command("adopt_log", size=2, root=root)
    assert workshop.memory_file.read_bytes() == before


@pytest.mark.parametrize(
    "setting", ["COUNTERSIGN_SIGNING_KEY_FILE", "COUNTERSIGN_SEQUENCER_MEMORY"]
)
def test_a_sequencer_without_its_settings_says_which(key_file, settings, setting):
    setattr(settings, setting, "")
    with pytest.raises(CommandError, match=f"{setting} is not set"):
        call_command("runsequencer")


def test_a_sequencer_without_its_key_says_so(key_file):
    key_file.unlink()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("runsequencer")
