"""What an author is asked to declare: each disclosure and commitment that the check read.

Nothing here changes a row or runs a rule; pages and actions read the same lists.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.reasons import Reason
from drafts.content import Content, Place, Statement, texts
from drafts.policy.lines import classes_cleared
from guidance.content import AuthorityClass, Severity
from guidance.engine import CheckResult, Finding


# The families of the catalogue whose matches are said in words: what, by when, on what basis.
FAMILIES = ("CM-", "OI-")
# What an author may declare without the check having seen it.
DECLARABLE = (
    AuthorityClass.COMMITMENT,
    AuthorityClass.NEW_COMMITMENT,
    AuthorityClass.MONEY,
    AuthorityClass.NEW_MONEY,
    AuthorityClass.UNPUBLISHED,
    AuthorityClass.ANNOUNCEMENT,
    AuthorityClass.MARKET,
    AuthorityClass.PROCEEDINGS,
    AuthorityClass.SECURITY,
    AuthorityClass.CASE,
    AuthorityClass.STAFF,
    AuthorityClass.OTHER_BODY,
)
PROMISES = frozenset(
    {
        AuthorityClass.COMMITMENT,
        AuthorityClass.NEW_COMMITMENT,
        AuthorityClass.MONEY,
        AuthorityClass.NEW_MONEY,
        AuthorityClass.OTHER_BODY,
    }
)
SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that the check read as a disclosure or commitment of one class."""

    authority: str
    words: str
    place: Place


def proposals(content: Content, result: CheckResult) -> list[Proposal]:
    """What the author is asked to declare, each sentence once for a class.

    The same sentence on several accounts is asked for once, at the first of them.
    """
    found = texts(content)
    once: dict[tuple[str, str, int, int], Proposal] = {}
    cleared = classes_cleared(content)
    for finding in result.findings:
        if _is_declared(finding) and _class_of(finding) not in cleared:
            text = found[finding.field]
            start, end = sentence_around(text, finding.start, finding.end)
            authority = _class_of(finding)
            once.setdefault(
                (authority, text, start, end),
                Proposal(authority, text[start:end], Place(finding.field, start, end)),
            )
    return list(once.values())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence or sentences begin and end that hold these characters."""
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    first = max((each for each in ends if each <= start), default=0)
    last = min((each for each in ends if each >= end), default=len(text))
    said = text[first:last]
    return first + len(said) - len(said.lstrip()), first + len(said.rstrip())


def undeclared(content: Content, result: CheckResult) -> list[Proposal]:
    """The proposals that no statement of the content answers."""
    found = texts(content)
    return [
        proposal
        for proposal in proposals(content, result)
        if not any(_answers(each, proposal, found) for each in content.statements)
    ]


def _answers(
    statement: Statement, proposal: Proposal, found: Mapping[str, str]
) -> bool:
    """Whether the statement is of the class and holds all of the words."""
    place = statement.place
    return (
        place is not None
        and statement.authority == proposal.authority
        and found.get(place.field) == found[proposal.place.field]
        and place.start <= proposal.place.start
        and place.end >= proposal.place.end
    )


def _is_declared(finding: Finding) -> bool:
    return finding.severity == Severity.AUTH and finding.rule.startswith(FAMILIES)


def _class_of(finding: Finding) -> str:
    return finding.authority.value if finding.authority else ""


def reasons_against_silence(content: Content, result: CheckResult) -> list[Reason]:
    """Why these words cannot be submitted: something in them is not declared in full."""
    return [
        Reason("undeclared", _ask(proposal.authority, proposal.words))
        for proposal in undeclared(content, result)
    ] + [
        Reason("undeclared", _ask(each.authority, each.what))
        for each in content.statements
        if not (each.what and each.basis)
    ]


def _ask(authority: str, words: str) -> str:
    said = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    if authority in PROMISES:
        return f"Say what “{said}” promises, by when, and on what basis."
    return f"Say what “{said}” discloses, and on what basis."


def reasons_against_statements(content: Content) -> list[Reason]:
    """Why statements cannot be stored: a class or a place that there is not."""
    found = texts(content)
    if all(_stands(each, found) for each in content.statements):
        return []
    return [
        Reason(
            "statement-astray",
            "A statement points at words that are not in the post. Check the statements.",
        )
    ]


def _stands(statement: Statement, found: Mapping[str, str]) -> bool:
    place = statement.place
    within = place is None or (
        0 <= place.start < place.end <= len(found.get(place.field, ""))
    )
    return within and statement.authority in set(AuthorityClass)
