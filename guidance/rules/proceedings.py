"""OI-LIVECASE: proceedings that are active, or that these words would call so.

What a court has finished with passes: jailed, sentenced, case closed.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.words import words


ACTIVE = re.compile(
    r"""
      \b(?:arrested|re-arrested)\b(?!\s(?:development|in\s1[0-9]{3}))
    | \b(?:made|making|make|further|two|three|four|five|several|more|an|the|\d+)\sarrests?\b | \barrests?\s(?:has|have|were|was)\sbeen\smade\b | \bunder\sarrest\b
    | \b(?:was|were|been|is|are|being|and|now|man|woman|boy|girl|teenager|teenagers|driver|suspect|people|men|women|pair|duo|officer|person|youth|he|she|they|jointly|also)\scharged(?!\s(?:£|a\s|an\s|at|for\s(?:the|a|your|using|each|every|plastic|parking)|extra|per|twice|more|less|up|in|by|through|only|the\s|interest|vat|battery|fully))\b
    | \bcharged\s(?:with|in\sconnection|over)\b(?!\s(?:ensuring|delivering|overseeing|leading|making|protecting|running|looking|the\s(?:task|duty)|responsibility|electricity|static|emotion|meaning|energy))
    | \b(?:on|stand(?:s|ing)?|faces?|facing|go(?:es)?\son|awaiting|await(?:s)?|committed\sfor)\strial\b(?!\s(?:basis|period|run|shift|until|and\serror|offer)) | \btrial\s(?:of|begins|continues|starts|is\sdue|date|has\sbegun|resumes|opens)\b(?=[^.!?\n]{0,60}\b(?:court|accused|murder|fraud|jury|man|woman|defendant|judge|crown|bailey|rape|assault|terror|officer))
    | \b(?:the|a|this|each|two|three|all|both|other|co-?)\s?defendants?\b(?!\s(?:guide|handbook|costs))
    | \b(?:appear(?:s|ed|ing)?|due|hearing|remanded|bailed|pleaded|pleads|pleading|plead)\s(?:to\sappear\s)?(?:at|in|before|into|not\sguilty|guilty|on)\s(?:\w+\s){0,3}(?:magistrates|court|custody|guilty|bail)\b | \bremanded\b | \bpleaded?s?\s(?:not\s)?guilty\b(?![^.!?\n]{0,60}\b(?:jailed|sentenced|fined|banned|ordered))
    | \b(?:in|into|remains?\sin|held\sin|kept\sin|taken\sinto)\s(?:police\s)?custody\b(?!\s(?:suite|tour|visitor|record)) | \b(?:on|released\son|granted|refused|under)\s(?:police\s|court\s|conditional\s|unconditional\s)?bail\b(?!\s(?:bonds?|hostel)) | \breleased\sunder\sinvestigation\b
    | \b(?:awaiting|await|awaits|to\sbe|will\sbe|due\sto\sbe|before\sbeing)\s(?:sentenced|sentence|sentencing)\b | \bsentencing\s(?:hearing\s)?(?:is|will|takes\splace|date|has\sbeen\sadjourned)\b | \b(?:jury|verdict)\s(?:is|are|has|have|out|retires?|expected|due|in\sthe)\b | \bfound\sguilty\b(?=[^.!?\n]{0,80}\bsentenc(?:ed\s(?:on|next|later)|ing))
    | \bwanted\s(?:for|on\s(?:suspicion|recall|warrant)|in\sconnection|by\spolice|over)\b | \bon\ssuspicion\sof\b | \bsuspected\sof\s(?:murder|rape|assault|robbery|burglary|fraud|theft|smuggling|terror|killing|attempted|causing|supplying|drug|stabbing|involvement)\w*
    | \b(?:the|an|opening\sof\sthe|coroner'?s?)\sinquest\b | \binquest\s(?:into|opens|opened|hears|heard|continues|begins|resumes)\b | \bjudicial\sreview\s(?:of|into|against|challenge|claim|proceedings|hearing|brought|has|is|was|will)\b | \b(?:court|tribunal)\s(?:case|proceedings|action|hearing|challenge)\s(?:is|are|continues?|against|over|ongoing|has\sbegun|next|this\sweek|today|tomorrow)\b
    | \b(?:legal|criminal|court)\sproceedings\s(?:are|is|have|against|remain|continue|ongoing|active|under\sway|were)\b | \bsub\sjudice\b | \b(?:the|an)\saccused\b(?!\sof\sbeing\s(?:out|too)) | \b(?:prosecution|defence)\s(?:case|team|says|told|alleges|barrister|witness)\b | \b(?:alleged|suspected)\s(?:murderer|killer|attacker|rapist|offender|thief|fraudster|smugglers?|gang|drug\sdealer|people\ssmugglers?|burglar|paedophile)\b
    | \bmurder\s(?:investigation|probe|inquiry|suspect)\b | \bhelping\s(?:police|officers)\swith\s(?:their|our)\s(?:enquiries|inquiries)\b | \b(?:extradition|contempt|appeal)\shearing\b | \bappeals?\s(?:court\s)?against\s(?:his|her|their|the)\s(?:conviction|sentence)\b
    """,
    re.VERBOSE,
)
OVER = re.compile(
    r"\b(?:jailed|imprisoned|sentenced to|has been sentenced|was sentenced|were sentenced|have been sentenced|handed (?:a|an) [\w-]+ sentence|locked up for|given (?:a )?(?:life|suspended)|case (?:is )?closed|acquitted|cleared of|convicted and (?:fined|ordered)|fined £|banned from (?:driving|keeping)|community order|served (?:his|her|their) sentence)\b"
)
STILL_OPEN = re.compile(
    r"\b(?:remanded|awaiting|trial|will be sentenced|to be sentenced|co-?defendant|others? (?:were|was|have|has|is|are) (?:arrested|charged)|still wanted|appeal)\b"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    if OVER.search(text) and not STILL_OPEN.search(text):
        return
    for found in ACTIVE.finditer(text):
        yield reader.match(*found.span())


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
    cues=words(
        """
        arrested arrest arrests charged trial defendant defendants appear appears appeared
        appearing due remanded bailed pleaded pleads pleading plead custody bail released
        sentenced sentence sentencing jury verdict guilty wanted suspicion suspected inquest
        judicial court tribunal proceedings judice accused prosecution defence alleged
        murder helping extradition contempt appeal appeals hearing
        """
    ),
)
