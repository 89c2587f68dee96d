"""CR-NATION: a policy that each nation makes for itself, and no nation named.

What a body says of its own counter or its own town is no policy, and passes.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.cued import Family, all_cues, cued, found_in
from guidance.rules.devolved import DEVOLVED
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english


TOPICS = Family(
    (
        *DEVOLVED,
        cued(
            "school breakfast prescription prescriptions",
            r"""\b(?:free\s)?school\s(?:meals?|lunches|breakfasts?|milk)\b(?!\s(?:menu|supervisor|team)) | \bfree\sbreakfast\sclubs?\b | \b(?:free|nhs|cost\sof|price\sof|pay(?:ing)?\sfor)\s(?:your\s|their\s)?prescriptions?\b | \bprescriptions?\s(?:charges?|costs?|fees?|prices?|prepayment|are|will|exempt\w*|cheaper|free)\b""",
        ),
        cued(
            "tuition student maintenance fare fares bus concessionary rail",
            r"""\b(?:university\s)?tuition\sfees?\b | \bstudent\s(?:loans?|finance|grants?|maintenance)\b | \bmaintenance\s(?:loans?|grants?)\b | \b(?:bus\sfares?|£\d(?:\.\d\d)?\s(?:bus\s)?fares?|bus\sfare\scap|free\sbus\s(?:travel|passes|pass(?!\sby))|concessionary\stravel|rail\sfares?\s(?:freeze|frozen|cap|rise))\b""",
        ),
        cued(
            "childcare child nursery early eye sight dental dentist dentistry parking",
            r"""\b(?:free|funded|hours\sof|\d+\shours'?)\s(?:free\s|funded\s|hours\sof\s|of\s)*(?:childcare|child\scare|nursery|early\slearning|early\seducation)\b | \bchildcare\s(?:offer|entitlement|hours)\b | \b(?:free\s|nhs\s)(?:eye|sight)\stests?\b | \b(?:nhs\s)?dent(?:al|ist|istry)\s(?:charges?|fees?|costs?|treatment\s(?:is|costs?)|check-?ups?\s(?:are|cost))\b | \bhospital\s(?:car\s)?parking\b(?=[^.!?\n]{0,30}\b(?:free|charges?|scrapp|abolish|end|cap)) | \bfree\shospital\sparking\b""",
        ),
        cued(
            "tax rates stamp buy eviction evictions section renters renter rent rents tenants landlords leasehold leaseholders ground",
            r"""\b(?:council\stax|business\srates|stamp\sduty|land\s(?:transaction\s)?tax)\s(?:discounts?|reductions?|support|rises?|cuts?|freeze|frozen|bands?|reform\w*|relief|holiday|thresholds?|premiums?|increases?|is|will|changes?)\b | \bright\sto\sbuy\b | \b(?:no[\s-]fault\sevictions?|section\s21\b(?!\sof)|renters'?\s(?:rights|reform)|rent\s(?:controls?|caps?|freeze)|(?:private\s)?(?:tenants|renters|landlords)\s(?:can|can't|cannot|must|will|have|get|now|no\slonger)|leasehold(?:ers)?\s(?:reform|rights|can|will)|ground\srents?\s(?:are|will|ban|abolish|cap))\b""",
        ),
        cued(
            "pupil pupils schoolchild schoolchildren school schools teacher teachers nursery nurseries gp gps hospital hospitals e nhs nurses council councils care bus",
            r"""\b(?:every|all|more)\s(?:state\s|primary\s|secondary\s|nursery\s|reception\s)*(?:pupils?|schoolchild(?:ren)?|schools?|teachers?|nurser(?:y|ies)|gps?|gp\ssurger(?:y|ies)|hospitals?|a&es?|nhs\sstaff|nurses|councils?|care\shomes?|bus\spassengers)\s(?:will|must|can|to|in\syear|gets?|receives?|are\sto|should|have\sto|now|across\sthe\scountry|in\sthe\scountry|from\s(?:april|september)|should) | \b(?:pupils|schools|teachers)\s(?:will|must|are\sbanned|can\sno\slonger|have\sto)\b""",
        ),
        cued(
            "gcse gcses level levels sats phonics curriculum starting leaving ofsted fine fines phone phones",
            r"""\b(?:gcses?|a[\s-]levels?|sats|phonics|national\scurriculum|the\scurriculum|school\sstarting\sage|school\sleaving\sage|t[\s-]levels?|ofsted)\s(?:reforms?|changes?|will|are\s(?:being|to\sbe|changing)|is\s(?:being|to\sbe|changing)|grades?\sare|overhaul|inspections?\swill)\b | \b(?:school|term[\s-]time)\s(?:absence\s)?fines?\b | \bphone\sban\sin\sschools\b | \bphones?\s(?:are\s)?banned\sin\sschools\b""",
        ),
        cued(
            "care carer carers minimum organ period baby smack smacking",
            r"""\b(?:adult\s)?social\scare\s(?:charges|costs|cap|funding|reform|is|will|workers\swill|levy)\b | \bcare\s(?:home\s)?(?:fees|costs)\b(?=[^.!?\n]{0,40}\b(?:cap|free|will|limit|pay)) | \bfree\spersonal\scare\b | \bcarer'?s?\sleave\sin\sschools\b | \bminimum\s(?:unit\s)?(?:alcohol\s)?pric(?:e|ing)\b | \borgan\sdonation\s(?:law|is\sopt|opt|system)\b | \b(?:free\speriod\sproducts|baby\sbox(?:es)?)\b | \bsmack(?:ing)?\s(?:children|ban|is|your\schild)\b""",
        ),
        cued(
            "single disposable plastic carrier wet deposit food weekly recycling",
            r"""\b(?:single[\s-]use\s(?:plastics?|vapes?|carrier\sbags?)|disposable\svapes?|plastic\s(?:bag|straws?|cutlery|plates)|carrier\sbag\scharge|wet\swipes)\b(?=[^.!?\n]{0,40}\b(?:ban|banned|illegal|charge|law|outlaw|cost|from|now|no\slonger)) | \b(?:deposit\sreturn(?:\sscheme)?|food\swaste\s(?:must|will|collections?\s(?:will|are|must|for\s(?:all|every)))|weekly\s(?:food\swaste|bin)\scollections?\s(?:for\s(?:all|every)|will|must)|recycling\s(?:rules|law)|simpler\srecycling)\b""",
        ),
        cued(
            "planning permitted housing housebuilding town towns waiting appointments backlog jab jabs vaccine vaccines vaccination vaccinations",
            r"""\b(?:planning\s(?:rules|reforms?|law|system)|permitted\sdevelopment|housing\starget|housebuilding\starget|new\stowns?\s(?:programme|will))\b | \b(?:nhs|hospital)\s(?:waiting\s(?:lists?|times?)|appointments|backlog)\s(?:are|is|will|fall|have|has|down|cut|target|guarantee|by)\b | \b(?:gp|doctors'?)\sappointments?\s(?:are|will|more|within|easier|guarantee|target)\b | \b(?:more|extra)\s(?:gp|nhs|dental)\sappointments?\b | \bfree\s(?:flu|covid|shingles|rsv|mmr|hpv)\s(?:jabs?|vaccines?|vaccinations?)\b | \b(?:flu|covid|shingles|rsv|hpv|chickenpox|meningitis)\s(?:jabs?|vaccines?|vaccinations?)\s(?:is|are)\s(?:now\s)?(?:free|available\sto\s(?:all|every)|offered\sto)\b""",
        ),
        cued(
            "results pass passes single disposable permission mph",
            r"""\b(?:gcse|a[\s-]level|as[\s-]level|sats|exam)s?\s(?:and\s[\w-]+\s)?results\s(?:day|week|are\sout|are\shere)\b | \bbus\spass(?:es)?\s(?:for|are|will|if|at)\b | \b(?:rules?|ban|banned|law|laws|charges?|limits?)\s(?:on|for)\s(?:single-use|disposable)\s\w+ | \bplanning\spermission\s(?:is|will|changes?|fees?|easier|no\slonger)\b | \bspeed\slimits?\b[^.!?\n]{0,50}\b(?:is|are|will|be|now|drops?|cut|lowered)\b[^.!?\n]{0,20}\b20\s?mph\b""",
        ),
        cued(
            "tuition university waiting jury juries trial trials magistrates tax rent renters renting",
            r"""\b(?:junior\sisa|tuition)\s(?:is|are)\sfree\b | \bfree\s(?:tuition|university)\b | \b(?:nhs|hospital|surgery)\swaiting\slists?\b | \b(?:juries|jury\strials?|magistrates'?\scourts?)\s(?:will|are\sto|reform)\b | \bcouncil\stax\b(?=[^.!?\n]{0,30}\b(?:chang\w+|rising|going\sup|freez\w+|capped|reform\w*|abolish\w*|revalu\w+)\b) | \b(?:private\s)?rent(?:ers|ing)?\s(?:rights|rules|laws?|reforms?)\b""",
        ),
        cued(
            "legal mph pavement apprenticeship teachers teacher nurses doctors staff winter homelessness farm farming",
            r"""\blegal\said\s(?:is|will|reform|threshold|eligib)\b | \b(?:default\s)?(?:20|twenty)\s?mph\s(?:default|limits?\s(?:on\sall|will|are\snow|in\sall))\b | \bpavement\sparking\s(?:ban|is|will|law)\b | \bapprenticeship\slevy\b | \b(?:teachers?|nurses|junior\sdoctors|resident\sdoctors|nhs\sstaff)\s(?:pay\s(?:rise|award|deal)|(?:will\s)?(?:get|receive)\s(?:a\s)?pay) | \bwinter\sfuel\b | \bhomelessness\s(?:law|duty)\b | \bfarm(?:ing)?\s(?:subsid\w+|payments?\s(?:will|are|scheme)|budget)\b | \bsustainable\sfarming\sincentive\b""",
        ),
        cued(
            "uniform uniforms breakfast loans results pay teachers workers",
            r"""\bschool\suniforms?\b | \bbreakfast\sclubs?\b | \b(?:students?|undergraduates?|graduates?)\b[^.!?\n]{0,40}\bloans?\b | \b(?:a[\s-]level|gcse|t[\s-]level|as[\s-]level)s?\b[^.!?\n]{0,30}\bresults\b | \bsocial\s(?:care\s)?workers?\s(?:will|get|must|receive|to)\b | \b(?:care\sworkers|paramedics|nurses|doctors|teachers|council\sworkers|support\sstaff)\s(?:\w+\s){0,3}?pay\s(?:rise|award|deal|offer|increase)\b""",
        ),
        cued(
            "sizes fined evictions eviction surgeries surgery ambulance waits waiting dentists fares",
            r"""\bclass\ssizes\b | \bfined\sfor\s(?:term|taking|holidays|school|unauthorised)\b | \bevictions?\s(?:notices?|ban|will|are)\b | \b(?:gp\ssurger(?:y|ies)|surgeries|dentists|gps)\s(?:will|must|are\sto)\b | \bambulance\s(?:response|waiting)\stimes\b | \b(?:a&e|nhs|hospital|ambulance|gp)\swait(?:s|ing\stimes?)\b | \bbus\sfares\b""",
        ),
    )
)
NATION = re.compile(
    r"\b(?:england|english|scotland|scottish|scots|wales|welsh|cymru|northern ireland|northern irish|n\. ?ireland|great britain|britain|british|gb|uk|u\.k|united kingdom|nation's|four nations|ni|london|mayor|manchester|wherever you live|devolved)\b|\.(?:wales|scot|cymru)\b|#\w*(?:england|scotland|wales|cymru)"
)
# One body's own counter, town or form.
LOCAL = re.compile(
    r"\b(?:our (?:schools?|town|city|county|borough|district|area|residents|council|region)|your local (?:council|library|pharmacy|school)|town hall|county council|city council|borough council|district council|parish|our (?:pharmacy|surgery|practice|hospital)|apply (?:now|online|here|by)(?! for (?:student|tuition|funded|free))|half[ -]term menu)\b"
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT:
        return
    found = [each.span() for each in found_in(reader, TOPICS)]
    if found and not _placed(reading):
        yield from (reader.match(start, end) for start, end in found)


def _placed(reading: Reading) -> bool:
    return any(
        NATION.search(reader.lowered) or LOCAL.search(reader.lowered)
        for reader in reading.readers
    )


CR_NATION = Rule(
    id="CR-NATION",
    name="Which nation does this apply to?",
    severity=Severity.ADVISE,
    who="Nobody needs to: this informs.",
    citations=(
        Citation("Cabinet Office devolution guidance", "Common working arrangements"),
    ),
    tell="This policy may not apply across the UK. Say where it applies.",
    better="“Free school meals for every pupil in Year 2 in England”",
    triggers=(
        "Free school meals for every pupil in Year 2",
        "Prescriptions cost less now",
    ),
    near_misses=(
        "Free prescriptions in Wales",
        "Bus fares in England are capped",
        "Great Britain's canals need volunteers",
    ),
    find=in_english(find),
    cues=all_cues(TOPICS),
)
