"""PD-CASE: one person's case, told to them or about them in public.

General information ("if your claim is refused") is for everybody, and passes.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere, in_english
from guidance.rules.sources import PARTICIPATION_2008, UK_GDPR
from guidance.rules.words import words


DATE = (
    r"(?:[0-3]?[0-9][ ./-](?:[01]?[0-9]|[a-z]{3,9})[ ./-](?:19|20)?[0-9]{2}"
    r"|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?[a-z]{3,9},? (?:19|20)[0-9]{2})"
)
IDENTIFIED = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|birth ?date)\b[^0-9\n]{{0,12}}{DATE}"
    r"|\b(?:utr|unique taxpayer reference)\b[^0-9\n]{0,20}[0-9]{5} ?[0-9]{5}k?\b"
)
RELATIVE = r"(?:son|daughter|child|mum|mother|dad|father|husband|wife|partner|gran|nan)"
WHOSE = rf"(?:(?:your|his|her|their) {RELATIVE}'s|your|his|her|their|(?:mr|mrs|ms|miss|dr)\.? \w+'s|the (?:claimant|applicant|customer|patient|tenant)'s)"
CASE = (
    r"(?:\w+ ){0,2}(?:claim|ehcp|school place|discharge|grant|loan|council tax|blue badge|application|appeal|case|complaint|assessment|payment|award|benefits?|visa|passport"
    r"|tax return|refund|(?:tax )?credits?|sick pay|pip|esa|uc|universal credit|allowance|pension|licence|prescription|referral"
    r"|diagnosis|(?:test|scan|biopsy|blood) results?|operation|treatment|tenancy|housing application|debt|arrears|overpayment|sanction|file|record|interview|account)"
)
OUTCOME = (
    r"(?:(?:was|were|is|are|has been|have been|had been|'s been|got|been|is being|is still|came back|come back|shows?) (?:\w+ |£[\d,.]+ )?(?:refused|rejected|turned down|denied|declined|stopped"
    r"|suspended|closed|approved|granted|sanctioned|cancelled|disallowed|overpaid|reduced|terminated|upheld|dismissed"
    r"|unsuccessful|successful|withdrawn|delayed|late|pending|under review|missing|positive|negative|with our team"
    r"|on hold|frozen|lapsed|thrown out|revoked|ended|taken away|cut|capped|normal|abnormal|settled|quashed|backdated|escalated|(?:in )?arrears|overdue|outstanding|being investigated|not been paid|invalid|clear)"
    r"|(?:failed|lapsed|expired|stopped|ended|fell through|succeeded|dates back))"
)
TOLD = re.compile(
    rf"\b{WHOSE} {CASE}(?: |(?='s)){OUTCOME}\b"
    r"|\byou(?:'ve| have| still)? (?:missed|failed to attend|didn't attend|did not attend|owe|were overpaid|were sanctioned) (?:your|the|an?|us|£)(?: \w+){0,3} ?(?:interview|appointment|assessment|payment|deadline|hearing|review|\d[\d,.]*)"
    r"|\b(?:we|i)(?:'ve| have)? (?:refused|rejected|turned down|stopped|closed|approved|sanctioned|suspended|looked (?:at|into)|checked|reviewed) (?:your|his|her|(?:mr|mrs|ms|miss) \w+'s) (?:\w+ )?(?:claim|application|appeal|case|benefits?|complaint|order|visa|account|file|payments?|records?|universal credit|pip|esa|allowance|pension|licence|tenancy|refund|grant)\b"
)
# What our records say of the one who is spoken to, or of somebody else.
RECORDED = re.compile(
    r"\b(?:our|the|my) (?:records?|notes?|system|file|database|screen)\b[^.!?\n]{0,15}\b(?:shows?|says?|tells? (?:me|us)|has|have)\b[^.!?\n]{0,20}\b(?:you|your|he|she|his|her|they)\b"
    r"|\b(?:i|we)(?:'ve| can| could| have)? (?:also |just )?(?:see|seen|checked|looked|found|noted|pulled up)\b[^.!?\n]{0,25}\b(?:on|in|from|at|up) (?:our|the|your|his|her) (?:system|records?|files?|notes?|account|case|claim)\b[^.!?\n]{0,30}\b(?:that|you|your|he|she|his|her)\b"
    r"|\byou(?:'ve| have)? (?:scored|told us you|told me you|disclosed|were (?:assessed|sanctioned|overpaid|underpaid|evicted|refused|turned down|rejected|found (?:fit|not)|diagnosed|discharged))\b"
    r"|\byou(?:'ve| have) (?:got )?(?:\w+ )?(?:missed|outstanding|overdue|unpaid) (?:payments?|bills?|instalments?|rent)\b"
    r"|\bwe(?:'ve| have)? (?:refused|rejected|turned down|stopped|closed|approved|sanctioned|suspended|cut|reduced|extended|reinstated|paid|denied|withdrawn?|cancelled|moved) (?:your|his|her) (?:\w+'s )?(?:\w+ |\w+'s ){0,2}?(?:allowance|claim|application|benefits?|pension|pip|esa|credit|credits|sick pay|award|payments?|visa|licence|tenancy|grant|loan|support|place)\b"
    r"|\b(?:following|after|since|because of|due to) your (?:operation|surgery|diagnosis|illness|pregnancy|miscarriage|divorce|bereavement|accident|arrest|conviction|stay in hospital|time in hospital)\b"
)
CALLED = re.compile(
    r",\s(?:Mr\s|Mrs\s|Ms\s|Miss\s)?[A-Z][a-z]{2,}(?=\s?(?:[,.!?]|$|[^\w\s,.!?]))"
)
# A birthday is history, unless the words are about somebody's claim or treatment.
BORN = re.compile(rf"\bborn (?:on )?(?:the )?{DATE}")
# A whole date in figures, of somebody who may be alive, is a date of birth by itself.
BORN_FIGURES = re.compile(
    r"\bborn (?:on )?[0-3]?[0-9][./-][01]?[0-9][./-](?:(?:19[2-9]|20[0-2])[0-9]|[0-9]{2})\b"
)
SERVED = re.compile(
    r"\b(?:claims?|claimants?|applications?|applicants?|refunds?|benefits?|patients?|tenants?|visa|passport|appointment|case)\b"
)
GENERAL = re.compile(
    r"\b(?:if|when|whether|once|unless|where|why|until|in case|before|after|what|how|check|find out|suppose|imagine|say|that|know)\b[^.!?\n]{0,40}$"
)
# Verbs that tell everybody how it goes, unless somebody is addressed by name or reason.
PERSONAL = re.compile(
    r"\b(?:hi|hello|dear|sorry|thanks|thank you)\b|(?<!\w)@\w+|\bbecause\b|\b(?:mr|mrs|ms|miss)\b|\byou (?:missed|failed|didn't|did not)\b|\b(?:was|were|has been|have been|had been|got|came back|in arrears)\b|\b(?:as|since|because|when) (?:you|he|she|they)\b|\bdue to (?:your|his|her)\b|\b(?:his|her) (?!majesty)|'s been\b|\byou (?:scored|told us|told me|were)\b"
)

SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|in case|what|how|find out|suppose|imagine|once|until)\b[^.!?\n]{0,40}$"
)
# Whose case it may be: every wording of one holds such a word.
SPOKEN_OF = words(
    """
    your his her their you he she they mr mrs ms miss dr claimant applicant customer
    patient tenant
    """
)
CASES = ((TOLD, GENERAL), (RECORDED, SUPPOSED))


def find(reading: Reading) -> Iterator[Match]:
    yield from find_identifiers(reading)
    yield from find_cases(reading)


def _identifiers(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for found in IDENTIFIED.finditer(reader.lowered):
        yield reader.match(*found.span())
    born_of = BORN if SERVED.search(reader.lowered) else BORN_FIGURES
    if "born" in reader.cues:
        for born in born_of.finditer(reader.lowered):
            yield reader.match(*born.span())


def _cases(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if SPOKEN_OF.isdisjoint(reader.cues):
        return
    text = reader.lowered
    personal = PERSONAL.search(text) or CALLED.search(reader.text)
    for pattern, general in CASES if personal else ():
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 60) : found.start()]
            if not general.search(before):
                yield reader.match(*found.span(), severity=Severity.AUTH)


find_identifiers = everywhere(_identifiers)
find_cases = in_english(_cases)

PD_CASE = Rule(
    id="PD-CASE",
    name="Discussing one person's case",
    severity=Severity.BLOCK,
    authority=AuthorityClass.CASE,
    who="The data protection officer or the casework manager; normally nobody.",
    citations=(
        Citation(PARTICIPATION_2008, "Be consistent: professional at all times"),
        UK_GDPR,
    ),
    tell=(
        "Do not discuss someone's case in public. Invite them to a private channel and "
        "use no detail here."
    ),
    better="“Please send us a direct message and we'll look into it.”",
    triggers=("Hi, your claim was refused because you missed the 3 May interview",),
    near_misses=("If your claim is refused you can ask for a review",),
    find=find,
    cues=words(
        """
        dob d birth birthdate utr taxpayer born owe missed refused rejected turned denied
        declined stopped suspended closed approved granted sanctioned cancelled disallowed
        overpaid underpaid reduced terminated upheld dismissed unsuccessful successful
        withdrawn delayed late pending review missing positive negative team hold frozen
        lapsed thrown revoked ended taken cut capped normal abnormal settled quashed
        backdated escalated arrears overdue outstanding investigated paid invalid clear
        failed expired fell succeeded dates attend looked checked reviewed records record
        notes note system file files database screen account case claim scored told
        disclosed assessed evicted found diagnosed discharged unpaid extended reinstated
        moved operation surgery diagnosis illness pregnancy miscarriage divorce bereavement
        accident arrest conviction hospital
        """
    ),
)
