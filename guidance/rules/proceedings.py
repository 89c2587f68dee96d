"""OI-LIVECASE: proceedings that are active, or that these words would call so.

What a court has finished with passes: jailed, sentenced, case closed.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.cued import Family, all_cues, cued, found_in
from guidance.rules.proceedings_steps import HUNTED, HUNTERS, STEPS
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english


ACTIVE = (
    cued(
        "arrested",
        r"(?<!development\swas\s)(?<!you\sare\s)(?<!you're\s)(?<!\sbe\s)(?<!get\s)(?<!getting\s)\b(?:arrested|re-arrested)\b(?!\s(?:development|in\s1[0-9]{3}))",
    ),
    cued(
        "charged",
        r"\b(?:we|we've|officers|police|detectives|cps|investigators)(?:\s(?:have|has|also|now|today))*\scharged\s(?!£|up|our|the\s(?:car|phone|batter))(?:\w+) | \b(?:was|were|been|is|are|being|and|now|man|woman|boy|girl|teenager|teenagers|driver|suspect|people|men|women|pair|duo|officer|person|youth|he|she|they|jointly|also)\scharged(?!\s(?:£|a\s|an\s|at|for\s(?:the|a|your|using|each|every|plastic|parking)|extra|per|twice|more|less|up|in|by|through|only|the\s|interest|vat|battery|fully))\b | \bcharged\s(?:with|in\sconnection|over)\b(?!\s(?:ensuring|delivering|overseeing|leading|making|protecting|running|looking|the\s(?:task|duty)|responsibility|electricity|static|emotion|meaning|energy))",
    ),
    cued(
        "nicked",
        r"\bnicked\s(?:for|on|after)\b | \b(?:we|we've|officers|team|unit)\s(?:have\s|has\s|also\s|just\s)*nicked\b",
    ),
    cued(
        "jurors jury",
        r"\bjur(?:y|ors)\s(?:\w+\s)?(?:sworn|told|heard|hears|shown|considering|deliberat\w+|retired?)\b",
    ),
    cued(
        "review",
        r"\b(?:permission|seek\w*|won|launch\w*|fac(?:e|es|ing)|lodg\w+|bring\w*|threat\w*|apply\w*|applied)\b[^.!?\n]{0,30}\bjudicial\sreview\b",
    ),
    cued(
        "detained",
        r"\bdetained\s(?:for|on\ssuspicion|after|following|at\sthe\sscene|by\s(?:officers|police))\b",
    ),
    cued(
        "apprehended cells detained handcuffs nicked",
        r"\b(?:males?|females?|m[ae]n|wom[ae]n|suspects?|youths?|teenagers?|drivers?|boys?|girls?|thief|thieves|burglars?)\s(?:were\s|was\s|have\sbeen\s|has\sbeen\s|now\s|quickly\s)*(?:detained|nicked|apprehended|in\s(?:the\s|our\s)?cells|in\shandcuffs)\b",
    ),
    cued(
        "bailed",
        r"\bbailed\b(?!\sout)",
    ),
    cued(
        "prosecutors",
        r"\bprosecutors\s(?:allege|say|claim|told|argue)\b",
    ),
    cued(
        "arrest arrests",
        r"\b(?:made|making|make|further|two|three|four|five|several|more|an|the|\d+)\sarrests?\b",
    ),
    cued(
        "made",
        r"\barrests?\s(?:has|have|were|was)\sbeen\smade\b",
    ),
    cued(
        "under",
        r"\bunder\sarrest\b",
    ),
    cued(
        "trial",
        r"\b(?:on|stand(?:s|ing)?|faces?|facing|go(?:es)?\son|awaiting|await(?:s)?|committed\sfor)\strial\b(?!\s(?:basis|period|run|shift|until|and\serror|offer)) | \btrial\s(?:of|begins|continues|starts|is\sdue|date|has\sbegun|resumes|opens)\b(?=[^.!?\n]{0,60}\b(?:court|accused|murder|fraud|jury|man|woman|defendant|judge|crown|bailey|rape|assault|terror|officer))",
    ),
    cued(
        "defendant defendants",
        r"\b(?:the|a|this|each|two|three|all|both|other|co-?)\s?defendants?\b(?!\s(?:guide|handbook|costs))",
    ),
    cued(
        "bail court custody guilty magistrates",
        r"\b(?:appear(?:s|ed|ing)?|due|hearing|remanded|bailed|pleaded|pleads|pleading|plead)\s(?:to\sappear\s)?(?:at|in|before|into|not\sguilty|guilty|on)\s(?:\w+\s){0,3}(?:magistrates|court|custody|guilty|bail)\b",
    ),
    cued(
        "remanded",
        r"\bremanded\b",
    ),
    cued(
        "guilty",
        r"\bpleaded?s?\s(?:not\s)?guilty\b(?![^.!?\n]{0,60}\b(?:jailed|sentenced|fined|banned|ordered))",
    ),
    cued(
        "custody",
        r"\b(?:in|into|remains?\sin|held\sin|kept\sin|taken\sinto)\s(?:police\s)?custody\b(?!\s(?:suite|tour|visitor|record|of\s))",
    ),
    cued(
        "bail conditional court police unconditional",
        r"\b(?:on|released\son|granted|refused|under)\s(?:police\s|court\s|conditional\s|unconditional\s)?bail\b(?!\s(?:bonds?|hostel))",
    ),
    cued(
        "released",
        r"\breleased\sunder\sinvestigation\b",
    ),
    cued(
        "sentence sentenced sentencing",
        r"\b(?:awaiting|await|awaits|to\sbe|will\sbe|due\sto\sbe|before\sbeing)\s(?:sentenced|sentence|sentencing)\b",
    ),
    cued(
        "sentencing",
        r"\bsentencing\s(?:hearing\s)?(?:is|will|takes\splace|date|has\sbeen\sadjourned)\b",
    ),
    cued(
        "jury verdict",
        r"\b(?:jury|verdict)\s(?:is|are|has|have|out|retires?|expected|due|in\sthe)\b",
    ),
    cued(
        "found",
        r"\bfound\sguilty\b(?=[^.!?\n]{0,80}\bsentenc(?:ed\s(?:on|next|later)|ing))",
    ),
    cued(
        "wanted",
        r"\bwanted\s(?:for|on\s(?:suspicion|warrant)|in\sconnection|by\spolice|over)\b",
    ),
    cued(
        "suspicion",
        r"\bon\ssuspicion\sof\b",
    ),
    cued(
        "suspected",
        r"\bsuspected\sof\s(?:murder|rape|assault|robbery|burglary|fraud|theft|smuggling|terror|killing|attempted|causing|supplying|drug|stabbing|involvement)\w*",
    ),
    cued(
        "inquest",
        r"(?!inquest[^.!?\n]{0,60}\b(?:concluded|found|returned|ruled)\b)(?<=the\s|\san\s|r's\s)inquest\b | \binquest\b(?![^.!?\n]{0,60}\b(?:concluded|found|returned|ruled)\b)\s(?:into|opens|opened|hears|heard|continues|begins|resumes)\b",
    ),
    cued(
        "judicial",
        r"\bjudicial\sreview\s(?:of|into|against|challenge|claim|proceedings|hearing|brought|has|is|was|will)\b",
    ),
    cued(
        "court tribunal",
        r"\b(?:court|tribunal)\s(?:case|proceedings|action|hearing|challenge)\s(?:is|are|continues?|against|over|ongoing|has\sbegun|next|this\sweek|today|tomorrow)\b",
    ),
    cued(
        "proceedings",
        r"\b(?:legal|criminal|court)\sproceedings\s(?:are|is|have|against|remain|continue|ongoing|active|under\sway|were)\b",
    ),
    cued(
        "sub",
        r"\bsub\sjudice\b",
    ),
    cued(
        "accused",
        r"\b(?:the|an)\saccused\b(?!\sof\sbeing\s(?:out|too))",
    ),
    cued(
        "defence prosecution",
        r"\b(?:prosecution|defence)\s(?:case|team|says|told|alleges|barrister|witness)\b",
    ),
    cued(
        "alleged suspected",
        r"\b(?:alleged|suspected)\s(?:murderer|killer|attacker|rapist|offender|thief|fraudster|smugglers?|gang|drug\sdealer|people\ssmugglers?|burglar|paedophile)\b",
    ),
    cued(
        "murder",
        r"\bmurder\s(?:investigation|probe|inquiry|suspect)\b",
    ),
    cued(
        "helping",
        r"\bhelping\s(?:police|officers)\swith\s(?:their|our)\s(?:enquiries|inquiries)\b",
    ),
    cued(
        "cells",
        r"\bin\s(?:the|our)\scells\b(?!\s(?:at|of)\sthe\s(?:old|museum))",
    ),
    cued(
        "questioning questioned",
        r"\b(?:detectives|officers|police|we're|are|being|is)\s(?:also\s|now\s|still\s)?question(?:ed|ing)\s(?:by\s(?:police|officers|detectives)|(?:a|an|two|three|four|the|[0-9]+)\b)",
    ),
    cued(
        "against",
        r"\b(?:hearing|case|trial|prosecution|charges?)\s(?:in\sthe\scase\s)?against\s(?!domestic|violence|crime|the\sodds)",
    ),
)
SAID = Family((*ACTIVE, *STEPS))
OVER = re.compile(
    r"\b(?:jailed|imprisoned|sentenced to|has been sentenced|was sentenced|were sentenced|have been sentenced|handed (?:a|an) [\w-]+ sentence|locked up for|given (?:a )?(?:life|suspended)|case (?:is )?closed|acquitted|cleared of|convicted and (?:fined|ordered)|fined £|banned from (?:driving|keeping)|community order|back (?:inside|in prison|behind bars)|served (?:his|her|their) sentence)\b"
)
STILL_OPEN = re.compile(
    r"\b(?:remanded|awaiting|trial|will be sentenced|to be sentenced|co-?defendant|others? (?:were|was|have|has|is|are) (?:arrested|charged)|still wanted|appeal)\b"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    if OVER.search(text) and not STILL_OPEN.search(text):
        return
    for found in found_in(reader, SAID):
        yield reader.match(*found.span())
    if not HUNTERS.isdisjoint(reader.cues):
        for hunted in HUNTED.finditer(reader.text):
            yield reader.match(*hunted.span())


OI_LIVECASE = Rule(
    id="OI-LIVECASE",
    name="Live legal proceedings",
    severity=Severity.AUTH,
    authority=AuthorityClass.PROCEEDINGS,
    who="The departmental legal adviser.",
    citations=(
        Citation("Contempt of Court Act 1981", "Section 2 and Schedule 1"),
        Citation("Attorney General's Office", "Guidance on contempt of court"),
    ),
    tell=(
        "Court proceedings may be active. Do not say or imply guilt. A lawyer must clear "
        "this."
    ),
    better="Say what happened and where, and nothing of who is to blame.",
    triggers=("The defendant ran the gang", "He was charged with fraud"),
    near_misses=("You will be charged £20", "Clinical trial results are published"),
    find=in_english(find),
    cues=all_cues(SAID) | HUNTERS,
)
