"""The department's registers as plain values for the rules.

No change of a register: that is a proposal and a second person's decision.
"""

from collections import defaultdict
from datetime import datetime

from django.utils import timezone

from guidance.content import Registers
from guidance.models import RegisterEntry
from guidance.queries.dated import in_force
from guidance.registers import WORDS_OF, Register


def registers(at: datetime | None = None) -> Registers:
    """Every register as it stands at a moment (now by default), in one query."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = in_force(RegisterEntry.objects.all(), at=at or timezone.now())
    for register, value in rows.values_list("register", "value"):
        found[register].add(value)

    def listed(register: Register) -> frozenset[str]:
        return frozenset(found[register])

    return Registers(
        public_numbers=listed(Register.PUBLIC_NUMBER),
        public_mailboxes=listed(Register.MAILBOX),
        public_accounts=listed(Register.BANK_ACCOUNT),
        public_addresses=listed(Register.ADDRESS),
        published_fees=listed(Register.FEE),
        approved_domains=listed(Register.DOMAIN),
        own_names=listed(Register.OWN_NAME),
        political_handles=listed(Register.POLITICAL_HANDLE),
        live_issues=listed(Register.LIVE_ISSUE),
        live_cases=listed(Register.LIVE_CASE),
        known_handles=listed(Register.HANDLE) or None,
        words=tuple(
            (rule, listed(register))
            for register, rule in WORDS_OF.items()
            if found[register]
        ),
    )
