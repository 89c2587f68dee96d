"""More wordings of OI-SECOPS: journeys to come, forces on the move, defences that are down.

The rule itself is elsewhere, and so are codes and passwords.
"""

from guidance.rules.cued import cued


VIP = r"(?:(?:home|foreign|defence|health|education|justice|business|transport|culture|environment)\ssecretary|secretary\sof\sstate|(?:prime|first|foreign|defence|the|our)\s(?:\w+\s)?minister|pm|chancellor|(?:his|her|their)\s(?:royal\shighness(?:es)?|majest(?:y|ies)|excellency)|(?:the|our)\s(?:king|queen|president|ambassador|premier|duke|duchess|prince|princess)(?:\sof\s\w+)?|hrh(?:\s\w+){0,3}|prince(?:ss)?\s\w+)"
VIP_WORDS = """
    secretary minister pm chancellor highness majesty majesties highnesses excellency king
    queen president ambassador premier duke duchess prince princess hrh
"""
SOON = r"(?:tonight|tomorrow|later\stoday|this\s(?:weekend|evening|afternoon|morning)|at\s(?:dawn|first\slight|midnight|midday|noon)|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|next\sweek|right\snow|as\swe\sspeak|within\shours|in\sthe\ssmall\shours|before\sdawn|overnight|at\s\d\d?\.\d\d|in\san\shour|at\s\d{1,2}(?:[:.]\d\d|\s?[ap]m)|now)"
UNIT = r"(?:\d+\s(?:para|commando|scots|rifles|regiment|squadron|brigade|battalion)|troops|soldiers|squaddies|(?:royal\s)?marines|paratroopers|paras|gurkhas|commandos|battalion|regiment|brigade|squadron|task\sforce|carrier\s(?:group|strike\sgroup)|warships?|submarines?|frigates?|destroyers?|convoys?(?!\sof\s(?:vintage|classic|tractors?|lorries|gritters))|raf\s(?:fast\s)?(?:jets?|planes?|aircraft|typhoons?|crews?)|fighter\sjets|typhoons|hms\s\w+|reservists)"
UNIT_WORDS = """
    para commando scots rifles regiment squadron brigade battalion troops soldiers squaddies
    marines paratroopers paras gurkhas commandos task carrier warship warships submarine
    submarines frigate frigates destroyer destroyers convoy convoys raf jets typhoons hms
    reservists
"""
MOVES = r"(?:fl(?:y|ies|ying)(?:\sout)?(?!\s(?:over|past|through|in\sformation))|tak(?:e|es|ing)\soff|leav(?:e|es|ing)|depart(?:s|ing)?|sail(?:s|ing)?|set(?:s|ting)?\s(?:off|sail)|ship(?:s|ping)?\sout|head(?:s|ing)?\s(?:out|off|for|to|north|south|east|west)|deploy(?:s|ing)?|embark(?:s|ing)?|strik(?:e|es|ing)|attack(?:s|ing)?|mov(?:e|es|ing)\s(?:out|in|off|up)|cross(?:es|ing)?|roll(?:s|ing)?\sout|withdraw(?:s|ing)?|go(?:es|ing)?\sin)"
GUARDED = r"(?:cctv|(?:security|surveillance|speed|perimeter)\scameras?|cameras|(?:burglar|intruder|security|panic|door|building)\salarms?|(?:the|our)\salarms?|security\s(?:guards?|staff|team|gates?|system|lights?|barriers?|doors?)|(?:night|gate)\s?(?:guards?|watchmen|watchman)|our\s(?:firewall|servers?|network|anti-?virus|systems?)|perimeter\sfenc(?:e|ing)|metal\sdetectors?|x-ray\smachine)"
DOWN = r"(?:(?:is|are|'s|'re|been|will\sbe|goes|go)\s(?:\w+\s)?(?:down|off|out\sof\s(?:action|order)|broken|unmanned|switched\soff|turned\soff|disabled|unlocked|offline|unpatched|left\sopen)|(?:isn't|aren't|not|hasn't\sbeen|haven't\sbeen|wasn't|weren't|hasn't|haven't)\s(?:\w+\s)?(?:work(?:ing|ed)?|patched|updated|monitored|on\sduty|switched\son|record(?:ing|ed)|manned|upgraded|covering))"
PLANS = (
    cued(
        VIP_WORDS,
        rf"\b{VIP}\s(?:\w+\s)?(?:on\s(?:his|her|their|the)\sway|en\sroute|inbound|heading\s(?:to|for)|bound\sfor)\b[^.!?\n]{{0,40}} | \b{VIP}\s(?:is|are|'s|will\sbe)\s(?:\w+\s)?(?:at|in|inside|visiting|here|with|staying|upstairs|downstairs|next\sdoor|backstage|outside|having|eating|speaking|sitting|on\sstage|touring|on\s(?:board|site))\b[^.!?\n]{{0,50}}\b(?:{SOON}|(?:un)?till?\s\w+)\b | \b{VIP}\s(?:will|is\sdue\sto|is\sexpected\sto|are\sdue\sto|is\sto|'ll)\s(?:be\s)?(?:visit(?:ing)?|land(?:ing)?|arriv(?:e|ing)|driv(?:e|ing)|travel(?:ling)?|fly(?:ing)?|depart(?:ing)?|leav(?:e|ing)|stay(?:ing)?|din(?:e|ing)|speak(?:ing)?|walk(?:ing)?|pass(?:ing)?|meet(?:ing)?|be\sat)\b[^.!?\n]{{0,40}}\b(?:{SOON}|at\s\d)",
    ),
    cued(
        UNIT_WORDS,
        rf"\b{UNIT}\b[^.!?\n]{{0,25}}\b{MOVES}\b[^.!?\n]{{0,40}}\b{SOON}\b | \b{SOON}[^.!?\n]{{0,25}}\b{UNIT}\s(?:will\s|are\s|is\s)?{MOVES}\b | \b{UNIT}\s(?:is\s|are\s)?(?:now\s|already\s)?(?:in\sposition|standing\sby|on\sstation|massing|lying\sin\swait|dug\sin)\b",
    ),
    cued(
        "raid raiding raids storm storming bust busting swoop swooping",
        rf"\b(?:we'll|we're|we|officers|police|the\steam|detectives|teams)\s(?:will\s|are\s|plan\sto\s|intend\sto\s)?(?:be\s|going\sto\s(?:be\s)?|planning\sto\s)?(?:raid(?:ing)?|storm(?:ing)?|bust(?:ing)?|swoop(?:ing)?(?:\son)?)\s[^.!?\n]{{1,40}}\b{SOON}",
    ),
    cued(
        """
        cctv camera cameras alarm alarms security guards guard watchman watchmen firewall
        server servers network antivirus anti system systems perimeter detector detectors machine
        """,
        rf"\b{GUARDED}\b[^.!?\n]{{0,25}}?\s?{DOWN}\b | \bno\s(?:\w+\s)?(?:security|guards?|cctv|cameras?|night\swatch\w*)\s(?:\w+\s){{0,2}}?(?:on|at|in|covering|overnight|tonight|between|after|there|working)\b",
    ),
    cued(
        "unlocked propped",
        r"\b(?:back|rear|side|staff|fire|main|roof|loading)\s(?:door|gate|entrance|bay|hatch)s?\b[^.!?\n]{0,20}\b(?:unlocked|propped\sopen)\b",
    ),
    cued(
        "pass badge lanyard card",
        r"\b(?:photo|picture|pic|selfie|snap|image|scan|look\sat)s?\s(?:of|with|at|is|showing)?\s?(?:my|our|his|her|the)\s(?:\w+\s)?(?:security|staff|building|access|parliamentary|id|site|warrant)\s(?:pass|badge|card|lanyard)\b | \b(?:my|our)\s(?:shiny\s)?new\s(?:security|parliamentary|access|building|warrant)\s(?:pass|badge|card|lanyard)\b",
    ),
    cued(
        "undercover covert surveillance plain",
        r"\b(?:undercover|covert|surveillance|plain[\s-]?clothes)\s(?:officers?|cops|teams?|agents?|vehicles?|cars?|cameras?)\s(?:are|is|will)\b",
    ),
    cued(
        "vulnerability vulnerabilities unpatched password passwords backdoor",
        r"\b(?:vulnerabilit(?:y|ies)|hole|backdoor|flaw)s?\sin\sour\s(?:\w+\s)?(?:systems?|servers?|network|firewall|website|software|database)\b | \bour\s(?:\w+\s)?(?:systems?|servers?|network)\b[^.!?\n]{0,30}\b(?:unpatched|default\spasswords?)\b",
    ),
    cued(
        "hotel address safehouse house",
        r"\b(?:witness|informant|defector|agent|source)\b[^.!?\n]{0,40}\b(?:is|are)\s(?:being\s)?(?:staying|kept|held|hidden|housed)\s(?:at|in)\b",
    ),
    cued(
        "train car convoy motorcade helicopter plane jet yacht",
        rf"\b(?:royal|ministerial|presidential|president's|minister's|pm's|king's|queen's|prime\sminister's)\s(?:train|car|convoy|motorcade|helicopter|plane|jet|yacht|flight)\b[^.!?\n]{{0,40}}\b(?:{SOON}|at\s\d|tomorrow)\b",
    ),
    cued(
        "guard guards patrol patrols security watchman porter",
        r"\b(?:guards?|(?:night|security|dog)\spatrols?|security|watchman|night\sporter)\b[^.!?\n]{0,20}\b(?:skips?|misses|never\s(?:checks?|goes|looks)|do(?:es)?n't\s(?:check|cover|work|start|patrol)|goes\shome|go\shome|falls?\sasleep|asleep|knocks?\soff|clocks?\soff|takes?\s(?:his|her|their|a)\sbreak)\b",
    ),
    cued(
        "locks lock codes code passwords password",
        r"\b(?:haven't|hasn't|never|not|yet\sto)\s(?:yet\s|been\s|got\sround\sto\s)*chang(?:ed|ing|e)\s(?:the|our|any)\s(?:locks?|(?:door\s|gate\s|alarm\s|safe\s)?codes?|(?:\w+\s)?passwords?)\b | \b(?:locks|codes|passwords)\s(?:haven't|have\snot|have\snever)\sbeen\schanged\b",
    ),
    cued(
        "witness informant defector whistleblower agent asset",
        r"\b(?:(?:protected|secret|key|anonymous)\switness|informant|defector|double\sagent|undercover\sagent)\b[^.!?\n]{0,20}\b(?:lives?|living|hiding|stays?|staying|works?|goes\sby|is\scalled|is\snamed)\b",
    ),
    cued(
        "drone drones missile missiles bombers bomber strike strikes airstrike airstrikes",
        rf"\b(?:(?:armed\s)?drones?(?:\steam|\screw)?|missiles?|bombers?|air\s?strikes?|strike\steam)\b[^.!?\n]{{0,30}}\b(?:takes?\soff|launch(?:es|ing)?|fires?|hits?|fl(?:y|ies)|begins?|strikes?|leaves?)\b[^.!?\n]{{0,40}}\b(?:{SOON}|at\s\d|strike|target)\b",
    ),
)
