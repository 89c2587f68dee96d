"""`python -m config.run`: everything that Countersign needs, started and kept running.

The order of things is in `config.startup`; here they begin, and here they end.
"""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from config import locks, ports
from config.children import die_with_parent
from config.embedded.places import open_folder
from config.environments import read_files
from config.interrupts import Interrupts, StopRequested
from config.refusal import StartError, sentence_for
from config.secret_files import private_folder
from config.site import Site
from config.startup import Startup
from config.steps import Steps
from config.supervisor import Supervisor


CHECKOUT = Path(__file__).resolve().parent.parent
LARGEST_LOG = 5 * 1024 * 1024  # bytes; a larger one is set aside at the next start


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Return the exit code: 0 after an orderly stop, 1 after a sentence on why not."""
    # make(1) has no words for its recipes: when it is killed, we must stop too.
    die_with_parent(signal.SIGTERM, parent=0)
    refusal = ""
    try:
        with Interrupts() as interrupts:
            var = Path(os.environ.get("COUNTERSIGN_VAR", CHECKOUT / "var")).absolute()
            given = read_files(os.environ)
            run(Site(CHECKOUT, var, interrupts.pause, say), given)
    except StopRequested:
        say("Countersign has stopped.")
    except StartError as error:
        refusal = str(error)
    except OSError as error:
        refusal = sentence_for(error)
    if refusal:
        sys.stderr.write(f"{refusal}\n")
    return 1 if refusal else 0


def run(site: Site, given: Mapping[str, str]) -> None:
    """Start everything and watch over it until a stop is requested."""
    open_folder(site.var)
    # Held until this process ends, however it ends.
    locks.take_or_refuse(
        site.var / "run.lock",
        f"Countersign is already running with {site.var}: stop that one first.",
    )
    port = ports.web_port(given.get("COUNTERSIGN_PORT", "8000"))
    set_large_logs_aside(private_folder(site.var / "log"))
    supervisor = Supervisor(site.say, site.pause)
    try:
        with Steps(site.pause) as steps:
            Startup(site, supervisor, steps, given, port).run()
        site.say(f"Logs are in {site.var / 'log'}; press Ctrl-C to stop.")
        supervisor.watch()
    finally:
        supervisor.stop()


def set_large_logs_aside(folder: Path) -> None:
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))


if __name__ == "__main__":
    sys.exit(main())
