"""CM-ENTITLE: telling somebody what they will get, or need not pay.

Pointing to where they can find out passes.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import NO_COMMITMENT
from guidance.rules.words import words


MONEY = r"(?:£\s?\d[\d,.]*|refund|rebate|compensation|payment|money\sback|full\samount|grant|discount|benefits?|pension|credit|allowance|reduction|cash|help\swith\s(?:your\s)?(?:bills|rent|costs)|support|free\s(?:school\smeals|prescriptions?|childcare|travel|bus|tv\slicence|dental|eye|legal\said|[a-z]+))"
TOLD = re.compile(
    rf"""
      \b(?:you|you're|everyone|all\s\w+|every\s\w+|pensioners|carers|parents|families|they|he|she|claimants|customers|tenants|residents|patients|veterans|students|workers)(?:\s(?:are|is|will\sbe|would\sbe|may\swell\sbe))?\s(?:all\s|also\s|fully\s|automatically\s|legally\s|now\s|definitely\s|still\s|certainly\s)*(?:entitled\sto|eligible\sfor|guaranteed)\b(?!\s(?:vote))
    | \b(?:you|you'll|everyone|pensioners|families|carers|parents|tenants)(?:\swill|'ll|\sare\sgoing\sto|\sshould|)\s(?:all\s|also\s|automatically\s|definitely\s)*(?:get|receive|qualify\sfor|be\spaid|be\srefunded|be\sgiven|be\scompensated|be\sreimbursed|be\sawarded)\s(?:back\s)?(?:a\s|an\s|the\s|your\s|their\s|full\s|up\sto\s|at\sleast\s|extra\s|another\s|all\syour\s|more\s)*{MONEY}
    | \b(?:you|you'll)\s(?:will\s)?(?:definitely\s|automatically\s|now\s|do\s|absolutely\s)?qualify\b(?!\sif) | \b(?:your|his|her|their)\s(?:claim|application|refund|appeal)\s(?:will\sbe|is\sgoing\sto\sbe|should\sbe)\s(?:approved|accepted|granted|paid|successful|backdated)
    | \b(?:you|they|pensioners|families|carers|residents|tenants|customers|motorists|drivers)(?:'ll)?\s(?:do\snot|don't|won't|will\snot|will\snever|no\slonger|needn't|shouldn't|don't\shave|never)\s?(?:now\s)?(?:need\s|have\s|owe\s)?(?:to\s)?(?:pay|repay|owe|be\scharged|pay\sback|be\sfined|lose\s(?:your|their)\s(?:benefit|payment|entitlement|home|pension|place))\b
    | \b(?:you're|you\sare)\s(?:\w+ly\s|all\s)?(?:eligible|entitled)\b(?!\sto\s(?:vote|apply|appeal|ask|know)) | \b(?:is|are|'re|'s)\s(?:all\s|also\s|\w+ly\s)?entitled\sto\s(?:a|an|the|£|free|full|up|at|extra|their|your|paid|compensation|claim|receive)(?![a-z])
    | \b(?:you're|you\sare)\sdue\s(?:a|an|£|your|some)(?![a-z]) | \byes,?\syou\scan\s(?:claim|keep|get|have|stop|ignore|stay|work)\b | \byou\scan\sstop\spaying\b | \byou\scan\skeep\s(?:the|your|this|that|all)\s(?:money|payment|grant|benefits?|refund|pension|cash|overpayment|lot)\b
    | \byour\s(?:\w+\s)?(?:refund|rebate|payment|grant|compensation|benefit|award|pension)\s(?:is|has\sbeen|was)\s(?:now\s)?(?:due|on\s(?:its|the)\sway|approved|confirmed|agreed|granted)\b
    | \b(?:you're|you\sare)\s(?:exempt|not\sliable|covered|in\sthe\sclear|owed)\b | \b(?:we|hmrc|dwp)\sowes?\syou\b | \byou\scan\sclaim\s(?:back\s)?(?:a\s|up\sto\s|the\s|your\s)?£ | \byou\s(?:have|'ve\sgot)\s(?:a|the|every)\s(?:legal\s)?(?:right|entitlement)\sto\s(?:a\s)?(?:refund|payment|compensation|stay|appeal|remain|be\spaid|time\soff|leave|{MONEY})
    """,
    re.VERBOSE,
)
HEDGED = re.compile(
    r"(?:\b(?:if|whether|what|check|find out|see|could|may|might|when|unless|once|as soon as|make sure|not sure|believe you|who|how much|anyone who|think|told|says?|claim(?:s|ing)? that|offering|hear)\b|\?)[^.!\n]{0,40}$"
)
CONDITION = re.compile(
    r"[^.!?\n]{0,50}\b(?:if|provided|as long as|unless|depending)\b|[^.!?\n]{0,40}\?"
)
SCAM = re.compile(r"\b(?:scam|scams|scammers?|phishing|fraudsters?|suspicious)\b")


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    if SCAM.search(text):
        return
    for told in TOLD.finditer(text):
        before = text[max(0, told.start() - 60) : told.start()]
        hedged = HEDGED.search(before) or CONDITION.match(text, told.end())
        if not hedged:
            yield reader.match(*told.span())


CM_ENTITLE = Rule(
    id="CM-ENTITLE",
    name="Telling someone what they are entitled to",
    severity=Severity.AUTH,
    authority=AuthorityClass.COMMITMENT,
    who="The policy or casework owner; a legal adviser where it could be relied on.",
    citations=(
        NO_COMMITMENT,
        Citation("Administrative law", "Legitimate expectation"),
    ),
    tell=(
        "You may be giving a personal decision. Say “you may be able to” and link to the "
        "checker, or get clearance."
    ),
    better="“You may be able to get help with costs. Check on GOV.UK.”",
    triggers=("You are entitled to a refund", "You don't need to pay the charge"),
    near_misses=(
        "Check if you're eligible on GOV.UK",
        "Find out what you are entitled to",
    ),
    find=in_english(find),
    cues=words(
        """
        entitled eligible guaranteed get receive paid refunded given compensated reimbursed
        awarded qualify approved accepted granted successful backdated pay repay owe owes owed
        charged fined keep stop paying due way confirmed agreed lose exempt liable covered clear claim right entitlement
        """
    ),
)
