"""CR-REPLY: a message that starts a legal clock, or an answer that is late.

What we say about our own policy on requests is no request.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.times import whole_post


RECORDS = r"(?:e-?mails?|documents?|correspondence|information|records?|data|minutes|reports?|figures|details|contracts?|messages|papers|files?|copies|copy|statistics|spreadsheets?|notes|letters|breakdown|list)"
INFORMATION = re.compile(
    rf"""
      \bfreedom\sof\sinformation\b | \bf\.?o\.?i\.?\b | \b(?:foia|eir)\b | \benvironmental\sinformation\sregulations\b | \bunder\sthe\s(?:act|regulations)\b
    | \b(?:please|could\syou|can\syou|would\syou|i\s(?:would|'d)\slike\syou\sto|kindly|you\smust)\s(?:please\s)?(?:provide|send|disclose|release|supply|forward|publish|share|give)\s(?:me\s|us\s)?(?:with\s)?(?:\w+\s){{0,5}}?{RECORDS}\b | \b(?:i|we)(?:'m|'re|\sam|\sare|\swould\slike\sto|'d\slike\sto|\swish\sto|\swant\sto)?\s(?:formally\s|hereby\s)?(?:request(?:ing)?|ask(?:ing)?\sfor|demand(?:ing)?)\s(?:\w+\s){{0,5}}?{RECORDS}\b
    | \b(?:i|we)\s(?:want|would\slike|need)\s(?:to\ssee\s|copies\sof\s|a\scopy\sof\s)(?:\w+\s){{0,5}}?{RECORDS}\b | \brequests?\s(?:\w+\s)?for\s(?:\w+\s)?(?:information|records)\b | \binformation\srequest\b
    """,
    re.VERBOSE,
)
OWN_DATA = re.compile(
    r"\bsubject access\b|\b(?:dsar|sar)\b(?! helicopter| team)|\bright of access\b|\b(?:all |what |any |the )?(?:personal )?(?:data|information|records?|files?|everything) (?:that |do |have )?you (?:hold|have|keep|store|'ve got)(?: stored| held)? (?:on|about|for) (?:me|us|my)\b|\bmy (?:own )?(?:personal )?(?:data|file|records?)\b(?=[^.!?\n]{0,60}\b(?:copy|send|access|delete|erase|request|gdpr|provide)\b)|\b(?:copy|copies|access|delete|erase|send|provide)\b[^.!?\n]{0,40}\bmy (?:personal )?(?:data|file|records?|information)\b|\b(?:gdpr|data protection act)\b|\bright to (?:be forgotten|erasure)\b"
)
COMPLAINT = re.compile(
    r"(?<!no )(?<!zero )\b(?:formal |official |serious )?complaints?\b(?! policy)|(?<!nothing to )(?<!not to )\bcomplain(?:ing|ed)?\b|\bombudsman\b|\bletter before (?:action|claim)\b|\bpre-action\b|\b(?:i|we)(?:'ll| will|'m going to| shall| intend to) (?:sue|take (?:you|this) to (?:court|a tribunal|the ombudsman)|take legal action)\b|\bjudicial review\b|\b(?:disgusted|appalled|extremely unhappy|very unhappy|furious|not (?:good enough|acceptable)|unacceptable) (?:with|by|at|about)?\b|\b(?:absolutely|completely|totally|simply) (?:unacceptable|disgraceful|appalling)\b|\bi want (?:compensation|an apology|this (?:investigated|resolved|escalated))\b"
)
# What came in, which clock it starts, and whom to tell.
DATA = "a request for somebody's own data. Send it to the data protection team today."
FOI = "an FOI request. Send it to the FOI team today; ask for a name and address."
CASEWORK = "a complaint. Send it to the casework team today."
CLOCKS = ((OWN_DATA, DATA), (INFORMATION, FOI), (COMPLAINT, CASEWORK))


def find(reading: Reading) -> Iterator[Match]:
    if reading.material.conversation.inbound:
        for reader in reading.readers:
            yield from _clocks(reader)
    if _late(reading):
        yield from whole_post(
            reading,
            (("what", "This reply is past its time. Answer now, or say when."),),
        )


def _clocks(reader: Reader) -> Iterator[Match]:
    if not (reader.english and reader.prose):
        return
    for pattern, what in CLOCKS:
        found = pattern.search(reader.lowered)
        if found:
            yield reader.match(*found.span(), values=(("what", f"This may be {what}"),))
            return


def _late(reading: Reading) -> bool:
    due = reading.material.conversation.reply_due
    now = reading.material.schedule.now
    if due is None:
        return False
    return due < now if now else due.date() < reading.on


CR_REPLY = Rule(
    id="CR-REPLY",
    name="Reply due, or a message that starts a legal clock",
    severity=Severity.WARN,
    who="The FOI officer for requests; casework for complaints.",
    citations=(
        Citation(PARTICIPATION_2008, "Be responsive"),
        Citation("Freedom of Information Act 2000", "Sections 8 and 10"),
        Citation("UK General Data Protection Regulation", "Articles 12 and 15"),
    ),
    tell="{what} Do not let the clock run out.",
    better="“Thank you. We have passed this to our information team.”",
    triggers=("A message that asks for all e-mails under the Act",),
    near_misses=("Read our FOI policy",),
    find=find,
)
