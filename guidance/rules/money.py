"""CM-MONEY: money that the body gives, spends, waives or promises.

A salary, a fine, a fraud's loss, a published fee beside its link: not one.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Registers, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import NO_COMMITMENT
from guidance.rules.words import words


AMOUNT = re.compile(
    r"(?:£|\bgbp) ?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?) ?(?P<scale>(?:k|m|mn|bn|b|tn|million|billion|trillion|thousand|hundred)(?![a-z]))?"
    r"(?:-a-(?:week|month|year)|(?: ?(?:-|to) ?£ ?[0-9][0-9,.]*(?: ?(?:k|m|bn|million|billion))?))?"
    r"|(?<![\w£$€.,])(?P<words>[0-9][0-9,]*(?:\.[0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten|half a|a|several|hundreds of|tens of|many) (?P<big>million|billion|trillion|thousand) (?:pounds|pound|quid)"
    r"|(?<![\w£$€.,])(?P<plain>[0-9][0-9,]*(?:\.[0-9]+)?) (?:pounds|quid)(?= (?:for|to|of|in|extra|more|on|towards|every|each|a (?:week|month|year)))"
)
# Millions with no pound beside them, of which a verb says that they are money.
NO_POUND = re.compile(
    r"\b(?:set aside|invest(?:s|ed|ing)?|spend(?:s|ing)?|spent|pledg(?:e|es|ed|ing)|an? additional|an? extra|another|allocat(?:e|es|ed|ing)|cash|funding) "
    r"(?P<bare>[0-9][0-9,]*(?:\.[0-9]+)? ?(?:million|billion|bn|m))(?= (?:for|to|in|into|on|over|towards)\b)"
)
POUNDS = words("£ pounds quid pound gbp")
MILLIONS = words("million billion bn")
# The body's hand on the money, or what the public gets of it.
GIVES = re.compile(
    r"\b(?:invest(?:s|ed|ing|ment|ments)?|fund(?:s|ed|ing)?|spend(?:s|ing)?|spent|boost(?:s|ed|ing)?|pledg\w+|promis\w+|commit\w*|award(?:s|ed|ing)?|grants?|granted|allocat\w+|package|pot|injection|cash|rebate|payments?|support(?:s|ed|ing)?|relief|bursar(?:y|ies)|scheme|programme|provid(?:e|es|ed|ing)|giv(?:e|es|ing|en)|gave|hand(?:s|ed|ing) (?:out|over)|"
    r"extra|additional|new|more|further|back|for|towards|into|secured|announc\w+|unveil\w+|off (?:your|bills|the|their|every)|gets?|receives?|pay(?:s|ing)? out|payout|subsid\w+|discount|voucher|top-up|uplift|bonus|increase|rise|waiv\w+|refund\w*|compensation|budget|deal|backed|backing|worth of (?:support|help|funding|investment))\b"
)
# Words that make an amount somebody else's, a penalty or a price.
NOT_GIVEN = re.compile(
    r"\b(?:salary|salaries|wage|paid role|per annum|pro rata|starting (?:salary|at|on)|earn(?:s|ing|ings|ed)?|job|jobs?:|vacancy|hiring|recruit\w*|fines?|fined|penalt(?:y|ies)|prosecut\w+|court|ordered|costs? (?:you|from|just|only|up to|of living|between|£)|it costs|(?:it's|is|that's|only|just) £[\d.,]+ (?:a|per) (?:year|month|week|term|session|child|person|household)|costs|cost|fees?|charges?|charged|price[ds]?|tickets?|admission|entry|deposit|"
    r"fraud\w*|scam\w*|stole|stolen|theft|thieves|lost|losses|loses?|conned|laundered|laundering|seiz\w+|recovered|confiscat\w+|drugs?|cocaine|cannabis|cigarettes|tobacco|heroin|counterfeit|street value|worth of (?:drugs|cocaine|cannabis|heroin|goods|damage|counterfeit|stolen|illegal|tools)|damage|debt|arrears|owed?|owes|evad\w+|"
    r"misus\w+|abus\w+|swindl\w+|embezzl\w+|banned|dishonest\w*|average|median|raised|raising|fundrais\w+|donat\w+|sponsor\w+|charity|children in need|sold|sale|auction|rent|house price|valued|worth|turnover|gdp|deficit|borrowing|exports|threshold|earn (?:more|less) than|earning|over £|under £|up to £|win|prize|raffle|lottery|jackpot|save|saves|saving|savings|minimum wage|living wage|an hour|per hour|members?|membership|gym|for just|only £|just £|from £|for £|pay £|paying £|cheaper|buy|bought|reward|rewards|crimestoppers|income|allowance of £|isa|tax[- ]free|contract(?:s|or)?|bail|compensation order|dropped litter|litter)\b"
)
# These overrule the words above: it is the public's money all the same.
PUBLIC = re.compile(
    r"\b(?:we|we're|we've|government|ministers?|department|council|taxpayers?|public)(?: (?:is|are|has|have|will|'re|'ve))?(?: \w+){0,2} (?:invest\w*|spend\w*|fund\w*|pledg\w+|award\w*|giv\w+|provid\w+|pay(?:ing|s)?|allocat\w+|waiv\w+|committ?\w*|announc\w+|hand\w*|boost\w*|knock\w*|cover\w*)\b|\b(?:package|fund|scheme|programme|settlement|rescue|deal) (?:is |was )?(?:worth|totalling) £|\b(?:extra|additional|new) £|£[\d.,]+ ?(?:m|bn|million|billion)?(?: of)? (?:extra|additional|new|investment|funding|boost|package|grant|fund|in funding|cash|pot|of investment)\b|\binvest(?:ing|ment|s|ed)?\b|\bfunding\b|\brebates?\b"
    r"|\bfree (?:\w+ ){1,2}worth £|\b(?:writ(?:e|ing|ten)|wip(?:e|ing)) off\b|\bset aside\b|\bgrants? (?:of|worth)\b|\b(?:charges?|fees?) (?:\w+ ){0,2}?waived\b|\bat a cost (?:to (?:us|the (?:council|department|taxpayer))|of £)|\bwe(?:'ll| will| are|'re)? (?:also )?match(?:ing)?\b|\bmatch(?:ed|ing)? fund|\bcost of living (?:payment|support)\b"
)
GIVEN_BEFORE = re.compile(
    r"\b(?:national lottery|heritage fund|comic relief|sport england lottery|cheque presentation"
    r"|(?:grant|gift|donation|donated|legacy) (?:from|by) (?!us\b|the (?:government|department|council)))\b"
)
# A warning quotes what the fraudster offers.
SCAM = re.compile(r"\b(?:scams?|scammers?|phishing|fraudsters?|bogus)\b")


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if SCAM.search(reader.lowered):
        return
    listed = _listed(reading.registers)
    for start, end in reader.sentences():
        amounts = [
            amount
            for amount in _amounts(reader, start, end)
            if _bare(amount.group()) not in listed
        ]
        kind = _kind(reader.lowered[start:end]) if amounts else NOT_OURS
        for amount in amounts:
            if kind is OURS or (kind is OURS_IF_LARGE and _is_large(amount)):
                stop = amount.start() + len(amount.group().rstrip())
                yield reader.match(_start(amount), stop)


def _amounts(reader: Reader, start: int, end: int) -> Iterator[re.Match[str]]:
    if not POUNDS.isdisjoint(reader.cues):
        yield from AMOUNT.finditer(reader.lowered, start, end)
    if not MILLIONS.isdisjoint(reader.cues):
        yield from NO_POUND.finditer(reader.lowered, start, end)


def _start(amount: re.Match[str]) -> int:
    return amount.start("bare" if "bare" in amount.re.groupindex else 0)


OURS, OURS_IF_LARGE, NOT_OURS = "ours", "ours if large", "not ours"


def _kind(sentence: str) -> str:
    """Whose money a sentence is about."""
    given_before = GIVEN_BEFORE.search(sentence) is not None
    if PUBLIC.search(sentence) and not given_before:
        return OURS if _no_penalty(sentence) else NOT_OURS
    if given_before or NOT_GIVEN.search(sentence):
        return NOT_OURS
    return OURS if GIVES.search(sentence) else OURS_IF_LARGE


def _is_large(amount: re.Match[str]) -> bool:
    return any(amount.groupdict().get(each) for each in ("scale", "big", "bare"))


def _no_penalty(text: str) -> bool:
    return not re.search(
        r"\b(?:what|how|where|everything) (?:we|your money|the council)\b|\b(?:fine of|fined|salary|per annum|fraud\w*|scam\w*|seiz\w+|stolen|cocaine|laundered|confiscated)\b",
        text,
    )


def _listed(registers: Registers) -> frozenset[str]:
    return frozenset(map(_bare, registers.published_fees))


def _bare(amount: str) -> str:
    return re.sub(r"[ ,]", "", amount.lower())


CM_MONEY = Rule(
    id="CM-MONEY",
    name="Money commitment",
    severity=Severity.AUTH,
    authority=AuthorityClass.MONEY,
    who=(
        "The policy owner with the finance business partner; private office and an HM "
        "Treasury reference where the money is new."
    ),
    citations=(
        NO_COMMITMENT,
        Citation("Government communications propriety", "Justifiable public spending"),
    ),
    tell=(
        "This states public money. Add the published source, or get finance and "
        "ministerial clearance."
    ),
    better="The published sum, with a link to where it was announced.",
    triggers=("£200m for flood defences", "An extra £150 for every home"),
    near_misses=("You can get a fine of up to £1,000", "It costs £34 to apply"),
    find=in_english(find),
    cues=POUNDS | MILLIONS,
)
