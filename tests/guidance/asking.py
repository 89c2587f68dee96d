"""Asking one rule about one text, the way every test of a rule does.

No test lives here.
"""

from datetime import date

from guidance.content import Kind, Material, Passage, Registers
from guidance.engine import CheckResult, Finding, check


TODAY = date(2026, 11, 21)
NOTHING_LISTED = Registers()


def asked(
    text: str,
    *,
    kind: Kind = Kind.TEXT,
    platform: str = "",
    language: str = "en",
    registers: Registers = NOTHING_LISTED,
) -> CheckResult:
    passage = Passage("text", text, kind=kind, platform=platform, language=language)
    return check(Material((passage,), registers), on=TODAY)


def found(rule: str, text: str, **setting: object) -> list[Finding]:
    """What the rule found in the text; the setting is what `asked` takes."""
    result = asked(text, **setting)  # type: ignore[arg-type]
    return [each for each in result.findings if each.rule == rule]


def words(rule: str, text: str, **setting: object) -> list[str]:
    """The stretches of the original text that the rule pointed at."""
    return [text[each.start : each.end] for each in found(rule, text, **setting)]


def severities(rule: str, text: str, **setting: object) -> list[str]:
    return [each.severity.value for each in found(rule, text, **setting)]


def known(rule: str, text: str = "Levels today", **facts: object) -> list[Finding]:
    """What the rule found where the material knows more than words."""
    material = Material((Passage("text", text),), **facts)  # type: ignore[arg-type]
    return [each for each in check(material, on=TODAY).findings if each.rule == rule]
