"""The processes that make up Countersign, as data: what each runs and what it may have.

Nothing is started here; `config.run` starts them, and docker-compose.yml repeats them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


Role = Literal["app", "owner", "sequencer"]


@dataclass(frozen=True)
class Process:
    """`arguments` follow the Python interpreter; `role` is the database role it gets."""

    name: str
    arguments: tuple[str, ...]
    role: Role
    # The keys it is given; each is made by `config.secret_files`.
    secrets: tuple[str, ...] = (
        "COUNTERSIGN_SECRET_KEY",
        "COUNTERSIGN_CREDENTIAL_KEYS",
        "COUNTERSIGN_OPENING_KEYS",
    )
    # Only the threaded web process shares connections; the others use one at a time.
    pooled: bool = False
    # Only this process is told where the signing key is.
    signs: bool = False
    # Only this process is told the password of the mail server.
    mails: bool = False


WEB = Process(
    name="web",
    arguments=("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"),
    role="app",
    pooled=True,
)
PUBLISHER = Process(
    name="publisher", arguments=("manage.py", "runpublisher"), role="app"
)
MESSENGER = Process(
    name="messenger", arguments=("manage.py", "runmessenger"), role="app", mails=True
)
CLOCK = Process(name="clock", arguments=("manage.py", "runclock"), role="app")
SEQUENCER = Process(
    name="sequencer",
    arguments=("manage.py", "runsequencer"),
    role="sequencer",
    secrets=(),
    signs=True,
)

# Beside these, for a log that has witnesses. It writes what they answer, which the
# sequencer's role alone may; the signing key is not among what it is given.
WITNESSES = Process(
    name="witnesses",
    arguments=("manage.py", "askwitnesses", "--every", "10"),
    role="sequencer",
    secrets=(),
)

PROCESSES = (WEB, PUBLISHER, MESSENGER, CLOCK, SEQUENCER)


def processes_for(given: Mapping[str, str]) -> tuple[Process, ...]:
    """What an operator's environment asks for; witnesses where it names their policy."""
    witnessed = given.get("COUNTERSIGN_WITNESS_POLICY")
    return (*PROCESSES, WITNESSES) if witnessed else PROCESSES
