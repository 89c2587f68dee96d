"""One start from first to last: secrets, servers, roles, steps, processes, in that order.

How each is done is in the modules this one calls; nothing is watched over here.
"""

import http.client
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from config import ports
from config.backends import Backends, start_backends
from config.children import Program, ended, last_words
from config.embedded.servers import Site
from config.environments import for_process, for_role, shared_environment
from config.processes import PROCESSES, WEB, Process
from config.refusal import StartError
from config.secret_files import private_folder, secrets_in
from config.steps import Steps, fingerprint, keep_verifier_key, manage, spoken
from config.supervisor import Supervisor


WEB_SECONDS = 60.0  # how long the web process may take to answer


@dataclass
class Startup:
    site: Site
    supervisor: Supervisor
    steps: Steps
    given: Mapping[str, str]
    port: int
    shared: dict[str, str] = field(default_factory=dict)

    @property
    def verifier_key(self) -> Path:
        return self.site.var / "secrets" / "log-verifier-key.txt"

    @property
    def signing_key(self) -> Path:
        return self.sequencer / "signing-key"

    @property
    def static_stamp(self) -> Path:
        return self.site.checkout / "staticfiles" / ".made-from"

    @cached_property
    def sequencer(self) -> Path:
        return private_folder(self.site.var / "sequencer")

    def run(self) -> None:
        """Return once the pages are served and every other process is started."""
        secrets = secrets_in(self.site.var / "secrets")
        self.shared = shared_environment(
            self.given, secrets, bind=f"{ports.HOST}:{self.port}"
        )
        sources = self.begin_what_needs_no_database()
        backends = start_backends(self.site, self.supervisor, self.given, secrets)
        self.shared["REDIS_URL"] = backends.redis_url
        owner = for_role(self.shared, backends.databases, "owner")
        self.steps.begin(self.manage(owner, "migrate", "--no-input"))
        self.finish_what_needs_no_database(sources)
        self.steps.finish("migrate")
        self.serve(backends)

    def manage(
        self, environment: Mapping[str, str], command: str, *options: str
    ) -> Program:
        return manage(self.site.checkout, environment, command, *options)

    def begin_what_needs_no_database(self) -> str:
        """Begin, where they are due, the signing key and the static files."""
        if not self.signing_key.exists() or not self.verifier_key.exists():
            unfinished = self.signing_key.with_name("signing-key.unfinished")
            unfinished.unlink(missing_ok=True)
            self.steps.begin(
                self.manage(self.shared, "make_signing_key", f"--out={unfinished}")
            )
        sources = fingerprint(self.site.checkout)
        stamp = self.static_stamp
        if not stamp.exists() or stamp.read_text() != sources:
            self.steps.begin(self.manage(self.shared, "collectstatic", "--no-input"))
        return sources

    def finish_what_needs_no_database(self, sources: str) -> None:
        if "make_signing_key" in self.steps.running:
            keep_verifier_key(self.steps.finish("make_signing_key"), self.verifier_key)
            self.signing_key.with_name("signing-key.unfinished").rename(
                self.signing_key
            )
        if "collectstatic" in self.steps.running:
            self.steps.finish("collectstatic")
            self.static_stamp.write_text(sources)
        key = self.given.get("COUNTERSIGN_LOG_VERIFIER_KEY")
        self.shared["COUNTERSIGN_LOG_VERIFIER_KEY"] = (
            key or self.verifier_key.read_text().strip()
        )

    def serve(self, backends: Backends) -> None:
        """Start the processes, the pages first; load the demo department meanwhile."""
        demo = wants_demo(self.given, embedded=backends.embedded)
        if demo:
            app = for_role(self.shared, backends.databases, "app")
            self.steps.begin(self.manage(app, "load_demo"))
        self.start_web(self.program(WEB, backends))
        for process in PROCESSES:
            if process is not WEB:
                self.supervisor.start(self.program(process, backends))
        sign_ins = self.demo_sign_ins() if demo else []
        self.site.say(f"Countersign is at http://{ports.HOST}:{self.port}/")
        for line in sign_ins:
            self.site.say(line)

    def demo_sign_ins(self) -> list[str]:
        """Who can sign in; a refusal, as among real people, is told and does not stop us."""
        try:
            return spoken(self.steps.finish("load_demo"))
        except StartError as refused:
            return [f"The demo department was left out. {refused}"]

    def program(self, process: Process, backends: Backends) -> Program:
        return Program(
            name=process.name,
            command=(sys.executable, *process.arguments),
            environment=for_process(
                self.shared, backends.databases, process, self.sequencer
            ),
            log=self.site.var / "log" / f"{process.name}.log",
            folder=self.site.checkout,
        )

    def start_web(self, program: Program) -> None:
        child = self.supervisor.start(program)
        waited = 0.0
        while not web_answers(self.port):
            if ended(child) is not None or waited > WEB_SECONDS:
                raise StartError(
                    f"The pages could not be served: {last_words(program.log)}"
                    f" (the rest is in {program.log})."
                )
            self.site.pause(0.05)
            waited += 0.05


def wants_demo(given: Mapping[str, str], *, embedded: bool) -> bool:
    """The demo department goes into our own database unasked, never into another's."""
    default = "1" if embedded else "0"
    return given.get("COUNTERSIGN_DEMO", default).lower() in {"1", "true", "yes", "on"}


def web_answers(port: int) -> bool:
    """Whether the health page is served: 503 is an answer too, as others still start."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz/")
        return connection.getresponse().status in {200, 503}
    except OSError:
        return False
    finally:
        connection.close()
