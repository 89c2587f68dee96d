"""More wordings of CR-NATION: who in a devolved service may, must or gets what.

The rule itself is elsewhere, and so are the topics that name the policy outright.
"""

from guidance.rules.cued import cued


SERVED = r"(?:(?:junior|resident)\sdoctors|gps?|doctors|surger(?:y|ies)|hospitals|nhs\s\w+|dentists?|pharmacists?|pharmacies|midwives|nurses|teachers|headteachers|schools|pupils|schoolchildren|(?:primary|secondary|school|nursery)[\s-](?:children|pupils|kids)|students|sixth[\s-]formers|nurser(?:y|ies)|childminders|colleges|universities|care\shomes|(?:unpaid|young|family)\scarers|landlords|tenants|renters|leaseholders|homebuyers|first[\s-]time\sbuyers|bus\spassengers|foster\scarers|social\sworkers|farmers|home\seducators)"
SERVED_WORDS = """
    doctors gp gps surgery surgeries hospitals nhs dentist dentists pharmacist pharmacists
    pharmacies midwives nurses teachers headteachers schools pupils schoolchildren children
    kids students formers nursery nurseries childminders colleges universities homes carers
    landlords tenants renters leaseholders homebuyers buyers passengers workers farmers
    educators
"""
MAY = r"(?:can\s(?:now|soon|no\slonger|also|claim|apply|offer|refer|prescribe|treat|evict|keep|ask)|will\s(?!be\s(?:open|closed|shut|able\sto\ssee\sour)|reopen|close|open|visit|take\spart|perform|sing|join\sus|walk)|must|are\sto\s|to\sget|to\sbe\s(?:given|offered|paid|told|banned|allowed|required|fined)|get\s(?:a|an|more|extra|new|free)|no\slonger|are\sbeing\s(?:given|paid|told|asked|offered|banned)|have\sto|are\s(?:banned|entitled|allowed)|won't)"
CHANGES = r"(?:scrap\w*|abolish\w*|replac\w+|chang\w+|reform\w*|end(?:s|ed|ing)?|banned|ban|capped|cap|cut|rais\w+|rising|fall\w*|free|doubl\w+|extend\w*|introduc\w+|rolled\sout|eas(?:ed|ing)|tighten\w*|new|reduc\w+|increas\w+|going\sup|going\sdown|offer|overhaul\w*|delay\w*|limit\w*)"
DEVOLVED = (
    cued(
        SERVED_WORDS,
        rf"(?<!our\s)(?<!from\s)\b(?:your\s|all\s|every\s|most\s|more\s)?{SERVED}\s{MAY}",
    ),
    cued(
        "parking",
        r"\bhospital\s(?:car\s)?parking\s(?:fees?|charges?|costs?|permits?)\b | \b(?:no\smore|free|end\s(?:of|to)|scrap\w*|abolish\w*|cheaper|paying\sfor)\b[^.!?\n]{0,20}\bhospital\s(?:car\s)?parking\b",
    ),
    cued(
        "rules rule laws law rights",
        r"\b(?:rules?|laws?|rights)\s(?:on|for|about|around|covering|when)\s(?:private\s)?(?:rent\w*|tenan\w*|landlords|home\s?buy\w*|letting\w*|evict\w*|planning|house\s?build\w*|pavement|recycling|schools?|school\s\w+|home\s(?:education|schooling)|smok\w+|vap\w+|smack\w+|organ|hunting|fireworks|second\shomes|holiday\slets|leaseh\w+|care\shomes|bin\w*)\b",
    ),
    cued(
        "finance loan loans tuition bursary bursaries grant maintenance",
        r"\bstudent\s(?:finance|loans?|bursar(?:y|ies)|maintenance)\b | \b(?:nhs|nursing|teaching|teacher\straining)\sbursar(?:y|ies)\b",
    ),
    cued(
        "levels level gcses gcse sats ofsted curriculum btec btecs",
        rf"\b(?:new|more|first|reformed)\s(?:t[\s-]levels?|a[\s-]levels?|v[\s-]levels?|gcses?|btecs?)\b | \b(?:t[\s-]levels?|v[\s-]levels?|gcses?|sats|btecs?|ofsted|the\scurriculum)\b[^.!?\n]{{0,30}}\b{CHANGES}\b",
    ),
    cued(
        "commissioners commissioner pccs pcc mayors councils",
        rf"\b(?:police\sand\scrime\scommissioners?|pccs?|district\scouncils|parish\scouncils)\b[^.!?\n]{{0,40}}\b{CHANGES}\b",
    ),
    cued(
        "breakfast breakfasts lunch lunches milk toothbrushing toothpaste",
        r"\bfree\s(?:\w+\s)?(?:breakfasts?|lunch(?:es)?|milk|toothpaste)\b(?=[^.!?\n]{0,30}\b(?:children|pupils?|schools?|primary|infants|reception)\b) | \b(?:children|pupils?|schools?)\b[^.!?\n]{0,30}\bfree\s(?:\w+\s)?(?:breakfasts?|lunch(?:es)?|milk)\b",
    ),
    cued(
        "funding funded hours places childcare childminder",
        r"\b(?:funding|funded|hours|places|childcare)\b[^.!?\n]{0,20}\b(?:for|from)\s(?:all\s|every\s)?(?:two|three|four|one|nine|2|3|4|1|9)[\s-](?:(?:and|to|-)[\s-]\w+[\s-])?(?:years?|months?)(?:[\s-]olds?)?\b",
    ),
    cued(
        "pay",
        rf"\b(?:doctors'?|nurses'?|teachers'?|paramedics'?|nhs|midwives'?|social\sworkers'?|care\sworkers'?)\spay\b(?=[^.!?\n]{{0,30}}\b(?:{CHANGES}|deal|award|talks|dispute|review|settlement|published|rise)\b)",
    ),
    cued(
        "nhs prescriptions dental glasses eye wig hearing appointments scan scans gp hospital",
        rf"\b(?:nhs|gp|hospital|dental)\s(?:appointments?|waiting|dental\s\w+|treatment|charges?|checks?|targets?|scans?|referrals?|eye\stests?)\b[^.!?\n]{{0,30}}\b{CHANGES}\b | \b(?:wait|waits|waiting)\s(?:\w+\s)?(?:for|to\ssee)\s(?:an?\s|your\s)?(?:gp|hospital|nhs|operation|surgery|consultant|dentist)\b",
    ),
    cued(
        "tax stamp rates premium premiums",
        rf"\b(?:council\stax|stamp\sduty|business\srates)\b[^.!?\n]{{0,30}}\b{CHANGES}\b | \b{CHANGES}\s(?:to|in|of|on|for)\s(?:the\s|your\s)?(?:council\stax|stamp\sduty|business\srates)\b",
    ),
    cued(
        "bus buses fares fare",
        rf"\b(?:bus|concessionary)\s(?:fares?|pass(?:es)?|travel)\b[^.!?\n]{{0,30}}\b{CHANGES}\b | \b(?:free|cheaper|half-price|£\d)\s(?:\w+\s)?bus\s(?:travel|fares?|journeys?|pass(?:es)?)\b",
    ),
)
