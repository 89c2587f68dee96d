"""What the fault matrix counted, at the end of a run: a plugin of pytest.

No test and no fixture lives here.
"""

from collections import Counter

import pytest


MATRIX = "matrix"
COUNTED = ("live once", "not live, and told so", "live twice", "lost")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line over all rows of the matrix that ran, on whichever worker."""
    counts: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == MATRIX and report.when == "call":
                    counts.update(value)
    if counts:
        said = ", ".join(f"{what} {counts[what]}" for what in COUNTED)
        terminalreporter.write_sep("-", "fault matrix")
        terminalreporter.write_line(
            f"{counts.total()} cases, {counts.total()} posts approved: {said}"
        )
