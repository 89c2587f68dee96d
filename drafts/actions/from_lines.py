"""Making a draft from a line, and what the guidance says of a line filled in.

Nothing is cleared here; a draft from a line is approved like any other.
"""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from accounts.models import Person, SocialAccount, Team
from accounts.reasons import refuse_for
from drafts.actions.editing import create_draft
from drafts.checks import check_content
from drafts.content import Content, Part, Target
from drafts.models import Draft
from drafts.models.lines import LineVersion
from drafts.policy import filling, lines, slots
from guidance.engine import CheckResult


def use_line(
    version: LineVersion,
    *,
    by: Person,
    team: Team,
    accounts: Sequence[SocialAccount],
    values: Mapping[str, str],
) -> Draft:
    """Open a draft whose words are the line with these values in its slots."""
    version = LineVersion.objects.select_related("line__owner").get(pk=version.pk)
    refuse_for(
        lines.reasons_against_using(version, at=timezone.now())
        or filling.reasons_against_values(
            slots.slots_of(version.slots), values, lines.setting_of(version)
        )
    )
    content = content_from(version, accounts=accounts, values=values)
    refuse_for(lines.reasons_against_line(version, content))
    return create_draft(by=by, team=team, title=version.title, content=content)


def content_from(
    version: LineVersion,
    *,
    accounts: Sequence[SocialAccount],
    values: Mapping[str, str],
) -> Content:
    """The content that names the line and holds its words for each account."""
    words = filling.filled(version.text, values)
    return Content(targets=_targets(version, accounts, words), line=version.reference)


def sample_checks(version: LineVersion) -> list[CheckResult]:
    """What the guidance says of the line, filled in with each place of its lists."""
    accounts = list(SocialAccount.objects.filter(pk__in=version.accounts))
    return [
        check_content(Content(targets=_targets(version, accounts, words)))
        for words in filling.samples(
            version.text,
            slots.slots_of(version.slots),
            language=version.language,
            today=timezone.localdate(),
        )
    ]


def _targets(
    version: LineVersion, accounts: Sequence[SocialAccount], words: str
) -> tuple[Target, ...]:
    return tuple(
        Target(
            account=account.pk,
            platform=account.platform,
            handle=account.handle,
            server=account.server,
            parts=(Part(text=words),),
            language=version.language,
        )
        for account in sorted(accounts, key=lambda each: each.pk)
    )
