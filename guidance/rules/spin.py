"""Patterns of spin: praise of a policy, and attacks on those who doubt it.

No rule lives here; weather, buildings and sport are not policies.
"""

from guidance.rules.cued import cued


POLICY = r"(?:crackdown|deal|agreement|investment|reforms?|package|moment|milestone|victory|win|achievement|legislation|law|laws|bill|change|changes|plan|plans|settlement|boost|shift|opportunity|decision|announcement|support|funding|action|measures|commitment|vote|first|step|budget|partnership|treaty|overhaul|levels\sof\s(?:funding|investment|support|spending)|amounts?\sof\s(?:funding|money|support)|scheme|programme|policy|policies|rights|mandate|ambition|transformation|pay\s(?:rise|deal|award))"
ATTACKED = r"(?:critics?|opponents?|opposition|mps?|unions?|campaigners?|journalists?|the\sbbc|media|judges?|lawyers?|councils?|bosses|charit(?:y|ies)|naysayers|doubters|labour|tories|snp|reform|claims?|protesters?|activists?|the\seu|brussels|companies|suppliers|firms|experts|peers|minister|government|plans?|record|rivals?|predecessors?)"
SPEAKER = r"(?:ministers?|secretary(?:\sof\sstate)?|council|chancellor|pm|prime\sminister|mp|government|mayor|commissioner|boss|chief|leader|department|treasury|we)"
HIT = r"(?:slam(?:s|med|ming)?|blast(?:s|ed|ing)?|slat(?:es|ed|ing)|lambast(?:s|es|ed|ing)?|savag(?:es|ed|ing)|hits?\s(?:back|out)(?:\sat)?|hitting\s(?:back|out)|lash(?:es|ed|ing)?\sout|tears?\sinto|tore\sinto|rips?\sinto|ripped\sinto|rounds?\son|demolish(?:es|ed)|destroys?|humiliat(?:es|ed)|crush(?:es|ed)|torch(?:es|ed)|schools?|skewers?|trash(?:es|ed)|rubbish(?:es|ed)|takes?\saim\sat|owns?|mocks?|shames?|fires?\sback|claps?\sback|calls?\sout)"
SPIN = (
    cued(
        """
        worldbeating beating world envy none best greatest finest
        """,
        r"""\bworld[\s-]?beating\b | \b(?:our|truly|britain's|a\struly|genuinely)\s(?:[\w-]+\s)?world[\s-](?:leading|class)\b | \b(?:the\s)?envy\sof\s(?:the\sworld|europe)\b | \bsecond\sto\snone\b | \b(?:best|greatest|finest)\s(?:\w+\s)?(?:country|nation|government|economy|system|deal)\s(?:in|on)\s(?:the\s)?(?:world|earth|history|europe|g7)\b""",
    ),
    cued(
        """
        apology apologies apologise apologize excuses unapologetic unapologetically apologetic
        apologetically
        """,
        r"""\b(?:makes?|making|made|offers?)\s(?:absolutely\s|certainly\s)?no\s(?:apology|apologies|excuses)\b | \b(?:will\snot|won\'t|never|not\sgoing\sto|refuses?\sto)\sapologi[sz]e\sfor\s(?:\w+ing|our|it|this|that)\b | \b(?:un|not\s)apologetic(?:ally)?\b(?=[^.!?\n]{0,40}\b(?:about|for|in|pro|on|about|tough|ambitious|backing)\b) | \bno\sapology\sfor\b""",
    ),
    cued(
        """
        historic landmark momentous monumental groundbreaking ground game
        transformative revolutionary seismic unprecedented era generational
        """,
        rf"""\b(?:historic|landmark|momentous|monumental|groundbreaking|ground-breaking|game-changing|game\schanging|transformative|revolutionary|seismic|unprecedented|era-defining|generational)\s(?:new\s|£[\d.,]+\s?\w+\s|and\s\w+\s|\w+ing\s|trade\s|pay\s|peace\s|nuclear\s|rail\s|tax\s|welfare\s|planning\s|public\s|government\s){{0,2}}{POLICY}\b(?!\s(?:of\srain|from\s1\d)|\s(?:for|in)\s(?:[\w\'-]+\s){{0,3}}(?:rugby|football|cricket|netball|hockey|sport|club|team|league|athletics|railway|village|museum|theatre))""",
    ),
    cued(
        """
        game generation biggest boldest toughest ambitious radical generous
        """,
        r"""\bgame[\s-]changers?\b | \b(?:once|biggest|largest|greatest|boldest|toughest|most\sambitious)(?:\s[\w-]+){0,4}\sin\sa\sgeneration\b | \b(?:biggest|boldest|toughest|most\s(?:ambitious|radical|generous))[\s-](?:ever\s)?(?:[\w-]+\s){0,2}(?:shake-?up|overhaul|reforms?|crackdown|boost|package|upgrade|plan|cash\sinjection|expansion\sof\s(?:rights|workers))\b""",
    ),
    cued(
        """
        slam slams slammed slamming blast blasts blasted blasting slates slated
        slating lambast lambasts lambastes lambasted lambasting savages savaged
        savaging hits hit hitting lash lashes lashed lashing tears tore rips
        ripped rounds demolish demolishes demolished destroy destroys humiliates
        humiliated crush crushes crushed torches torched school schools skewer
        skewers trash trashes trashed rubbish rubbishes rubbished takes take own
        owns mock mocks shame shames fires fire claps clap calls call
        """,
        rf"""\b{SPEAKER}\s(?:has\s|have\s|today\s)?{HIT}\s(?:\w+\s|'[^'\n]{{1,30}}'\s){{0,3}}{ATTACKED}\b | \b{HIT}\s(?:the\s|our\s|its\s|his\s|her\s|their\s|govt?\s|government's\s)*(?:critics|opponents|opposition|naysayers|doubters|doomsters|detractors|rivals)\b | \b{SPEAKER}\s(?:slams|blasts|slates|lambasts|savages|hits\s(?:back|out)|lashes\sout|tears\sinto)\b""",
    ),
    cued(
        """
        critics opponents doubters detractors naysayers doom doommongers
        doomsters gloomsters opposition talking
        """,
        r"""\b(?:our|the|my)\s(?:critics|opponents|doubters|detractors|naysayers|doom-?mongers)\s(?:are|were|have\sbeen|got\sit)\s(?:\w+\s)?(?:wrong|mistaken|proved?n?\swrong|silent|in\sdenial)\b | \b(?:why|how)\s(?:the\s|our\s)?(?:critics|opponents|doubters|opposition)\s(?:are|were|is)\s(?:so\s)?wrong\b | \b(?:prov(?:e|ed|es|ing))\s(?:the\s|our\s)?(?:critics|doubters|naysayers|doomsters)\swrong\b | \b(?:doomsters|gloomsters|doom-?mongers|naysayers|talking\s(?:britain|the\s(?:country|nhs|economy))\sdown)\b""",
    ),
    cued(
        """
        british hard hardworking working ordinary many people side
        """,
        r"""\b(?:deliver(?:s|ed|ing)?|working|fighting|standing\sup|stand(?:s)?\sup|on\sthe\sside|backing|fight)\s(?:for|of)?\s?(?:the\s)?(?:british\speople|hard-?working\s(?:families|people|britons|taxpayers)|working\speople|ordinary\s(?:people|families)|the\smany)\b | \bhard-?working\s(?:families|taxpayers|brits|britons)\b | \bwill\sof\sthe\s(?:british\s)?people\b | \bon\s(?:your|the\speople's)\sside\b(?=\s?[.!,]|$)""",
    ),
    cued(
        """
        britain control boats smash smashing building build oven job brexit plan
        page corner
        """,
        r"""\b(?:getting|get|putting|put|making|make)\sbritain\s(?:back|moving|working|building|first|great|on\sits\sfeet|booming|strong)\b | \btak(?:e|ing|en)\sback\scontrol\b | \bstop\sthe\sboats\b | \bsmash(?:ing)?\sthe\s(?:gangs|people-smuggling)\b | \bbroken\sbritain\b | \bbuild(?:ing)?\sback\sbetter\b | \boven-ready\b | \bget(?:ting)?\s(?:on\swith\sthe\sjob|brexit\sdone|the\sjob\sdone)\b | \bplan\sfor\schange\sis\s(?:working|delivering)\b | \b(?:our|the|this)\s(?:long-term\s)?plan\sis\s(?:working|delivering)\b | \bturn(?:ing|ed)?\s(?:the\spage|the\scorner)\son\b""",
    ),
    cued(
        """
        tape bureaucracy quango quangos turbocharge turbocharges turbocharged
        turbocharging turbo supercharge supercharges supercharged supercharging
        super superpower unleash unleashes unleashed unleashing
        """,
        r"""\b(?:slash(?:es|ed|ing)?|cut(?:s|ting)?\sthrough|bonfire\sof|rip(?:s|ping)?\sup|tear(?:s|ing)?\sup|sweep(?:s|ing)?\saway)\s(?:the\s)?(?:\w+\s)?(?:red\stape|bureaucracy|quangos?)\b | \b(?:turbo-?charg|super-?charg)(?:e|es|ed|ing)\s(?!(?:car|engine|vehicle))\w+ | \b(?:clean\senergy|science|tech|ai|global)\ssuperpower\b | \bunleash(?:es|ed|ing)?\s(?:the\s)?(?:[\w'-]+\s){0,2}(?:potential|growth|investment|power\sof|economy|britain)\b""",
    ),
    cued(
        """
        tough tougher toughest bold radical decisive sweeping swingeing war
        massive huge major common
        """,
        r"""\b(?:tough|tougher|toughest|bold|radical|decisive|sweeping|swingeing)\s(?:and\s\w+\s)?(?:new\s)?(?:laws?|powers|crackdown|measures|rules|sentences|reforms?|action|plan|plans|vision|agenda|stance|approach)\b(?!\sto\sgrass) | \bget(?:s|ting)?\stough\son\b | \bwar\son\s(?!(?:want|display|screen|the\swestern))(?:motorists|woke|drugs|crime|waste|red\stape|fraud|fraudsters|britain|bureaucracy|benefit\scheats|the\s\w+)\b | \b(?:massive|huge|major|massive)\s(?:win|victory|boost|vote\sof\sconfidence)\sfor\b | \bcommon[\s-]sense\s(?:policies|policy|revolution|approach\sto|government|conservati\w+)\b""",
    ),
    cued(
        """
        failed broken disastrous reckless wasteful ideological crazy mad madcap
        barmy ludicrous damaging spiteful cruel rightly frankly mistake clear
        proud
        """,
        r"""\b(?:failed|broken|disastrous|reckless|wasteful|ideological|crazy|mad|madcap|barmy|ludicrous|damaging|spiteful|cruel)\s(?:\w+\s)?(?:policy|policies|schemes?|system|plans?|dogma|experiment|ideas?)\b(?=[^.!?\n]{0,60}\b(?:of|by|from|under|left|inherited|previous|last|opposition|that)\b) | \b(?:rightly|quite\srightly|frankly|make\sno\smistake|let's\sbe\sclear|let\sus\sbe\sclear)\b(?=[^.!?\n]{0,80}\b(?:government|critics|opposition|we|labour|tories|britain|our|policy|wrong)\b) | \bproud\sof\s(?:our|this\sgovernment's|the\sgovernment's)\s(?:record|achievements?)\b""",
    ),
    cued(
        """
        government right wrong brilliant fantastic superb amazing
        """,
        r"""\bonly\s(?:this|our|a)\s(?:\w+\s)?government\s(?:can|will|has|is)\b | \bthis\sgovernment\s(?:is|has)\s(?:finally|at\slast|fixing|cleaning|restoring|delivering|rebuilding)\b | \b(?:the\s)?(?:right|wrong)\sthing\sto\sdo\sfor\s(?:britain|the\scountry)\b | \b(?:brilliant|fantastic|superb|amazing)\s(?:new\s)?(?:policy|policies|reforms?|legislation)\b""",
    ),
)
