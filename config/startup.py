"""One start from first to last: secrets, servers, roles, steps, processes, in that order.

How each is done is in the modules this one calls; nothing is watched over here.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from config import ports
from config.backends import Backends, start_backends
from config.children import Program, ended, last_words
from config.demo import Demo
from config.environments import for_process, for_role, shared_environment
from config.health import answers
from config.processes import WEB, Process, processes_for
from config.refusal import StartError
from config.secret_files import secrets_in
from config.signing_key import SigningKey
from config.site import Site
from config.steps import (
    STATIC_SOURCES,
    TABLE_SOURCES,
    Stamp,
    Steps,
    fingerprint,
    manage,
)
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

    @cached_property
    def key(self) -> SigningKey:
        var = self.site.var
        return SigningKey(var / "sequencer", var / "secrets" / "log-verifier-key.txt")

    def run(self) -> None:
        """Return once the pages are served and every other process is started."""
        secrets = secrets_in(self.site.var / "secrets")
        self.shared = shared_environment(
            self.given, secrets, bind=f"{ports.HOST}:{self.port}"
        )
        self.shared.setdefault(
            "COUNTERSIGN_STATIC_ROOT", str(self.site.var / "staticfiles")
        )
        static = self.begin_what_needs_no_database()
        backends = start_backends(self.site, self.supervisor, self.given, secrets)
        self.shared["REDIS_URL"] = backends.redis_url
        self.migrate(backends)
        self.finish_what_needs_no_database(static)
        self.serve(backends)

    def manage(
        self, environment: Mapping[str, str], command: str, *options: str
    ) -> Program:
        return manage(self.site, environment, command, *options)

    def begin_what_needs_no_database(self) -> Stamp:
        """Begin, where they are due, the signing key and the static files."""
        if self.key.is_due():
            out = f"--out={self.key.unfinished}"
            self.steps.begin(self.manage(self.shared, "make_signing_key", out))
        static = Stamp(
            Path(self.shared["COUNTERSIGN_STATIC_ROOT"]) / ".made-from",
            fingerprint(self.site.checkout, STATIC_SOURCES),
        )
        if static.is_due():
            self.steps.begin(self.manage(self.shared, "collectstatic", "--no-input"))
        return static

    def finish_what_needs_no_database(self, static: Stamp) -> None:
        if "make_signing_key" in self.steps.running:
            self.key.made(self.steps.finish("make_signing_key"))
        if "collectstatic" in self.steps.running:
            self.steps.finish("collectstatic")
            static.done()
        given = self.given.get("COUNTERSIGN_LOG_VERIFIER_KEY")
        key = given or self.key.verifier_key()
        self.shared["COUNTERSIGN_LOG_VERIFIER_KEY"] = key

    def migrate(self, backends: Backends) -> None:
        tables = Stamp(
            backends.notes and backends.notes / "migrated-from",
            fingerprint(self.site.checkout, TABLE_SOURCES),
        )
        if tables.is_due():
            owner = for_role(self.shared, backends.databases, "owner")
            self.steps.begin(self.manage(owner, "migrate", "--no-input"))
            self.steps.finish("migrate")
            tables.done()

    def serve(self, backends: Backends) -> None:
        """Start the processes, the pages first; load the demo department meanwhile."""
        app = for_role(self.shared, backends.databases, "app")
        demo = Demo(self.steps, self.manage(app, "load_demo"), backends.notes)
        demo.begin(self.given.get("COUNTERSIGN_DEMO"))
        self.start_web(self.program(WEB, backends))
        sign_ins = demo.finish()
        for process in processes_for(self.given):
            if process is not WEB:
                self.supervisor.start(self.program(process, backends))
        self.site.say(f"Countersign is at http://{ports.HOST}:{self.port}/")
        for line in sign_ins:
            self.site.say(line)

    def program(self, process: Process, backends: Backends) -> Program:
        return Program(
            name=process.name,
            command=(sys.executable, *process.arguments),
            environment=for_process(self.shared, backends.databases, process, self.key),
            log=self.site.var / "log" / f"{process.name}.log",
            folder=self.site.checkout,
        )

    def start_web(self, program: Program) -> None:
        child = self.supervisor.start(program)
        waited = 0.0
        hosts = self.given.get("COUNTERSIGN_HOSTS", "")
        while not answers(self.port, hosts):
            if ended(child) is not None or waited > WEB_SECONDS:
                raise StartError(
                    f"The pages could not be served: {last_words(program.log)}"
                    f" (the rest is in {program.log})."
                )
            self.site.pause(0.05)
            waited += 0.05
