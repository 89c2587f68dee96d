"""The rule catalogue as a page of Markdown, for people and for the documentation.

Nothing is decided here; every word comes from the rules themselves.
"""

from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.registry import RULES
from guidance.rules.rule import Rule


EFFECTS = {
    Severity.BLOCK: "stops the post until it is changed or a second person clears it",
    Severity.AUTH: "needs an officer who holds the authority",
    Severity.WARN: "asks for a change or a reason",
    Severity.ADVISE: "informs",
    Severity.PAUSE: "waits for an answer",
}
INTRODUCTION = """\
# The guidance catalogue

Every draft is read against these rules before anyone is asked to approve it. A rule
says what it saw, why that matters, where it comes from and how to put it better.
This page is generated from the rules themselves.
"""


def catalogue_page() -> str:
    """The whole catalogue, one section a rule, ending in a line break."""
    index = [
        "| Rule | About | What it does |",
        "| --- | --- | --- |",
        *(
            f"| [{rule.id}](#{rule.id.lower()}) | {rule.name} | {_effect(rule)} |"
            for rule in RULES
        ),
    ]
    sections = ["\n".join(_section(rule)) for rule in RULES]
    return "\n".join([INTRODUCTION, *index, "", *sections])


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}\n"
    yield f"**{rule.name}** — {_effect(rule)}.\n"
    yield f"- It says: {rule.tell}"
    yield f"- A better way: {rule.better}"
    yield f"- Who may authorise: {rule.who}{_authority(rule.authority)}"
    for citation in rule.citations:
        yield f"- From: {citation.document}, {citation.section}"
    yield f"- Version {rule.version}, in force from {rule.effective_from.isoformat()}{_until(rule)}"
    yield f"- It speaks up at: {_examples(rule.triggers)}"
    yield f"- It lets pass: {_examples(rule.near_misses)}"
    yield ""


def _effect(rule: Rule) -> str:
    return EFFECTS[rule.severity]


def _authority(authority: AuthorityClass | None) -> str:
    return f" (class: {authority.value.replace('_', ' ')})" if authority else ""


def _until(rule: Rule) -> str:
    return f" to {rule.effective_to.isoformat()}" if rule.effective_to else ""


def _examples(examples: tuple[str, ...]) -> str:
    return "; ".join(f"“{example}”" for example in examples)
