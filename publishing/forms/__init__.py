"""Forms of this app's pages, one module a subject.

No rule about who may do what lives here.
"""

from publishing.forms.holds import HoldForm
from publishing.forms.log import LogSearchForm
from publishing.forms.rehearsal import SwitchForm


__all__ = ["HoldForm", "LogSearchForm", "SwitchForm"]
