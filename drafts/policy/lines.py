"""Whether words are still a pre-cleared line, and what a draft made from it then needs.

Nothing here changes a row; who may clear a line is the neighbour's to say.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from accounts.reasons import Reason
from drafts.content import WELSH, Content, Target, moment
from drafts.models.lines import LineVerdict, LineVersion
from drafts.policy.filling import reasons_against_values, values_in
from drafts.policy.slots import Setting, slots_of
from guidance.content import AuthorityClass
from guidance.queries.registers import listed
from guidance.registers import Register


REFERENCE = re.compile(r"L-([1-9][0-9]{0,8}) v([1-9][0-9]{0,8})", re.ASCII)

NO_LONGER_THE_LINE = (
    "These are no longer the words of {line}, so this is an ordinary draft now and "
    "needs ordinary approval."
)


def line_of(content: Content, *, at: datetime | None = None) -> LineVersion | None:
    """The line in force whose words these still are, on every account; else None.

    Read from the words themselves: what the content says of itself only names the line.
    """
    version = version_named(content.line)
    if version is None or reasons_against_line(version, content, at=at):
        return None
    return version


def version_named(reference: str) -> LineVersion | None:
    """The version that a content names, such as "L-12 v3", in force or not."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        return None
    return (
        LineVersion.objects.filter(line=int(found[1]), number=int(found[2]))
        .select_related("line__owner", "decided_by")
        .first()
    )


def reasons_against_line(
    version: LineVersion, content: Content, *, at: datetime | None = None
) -> list[Reason]:
    """Why the content may not rest on this line: it is not in force, or other words."""
    now = at or timezone.now()
    opens = max(now, moment(content.not_before) or now)
    reasons = reasons_against_using(version, at=now, opens=opens)
    if not _holds(version, content):
        reasons.append(
            Reason(
                "not-the-line", NO_LONGER_THE_LINE.format(line=version.line.reference)
            )
        )
    return reasons


def reasons_against_using(
    version: LineVersion, *, at: datetime, opens: datetime | None = None
) -> list[Reason]:
    """Why nothing can be made from this version now, to go out when it opens."""
    line = version.line.reference
    in_force = version.valid_from <= at and (opens or at) < version.valid_to
    reasons = []
    if version.verdict != LineVerdict.CLEARED:
        reasons.append(Reason("line-not-cleared", f"{line} is not cleared."))
    elif version.withdrawn_at is not None:
        why = version.withdrawn_why
        reasons.append(Reason("line-withdrawn", f"{line} was withdrawn: {why}"))
    elif not in_force:
        reasons.append(
            Reason("line-not-in-force", f"{line} is not in force at that time.")
        )
    elif _newer_is_in_force(version, at=at):
        reasons.append(
            Reason("line-replaced", f"{line} has newer words. Start from those.")
        )
    return reasons


def _newer_is_in_force(version: LineVersion, *, at: datetime) -> bool:
    return LineVersion.objects.filter(
        line=version.line_id,
        number__gt=version.number,
        verdict=LineVerdict.CLEARED,
        withdrawn_at=None,
        valid_from__lte=at,
        valid_to__gt=at,
    ).exists()


def setting_of(version: LineVersion) -> Setting:
    """What the values of this line's slots are judged by today."""
    domains = listed(Register.DOMAIN).values_list("value", flat=True)
    return Setting(version.language, timezone.localdate(), frozenset(domains))


def _holds(version: LineVersion, content: Content) -> bool:
    """Whether these are the line's words wherever its language is spoken.

    A Welsh version beside an English line is no part of it, and is authorised by itself.
    """
    own = [each for each in content.targets if each.language == version.language]
    others = {each.language for each in content.targets} - {version.language}
    return (
        bool(own)
        and others <= {WELSH}
        and all(_is_worded_as(version, target) for target in own)
    )


def _is_worded_as(version: LineVersion, target: Target) -> bool:
    if len(target.parts) != 1 or target.account not in version.accounts:
        return False
    # A line is words alone: nobody has cleared a headline or a picture with it.
    if target.title:
        return False
    part = target.parts[0]
    if part.media or part.link:
        return False
    slots = slots_of(version.slots)
    values = values_in(version.text, slots, part.text, version.language)
    return values is not None and not reasons_against_values(
        slots, values, setting_of(version)
    )


def reasons_against_resting(content: Content) -> list[Reason]:
    """Why an approval may not rest on the line that the content names any more."""
    if not content.line:
        return []
    version = version_named(content.line)
    if version is None:
        return [Reason("no-line", f"There is no line {content.line}. Send it back.")]
    return reasons_against_line(version, content)


def with_its_line(content: Content) -> Content:
    """The content, which names a line only while its words are that line's."""
    if not content.line or line_of(content) is not None:
        return content
    return replace(content, line="")


def classes_cleared(content: Content) -> Collection[str]:
    """The classes that its line was cleared for, which a draft made from it may use.

    A line is standing authority for replies too.
    """
    version = line_of(content) if content.line else None
    if version is None:
        return ()
    ordinary = (AuthorityClass.ROUTINE.value, AuthorityClass.REPLY.value)
    return {*version.classes, *ordinary}


def classes_on_line(content: Content, classes: Sequence[str]) -> Sequence[str]:
    """The classes that a draft still needs when it is made from a line.

    None beyond routine where the line was cleared for every one of them, else all. A
    Welsh version beside it still needs somebody who reads it.
    """
    cleared = set(classes_cleared(content))
    if set(classes) <= cleared:
        return []
    beside = AuthorityClass.WELSH.value
    if cleared and set(classes) <= {*cleared, beside} and not content.statements:
        return sorted((AuthorityClass.ROUTINE.value, beside))
    return classes
