"""OI-MARK: a security marking in the text, the alt text or the name of a file.

The words of markings are also ordinary English; case, brackets and place decide.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.words import words


GAP = r"[\s\-_:/.,|*\[(]{1,4}"
# Spelt as nothing but a marking is spelt; each tried only where one of its words stands.
CERTAIN = (
    (
        words("sensitive officialsensitive off offsen o"),
        re.compile(
            rf"""
              \bOFFICIAL(?:{GAP})?SENSITIVE(?![A-Za-z0-9]) | \#(?i:officialsensitive)\b
            | \bO\sF\sF\sI\sC\sI\sA\sL\b | \bOfficial{GAP}Sensitive\b(?!\s[a-z])
            | \b(?i:official[-_/]+sensitive)(?![A-Za-z0-9])
            | \bOFF[- ]?SEN\b | \bO-S\b(?=[\])\s:/-]|$)
            """,
            re.VERBOSE,
        ),
    ),
    (
        words("secret nato"),
        re.compile(
            r"""
              (?<![\w#-])TOP[\s_-]SECRET(?![\w-]) | (?<![\w#])UK\s(?:TOP\s)?SECRET\b
            | \bNATO\s(?:SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)\b
            | \bCOSMIC\sTOP\sSECRET\b
            """,
            re.VERBOSE,
        ),
    ),
    (
        words("only"),
        re.compile(
            r"""
              \b(?i:u\.?k\.?(?:\s?/\s?u\.?s\.?)?[\s_-](?:official\s)?eyes[\s_-]only)\b
            | \b(?:US|FIVE|AUS|CAN|NZ|NATO|COBRA|STRICTLY|MINISTERS?'?|RECIPIENTS?'?)\sEYES\sONLY\b
            | \bEYES\sONLY\b
            | \b(?:RECIPIENTS|ORGANISATIONAL\sUSE|HMG\sUSE|EMBASSY\sUSE)\sONLY\b
            """,
            re.VERBOSE,
        ),
    ),
    (
        words(
            "marketsen locsen noforn strap protect restricted confidential marked classified"
        ),
        re.compile(
            rf"""
              \b(?:MARKETSEN|LOCSEN|NOFORN|STRAP\s?[123])\b
            | \bPROTECT{GAP}(?:STAFF|PERSONAL|COMMERCIAL|POLICY|MANAGEMENT|INVESTIGATION)\b
            | \bRESTRICTED{GAP}(?:STATISTICS|POLICY|STAFF|COMMERCIAL|PERSONAL|MANAGEMENT|MEDICAL|INVESTIGATION)\b
            | \bCONFIDENTIAL{GAP}(?:STATISTICS|POLICY|STAFF|COMMERCIAL|PERSONAL|MANAGEMENT)\b
            | \b(?:(?i:restricted)|CONFIDENTIAL|Confidential)[\s:-]{{1,3}}(?i:statistics)\b
            | \b(?:[Mm]arked|[Cc]lassified|MARKED|CLASSIFIED):?\s(?:as\s|AS\s)?["']?(?:TOP\s)?(?:SECRET|RESTRICTED|CONFIDENTIAL)\b
            """,
            re.VERBOSE,
        ),
    ),
)
# One word that is a marking where a marking stands: alone, in brackets or at the head.
LEVEL = r"(?:TOP[\s_-]SECRET|SECRET|CONFIDENTIAL|RESTRICTED)"
PLACED = re.compile(
    rf"""
      [\[({{]\s?{LEVEL}(?:\s?[-:/|,]\s?[A-Z][A-Z ]{{2,40}})?\s?[\])}}]
    | ^[\s*_#>"'-]{{0,6}}(?:UK\s)?{LEVEL}[*_]{{0,3}}\s{{0,3}}(?:$|[:\[|/]|-\s|-(?=[A-Z]))
    | ^[\s*_-]{{0,6}}(?:Confidential|Restricted|Secret)\s?[-:]\s?(?i:policy|staff|commercial|draft|briefing|lines|statistics|submission)\b
    | ^[\s*_-]{{0,6}}(?:Top\sSecret|Secret)\s?(?:[-/|]\s?(?:UK|US|NATO|Five)\b|\[)
    """,
    re.VERBOSE | re.MULTILINE,
)
SAID = re.compile(
    r"""
    \b(?:(?:protective|security)\s(?:marking|classification)|classification|marking
      |protectively\smarked|gsc)
    (?:\s?[:=-]\s?|\s(?:is\s)?(?:as\s)?)(?:uk\s)?
    (?:top[\s-]secret|secret|confidential|restricted|official[\s-]sensitive)\b
    | \b(?:marked|classified|handled?)\s(?:as\s)?["']?official[\s-]sensitive\b
    """,
    re.VERBOSE,
)
SAYING = words(
    "marking classification marked classified gsc handle handled protectively"
)
# A file is seldom named in capitals by chance, nor after a marking in small letters.
IN_NAME = re.compile(
    r"(?:^|[_\-. \[(])(?:top[-_ ]?secret|official[-_ ]?sensitive|off[-_]?sen"
    r"|uk[-_ ]eyes[-_ ]only|os[-_](?:draft|lines|brief))(?=[_\-. \])]|$)"
    r"|^[\[(]?(?:secret|restricted|confidential)[\])]?[_\-. ]"
    r"(?:brief|briefing|note|draft|lines|report|statistics|annex|memo|submission)",
)
CUES = words(
    """
    classification classified confidential eyes locsen marked marketsen marking
    nato noforn o off official officialsensitive offsen only os protect protectively restricted
    secret sensitive strap topsecret
    """
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if reader.cues.isdisjoint(CUES):
        return
    certain = (each for cues, each in CERTAIN if not cues.isdisjoint(reader.cues))
    for pattern in (*certain, PLACED):
        for found in pattern.finditer(reader.text):
            yield _match(reader, found)
    if not SAYING.isdisjoint(reader.cues):
        for found in SAID.finditer(reader.lowered):
            yield _match(reader, found)
    if reader.passage.kind is Kind.FILE_NAME:
        for found in IN_NAME.finditer(reader.lowered):
            yield _match(reader, found)


def _match(reader: Reader, found: re.Match[str]) -> Match:
    spare = len(found.group()) - len(found.group().lstrip())
    return reader.match(found.start() + spare, found.end())


OI_MARK = Rule(
    id="OI-MARK",
    name="Protective marking in text, file name or alt text",
    severity=Severity.BLOCK,
    who="Nobody here: ask the information asset owner and the security team.",
    citations=(
        Citation("House of Commons debate, 18 June 2008", "on civil servants online"),
        Citation("Government Security Classifications Policy (August 2024)", "Marking"),
    ),
    tell=(
        "This carries a security marking, so it cannot be posted. Stop, do not copy it "
        "further, and contact your security team."
    ),
    better="Start from a text that was written to be published.",
    triggers=("OFFICIAL-SENSITIVE: draft lines to take", "[SECRET] handling note"),
    near_misses=(
        "Official statistics published today",
        "Elections are by secret ballot",
    ),
    find=everywhere(find),
    cues=CUES,
)
