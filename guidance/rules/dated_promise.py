"""CM-DATE: the body says by when it will have done something.

A deadline for the citizen ("apply by 31 January") and opening times pass.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import NO_COMMITMENT, PARTICIPATION_2008
from guidance.rules.words import words


MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
PERIOD = r"(?:hours?|days?|working\sdays|weeks?|months?|years?|minutes|mins|parliament|decade)"
WHEN = re.compile(
    rf"""
      \b(?:by|before|from|in|no\slater\sthan|until|within|during|at)\s(?:the\s)?(?:end\sof\s|start\sof\s|beginning\sof\s|middle\sof\s|early\s|late\s|mid-?\s?)*(?:the\s|this\s|next\s)?
        (?:spring|summer|autumn|winter|christmas|easter|(?:new\s)?year(?:\send)?|month|week|decade|parliament|quarter|q[1-4]|financial\syear|{MONTH}|20[2-9][0-9](?:[-/][0-9]{{2}})?|mon(?:day)?|tues(?:day)?|wednes(?:day)?|thurs(?:day)?|fri(?:day)?|satur(?:day)?|sun(?:day)?|tomorrow|tonight|[0-9]{{1,2}}(?:st|nd|rd|th)?\s{MONTH})\b(?:\s20[2-9][0-9])?
    | \b(?:with)?in\s(?:the\s)?(?:next\s|first\s|coming\s|just\s|under\s|less\sthan\s|fewer\sthan\s)*(?:[0-9]+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple\sof|hundred)\s?(?:working\s)?{PERIOD}\b
    | \bwithin\s(?:its|our|their|his|her)\sfirst\s(?:[0-9]+\s)?{PERIOD}\b
    | \bthis\s(?:spring|summer|autumn|winter|year|month|week|parliament)\b | \bnext\s(?:spring|summer|autumn|winter|year|month|week)\b | \bon\s(?:track|schedule|course)\s(?:to|for)\b[^.!?\n]{{0,60}}\b20[2-9][0-9]\b
    """,
    re.VERBOSE,
)
DOER = r"(?:we|we're|we've|(?:the|this|our|uk|your)\s(?:uk\s|new\s|next\s|first\s|last\s)?(?:\w+\s){0,3}?(?:government|department|council|ministry|agency|trust|force|minister|ministers|authority)|government|ministers|every\s\w+|all\s(?:\w+\s)?\w+|work|construction|(?:the|our|new|these|those|your|a|an)\s(?:\w+\s){0,4}?\w+)"
DONE = r"(?:open(?:ed)?|complet(?:e|ed)|finish(?:ed)?|buil[dt]|deliver(?:ed)?|launch(?:ed)?|introduc(?:e|ed)|rolled\sout|roll\sout|in\splace|ready|operational|up\sand\srunning|installed|replac(?:e|ed)|repair(?:ed)?|fix(?:ed)?|resolv(?:e|ed)|clear(?:ed)?|paid|pay|refund(?:ed)?|process(?:ed)?|end(?:ed)?|scrapp?(?:ed)?|bann?(?:ed)?|abolish(?:ed)?|halv(?:e|ed)|doubl(?:e|ed)|cut|reduc(?:e|ed)|increas(?:e|ed)|rais(?:e|ed)|publish(?:ed)?|act|legislat(?:e|ed)|recruit(?:ed)?|hire[d]?|train(?:ed)?|plant(?:ed)?|creat(?:e|ed)|reach(?:ed)?|achiev(?:e|ed)|meet|met|reopen(?:ed)?|restor(?:e|ed)|upgrad(?:e|ed)|provid(?:e|ed)|fund(?:ed)?|invest(?:ed)?|expand(?:ed)?|extend(?:ed)?|be\sbetter|net\szero|carbon\sneutral|seen|answered|decided|implemented|started|begin|begun|start|switched\son|electrified|insulated|removed|remove|transform(?:ed)?|double|eliminat(?:e|ed)|eradicat(?:e|ed)|respond(?:ed)?|reply)"
PROMISED = re.compile(
    rf"\b{DOER}(?:\s(?:will|shall|won't|is\sgoing\sto|are\sgoing\sto|going\sto|to|aims?\sto|expects?\sto|plans?\sto)|'ll)\s(?:also\s|now\s|all\s|have\s|be\s|been\s|fully\s|finally\s|not\s|get\s)*{DONE}\b"
    rf"|\b(?:commit\w*|pledg\w+|promis\w+|guarantee\w*|vow\w*|on\strack|determined|target|deadline|goal)\b[^.!?\n]{{0,60}}\b{DONE}?\b"
    rf"|\b(?:will|shall|'ll)\s(?:all\s)?be\s{DONE}\b"
)
# A date by which: whatever will have been done by then was promised for it.
DEADLINE = re.compile(
    r"\b(?:by|before|no later than|within|inside|in the next|in (?:under|less than))\s"
)
WILL_DO = re.compile(
    r"(?:\b(?:will|shall|won't)|'ll|\b(?:is|are|'re) (?:(?:all|now|still) )?(?:(?:going|due|set|expected|scheduled|on track) )?to)"
    r" (?:(?:also|all|now|have|be|been|fully|finally|not|never|get|each|again|soon|aim to|and) )*(?P<what>[a-z][a-z'-]*)"
)
# So far ahead nobody gives notice of hours and events; what will be then is a plan.
FAR = re.compile(
    r"\b(?:spring|summer|autumn|winter|christmas|easter|year|decade|parliament|quarter|q[1-4]|20[2-9][0-9]|years|months)\b"
)
# Not until then is a promise as well.
NOT_UNTIL = re.compile(
    r"\b(?:won't|will not|will never|no [\w ]{1,30} will)\b[^.!?\n]{0,60}\b(?:until|before)\s"
)
# Verbs of a service's notices, and what the citizen has to do.
NOTICE = words(
    """
    able about affected announced arrive at back be busy closed closing contact contacted
    continue come contain delayed disrupted dry emailed expire featured feel find follow go hear held here home host
    in informed invited join leave let limited live look love meet miss need needed notified
    on open operate out provide receive reach remain required return run running see send sent share shut
    start stay take tell texted there told turn unavailable update visit wait watch winners work you
    """
)
# What the citizen does by then, and what is open or shut.
CITIZENS = re.compile(
    r"\b(?:apply|register|book|submit|enter|respond to|return|send (?:us|in|your)|tell us|complete (?:your|the) (?:form|survey|tax)|have your say|deadline for|closing date|you (?:must|need|should|have) |closed|close[sd]? (?:at|on|from)|doors open|shut|overnight|lane|lanes|carriageway|roadworks|resurfacing|event|tickets|show|exhibition|fair|market|festival|talk|workshop|session|webinar|live|podcast|match|parade|service of|rain|snow|storm|flood|tide|wind|weather|sunny)\b"
)
# "We'll be at the fair on Saturday": when, but nothing that was promised.
SERVICE = re.compile(
    r"\bwe(?:'ll| will| shall) (?:also |all )?(?:be (?!better|ready|net|carbon|in place|able)|open (?:at|from|until|by|late|early)|see|hold|host|visit|attend"
    r"|join|meet|keep|let|announce|share|post|update|contact|run|celebrate|mark|talk|start|begin)\b"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    if WHEN.search(text) is None:
        return
    for start, end in reader.sentences():
        sentence = text[start:end]
        when = WHEN.search(sentence)
        promised = when and (PROMISED.search(sentence) or _due(sentence, when))
        if promised and when and not _routine(sentence, promised):
            first = min(promised.start(), when.start())
            last = max(promised.end(), when.end())
            quoted = reader.quoted(start + first)
            severity = Severity.ADVISE if quoted else None
            yield reader.match(start + first, start + last, severity=severity)


def _due(sentence: str, when: re.Match[str]) -> re.Match[str] | None:
    """What will have been done by a deadline, or not before one."""
    if not DEADLINE.match(when.group()):
        return NOT_UNTIL.search(sentence) if when.group().startswith("until") else None
    done = WILL_DO.finditer(sentence)
    far = FAR.search(when.group()) is not None
    return next((each for each in done if far or each["what"] not in NOTICE), None)


def _routine(sentence: str, promised: re.Match[str]) -> bool:
    if CITIZENS.search(sentence):
        return True
    return SERVICE.search(sentence) is not None


CM_DATE = Rule(
    id="CM-DATE",
    name="Dated or timed commitment",
    severity=Severity.AUTH,
    authority=AuthorityClass.COMMITMENT,
    who=(
        "The policy or delivery owner: a line manager where it is published already, the "
        "senior responsible owner where it is new."
    ),
    citations=(NO_COMMITMENT, Citation(PARTICIPATION_2008, "Be credible: accurate")),
    tell=(
        "This promises a date. Check it is agreed and public, and record who authorised "
        "it."
    ),
    better="“We plan to open the first centres in 2027”, with a link to the plan.",
    triggers=(
        "We will open 40 centres by spring 2027",
        "The road will be completed by the end of the year",
    ),
    near_misses=("Apply by 31 January", "We will be closed from 25 December"),
    find=in_english(find),
    cues=words(
        """
        will ll shall going to commit commits commitment committed pledge pledges promise
        promises promised promising pledging guarantee guarantees guaranteed track determined
        target deadline goal vow vows vowed won
        """
    ),
)
