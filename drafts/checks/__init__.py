"""A revision's content as the guidance check reads it, and what the check answers.

Nothing here stores a finding or changes a draft; each module builds one kind of fact.
"""

from datetime import date

from django.utils import timezone

from accounts.models import SocialAccount
from drafts.checks.account import of_accounts
from drafts.checks.conversation import conversation
from drafts.checks.doubt import doubt
from drafts.checks.known import Known, known_now
from drafts.checks.media import media
from drafts.checks.paid import paid
from drafts.checks.passages import passages
from drafts.checks.period import period
from drafts.checks.references import references
from drafts.checks.schedule import schedule
from drafts.checks.training import training
from drafts.checks.welsh import welsh
from drafts.content import Content
from drafts.models import Draft
from guidance.content import Material
from guidance.engine import CheckResult, check


__all__ = ["check_content", "check_registers_again", "passages"]


def check_content(
    content: Content, *, draft: Draft | None = None, on: date | None = None
) -> CheckResult:
    """Run every rule in force on the day (today by default).

    `draft` is whose content it is, once there is one: its doubts are read too.
    """
    known = known_now()
    day = on or timezone.localdate()
    wanted = {target.account for target in content.targets}
    register = SocialAccount.objects.in_bulk(wanted)
    limits = {key: row.limits for key, row in register.items()}
    material = Material(
        passages=passages(content, limits),
        registers=known.registers,
        schedule=schedule(content, known),
        media=media(content),
        period=period(content, known),
        references=references(content),
        paid=paid(content),
        conversation=conversation(content),
        doubt=doubt(content, draft),
        welsh=welsh(content),
        account=of_accounts(wanted, register),
        training=training(draft, on=day),
    )
    return check(material, on=day)


def check_registers_again(content: Content, known: Known) -> CheckResult:
    """Run the rules on what the words and the registers say alone, without a query.

    For many posts at once: facts about people, accounts and doubts are left out, and
    rules that read those stay silent.
    """
    material = Material(
        passages=passages(content),
        registers=known.registers,
        schedule=schedule(content, known),
        media=media(content),
        period=period(content, known),
        references=references(content),
        paid=paid(content),
        conversation=conversation(content),
    )
    return check(material, on=timezone.localdate(known.at))
