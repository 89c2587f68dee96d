"""More wordings of OI-LIVECASE: caught, summonsed, denied, heard and adjourned.

The rule itself is elsewhere, and so are arrests and charges.
"""

import re

from guidance.rules.cued import cued
from guidance.rules.words import words


SUSPECT = r"(?:suspects?|burglars?|thie(?:f|ves)|robbers?|dealers?|drug\sdealers?|males?|females?|m[ae]n|wom[ae]n|youths?|offenders?|drivers?|teenagers?|boys?|girls?|attackers?|shoplifters?|smugglers?|vandals?|arsonists?|fraudsters?|pair|duo|trio|gang|culprits?|person|people)"
OFFENCE = r"(?:murder|manslaughter|rape|sexual\s\w+|assault|fraud|theft|robbery|burglary|arson|charges?|causing|killing|harassment|stalking|smuggling|conspiracy|possession|perverting|misconduct|wounding|gbh|abh|blackmail|dangerous\sdriving|terror\w*|kidnap\w*|drug\w*|grooming|bribery|money\slaundering|perjury|affray|offences?|attempted\s\w+|supplying|involvement|wrongdoing)"
CRIME = r"(?:raids?|custody|suspicion|connection|police|officers|murder|stabbing|drugs?|robber\w*|burglar\w*|attack|disorder|shooting|assault|theft|arson|crash|fraud|weapons?|warrants?|cells|brawl|riot|smuggling|questioning)"
COURT = r"(?:court\sof\sappeal|appeal\scourt|high\scourt|supreme\scourt|crown\scourt|county\scourt|magistrates'?(?:\scourt)?|old\sbailey|employment\stribunal|tribunal)"
SOON = r"(?:today|tomorrow|this\s(?:week|month|morning|afternoon)|next\s\w+|on\s(?:mon|tues|wednes|thurs|fri)day|on\s\d|later\s(?:today|this)|now)"
STEPS = (
    cued(
        "trial",
        r"\btrial\s(?:\w+\s)?(?:starts?|begins?|opens?|resumes?|continues?|gets\sunder\sway|enters|under\sway)\b[^.!?\n]{0,40}\bof\s(?:an?\s|the\s|two\s|three\s|four\s)?(?:former|ex-\w+|man|woman|men|women|mp|teacher|headteacher|doctor|nurse|officers?|police|drivers?|couple|brothers?|pair|gang|teenagers?|\w+\s\w+,\s\d\d|mother|father|soldier|carer|businessman|company|firm|director) | \btrial\s(?:date|judge|continues|adjourned|collapses?|delayed)\b",
    ),
    cued(
        "locked banged behind",
        rf"\b{SUSPECT}\b[^.!?\n]{{0,20}}\b(?:locked\sup|banged\sup|behind\sbars|in\sthe\scells)\b[^.!?\n]{{0,30}}\b(?:this\s(?:evening|morning|afternoon)|tonight|last\snight|now|today|until|awaiting|overnight|interview\w*|custody)\b",
    ),
    cued(
        "caught nabbed collared apprehended captured rounded got cuffed",
        rf"\b(?:we|we've|officers|police|team|unit|dog|they've)\s(?:have\s|has\s|also\s|just\s|finally\s|\w+\s)?(?:caught|nabbed|collared|apprehended|captured|rounded\sup|cuffed)\s(?:him|her|them|our\sman|up\swith\s(?:him|them|the\s\w+)|(?:the|two|three|four|five|a|an|another|\d+)\s(?:\w+\s)?{SUSPECT})\b(?!\s(?:on\s(?:camera|cctv|film)|speeding|doing|using|at\s\d)) | \b(?:we've|we\shave|officers\shave|police\shave)\s(?:finally\s)?got\s(?:him|her|our\sman|our\ssuspect|the\s(?:suspect|culprit|thief|burglar))\b(?=\s*(?:[^\w\s]|$))",
    ),
    cued(
        "held",
        rf"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|m[ae]n|wom[ae]n|people|teenagers?|youths?|suspects?|boys?|girls?|pair|trio)\s(?:were\s|are\s|is\s|was\s|have\sbeen\s|has\sbeen\s|being\s|still\s){{0,2}}held\s(?:in|after|over|following|on|as|by|for)\b(?=[^.!?\n]{{0,50}}\b{CRIME}\b)",
    ),
    cued(
        "proceedings",
        r"\bproceedings\s(?:\w+\s)?(?:have\sbeen\s|has\sbeen\s|were\s|are\s|being\s)?(?:issued|brought|started|begun|commenced|instituted|launched|filed|ongoing|under\s?way|active|lodged)\b | \b(?:issued|begun|started|launched|commenced|brought)\s(?:\w+\s)?proceedings\s(?:against|over)\b",
    ),
    cued(
        "denies denied deny denying admits accused",
        rf"\b(?:denies|denied|deny|denying|admits)\s(?:all\s|any\s|the\s|a\s|one\s|two\s|three\s|causing\s|\w+\scounts?\sof\s){{0,2}}(?:\w+\s)?{OFFENCE}\b | \b(?:stands?|is|are|was|were)\saccused\sof\s(?:\w+\s)?(?:{OFFENCE}|killing|stealing|stabbing|defrauding|attacking)\b",
    ),
    cued(
        "summonsed summons",
        r"\bsummonsed\b | \b(?:issued|served)\s(?:with\s)?(?:an?\s)?(?:court\s)?summons(?:es)?\b(?!\sfor\sjury) | \b(?:will|to)\s(?:be\s)?(?:reported|summoned)\sto\scourt\b",
    ),
    cued(
        "adjourned postponed deferred resumes continues goes reconvenes",
        r"\b(?:sentenc(?:e|ing)|hearing|trial|inquest|tribunal|court)\b[^.!?\n]{0,40}\b(?:adjourned|postponed\sto|deferred|put\sback)\b | \b(?:hearing|trial|inquest|court\scase)\s(?:goes\son|continues|resumes|reconvenes)\b",
    ),
    cued(
        "sued suing sue prosecuted prosecuting taken",
        r"\bbeing\s(?:taken\sto\scourt|sued|prosecuted|tried)\b | \b(?:we're|we\sare|is|are)\s(?:also\s)?(?:suing|prosecuting|taking)\s(?:the|a|an|him|her|them|two|three|our)\b(?:[^.!?\n]{0,40}\bto\scourt\b|(?<=suing\s\w\w\w)|(?<=prosecuting\s\w\w\w)|(?<=suing\s\w\w\w\w)|(?<=prosecuting\s\w\w\w\w))",
    ),
    cued(
        "challenge appeal lawsuit petition claim case",
        rf"\b(?:legal\schallenge|appeal|case|claim|lawsuit|petition|challenge)\b[^.!?\n]{{0,40}}\b(?:will\sbe|is\sbeing|is\sto\sbe|due\sto\sbe|to\sbe|being)\s(?:heard|tried|decided)\b | \blegal\schallenge\s(?:to|against|over|by|from|is|has|will|begins|continues)\b(?=[^\n]{{0,80}}\b(?:court|judges?|heard|hearing|{SOON})\b)",
    ),
    cued(
        "court bailey magistrates tribunal",
        rf"\b(?:in|before|at|to|up\sbefore)\s(?:the\s)?(?:\w+\s)?{COURT}\b[^.!?\n]{{0,30}}\b{SOON}\b(?=[^\n]{{0,80}}\b(?:case|accused|charged|man|woman|men|against|appeal|challenge|claim|over|hearing|appear\w*|he|she|they|him|her)\b) | \b(?:case|accused|man|woman|men|women|he|she|they|appeal|challenge|claim|hearing|teenager|driver|landlord|company)\b[^.!?\n]{{0,50}}\b(?:in|before|at|to)\s(?:the\s)?(?:\w+\s)?{COURT}\b[^.!?\n]{{0,20}}\b(?:tomorrow|this\safternoon|next\s\w+|on\s(?:mon|tues|wednes|thurs|fri)day|later)\b",
    ),
    cued(
        "hearing",
        r"\b(?:extradition|contempt|appeal)\shearing\b",
    ),
    cued(
        "against",
        r"\bappeals?\s(?:court\s)?against\s(?:his|her|their|the)\s(?:conviction|sentence)\b",
    ),
    cued(
        "prosecutors prosecutor cps",
        r"\b(?:prosecutors?|the\scps|cps)\s(?:have\s|has\s)?(?:authorised|approved|decided\sto|will|seek|are\s(?:considering|reviewing))\b(?!\s(?:visit|speak|attend|answer))",
    ),
)
# Somebody named is sought for a crime; a missing person, or a man unnamed, is not.
HUNTED = re.compile(
    r"\b(?i:hunting|hunt for|looking for|searching for|seeking|find|trace|locate|want to speak to) (?:\w+ ){0,3}?[A-Z][a-z]+ [A-Z][a-z]+\b"
    r"[^.!?\n]{0,40}\b(?:over|in connection with|wanted|after|for) (?:\w+ ){0,4}?(?i:raid|robbery|murder|stabbing|assault|burglary|theft|attack|shooting|fraud|arson|offences?|breach|failing to|crash)\b"
)
HUNTERS = words("hunting hunt looking searching seeking find trace locate speak")
