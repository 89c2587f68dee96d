"""Whether the demo department is loaded at a start, and who may sign in with it.

What the department is made of is the command's own business.
"""

from dataclasses import dataclass
from pathlib import Path

from config.children import Program
from config.refusal import StartError
from config.secret_files import write_private
from config.steps import Steps, spoken


LEFT_OUT = "The demo department is not loaded; COUNTERSIGN_DEMO=1 loads it."


@dataclass
class Demo:
    """`notes` lies beside an embedded database; it is None for the operator's own."""

    steps: Steps
    program: Program
    notes: Path | None

    @property
    def kept_sign_ins(self) -> Path | None:
        return self.notes and self.notes / "demo-sign-ins.txt"

    def begin(self, asked: str | None) -> None:
        """Load it once into our own database, unasked; into another's only when asked."""
        wanted = bool(self.notes) if asked is None else asked in {"1", "true", "yes"}
        loaded = self.kept_sign_ins is not None and self.kept_sign_ins.exists()
        if wanted and not loaded:
            self.steps.begin(self.program)

    def finish(self) -> list[str]:
        """What to tell about it; a refusal, as among real people, does not stop us."""
        kept = self.kept_sign_ins
        if self.program.name not in self.steps.running:
            return (
                kept.read_text().splitlines() if kept and kept.exists() else [LEFT_OUT]
            )
        try:
            sign_ins = spoken(self.steps.finish(self.program.name))
        except StartError as refused:
            return [f"The demo department was left out. {refused}"]
        if kept:
            write_private(kept, "\n".join(sign_ins))
        return sign_ins
