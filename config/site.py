"""One checkout's folders, and how its start-up waits and speaks.

Nothing is started here.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from config.children import Pause
from config.refusal import Say


@dataclass(frozen=True)
class Site:
    checkout: Path
    var: Path
    pause: Pause
    say: Say
    # Where every user may pass through, for what other users must reach.
    public: Path = Path("/var/lib/countersign")

    @property
    def outside(self) -> Path:
        """The folder in the public place that is this checkout's alone."""
        return self.public / hashlib.sha256(str(self.var).encode()).hexdigest()[:12]
