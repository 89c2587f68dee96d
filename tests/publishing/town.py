"""A platform that answers what a test wants, in the place of a real one.

No test lives here.
"""

from dataclasses import dataclass, field

import pytest

from publishing.platforms import registry
from publishing.platforms.protocol import AuthState, Connection
from publishing.platforms.rehearsal import RehearsalAdapter


@dataclass
class Town:
    """Answers in turn, the last one for ever, and remembers who asked."""

    answers: list[AuthState | Exception]
    asked: list[Connection] = field(default_factory=list)
    renews: dict[str, str] = field(default_factory=dict)

    def answer(self, connection: Connection) -> AuthState:
        self.asked.append(connection)
        if self.renews:
            connection.keep({**connection.secret, **self.renews})
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(said, Exception):
            raise said
        return said

    def stand_for(self, *platforms: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of these platforms' adapters, as far as being asked goes."""
        town = self

        class TownAdapter(RehearsalAdapter):
            def __init__(self, connection: Connection) -> None:
                super().__init__(connection)
                self.connection = connection

            def check_credentials(self) -> AuthState:
                return town.answer(self.connection)

        for platform in platforms:
            monkeypatch.setitem(registry.ADAPTERS, platform, TownAdapter)
