"""IM-CIVIL: abuse, and contempt for a person or a group.

Criticism that we quote, and criticism of what somebody did, pass: so do storms that
slam, winners and losers, and children who grow up.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.cued import all_cues, cued, found_in
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import PARTICIPATION_2008, SOCIAL_MEDIA_2012


END = r"(?=\s*(?:[.!?,;:\"')\n-]|$))"
# An order stands at the start of a sentence, not in the middle of advice.
START = r"(?:(?<=^)|(?<=[.!?\n:,;-]\s)|(?<=[.!?\n])|(?<=\bjust\s)|(?<=\bplease\s)|(?<=\bso\s)|(?<=\band\s))"
MEAN = r"(?:arrogant|ignorant|pathetic|stupid|thick|dim|dumb|clueless|deluded|hypocritical|gullible|spineless|gutless|shameless|brainless|idiotic|moronic|foolish|entitled|petty|bitter|hysterical|dishonest|deceitful|incompetent|cowardly|lazy|greedy|useless|embarrassing|laughable|pitiful|disgusting|vile|ridiculous|selfish|childish|obnoxious|smug|rude)"
CRITICS = r"(?:critics?|journalists?|reporters?|hacks?|lawyers?|solicitors?|barristers?|judges?|campaigners?|activists?|opponents?|mps?|politicians?|peers|academics?|scientists|experts?|economists?|charit(?:y|ies)|unions?|union\s(?:bosses|barons)|protesters?|commentators?|columnists?|pundits?|trolls?|nimbys?|elites?|celebrities|bureaucrats?|civil\sservants|teachers|doctors|nurses|motorists|cyclists|migrants|claimants|benefit\sclaimants|vegans|students|millennials|boomers|think\stanks?|bishops|broadcasters|media)"
INSULT = r"(?:idiots?|morons?|imbeciles?|cretins?|half-?wits?|dim-?wits?|nitwits?|numpt(?:y|ies)|plonkers?|pillocks?|dunces?|simpletons?|scumbags?|lowlifes?|low-lifes?|dirtbags?|snowflakes|crybab(?:y|ies)|cry-babies|remoaners?|brexiteer\snutters?|libtards?|gammons|retards?|nutters?|loonies|nutjobs?|crackpots?|airheads?|jerks?|wretches|cowards|clowns?|muppets?|fools?|losers?|liars?|vermin|scum|parasites|leeches|pigs|sheep|sheeple|rats|weasels?|snakes?|lunatics?|fantasists?|hypocrites?|bigots?|whiners?|whingers?|moaners?|twits?)"
SWEARING = r"(?:f+u+c+k\w*|f\*+(?:c?k)?\w*|motherf\w+|s\*+t\w*|(?:bull|horse|dip)?shit(?:s|ty|show|head|e)?|bullsh\*t|bastards?|wankers?|arseholes?|assholes?|a\*\*holes?|dickheads?|knobheads?|bellends?|twats?|cunts?|c\*\*ts?|tossers?|bollocks|pricks(?!\s(?:your|of))|piss\soff|pissed\soff|sod\soff|bugger\soff|naff\soff|eff\soff|stfu|gtfo|screw\syou|slag|slags|slut|sluts|whores?|bitch(?:es)?|crap(?!py\sweather))"
ABUSE = (
    cued(
        """
        idiot idiots moron morons imbecile imbeciles cretin cretins half halfwit
        halfwits dim dimwit dimwits nitwit nitwits numpty numpties plonker
        plonkers pillock pillocks dunce dunces simpleton simpletons scumbag
        scumbags lowlife lowlifes low dirtbag dirtbags snowflakes crybaby
        crybabies cry remoaner remoaners nutters nutter libtard libtards gammon
        gammons retard retards loonies nutjob nutjobs crackpot crackpots airhead
        airheads jerk jerks wretches cowards clown clowns muppet muppets fool
        fools loser losers liar liars vermin scum parasites leeches pigs sheep
        sheeple rat rats weasel weasels snake snakes lunatic lunatics fantasist
        fantasists hypocrite hypocrites bigot bigots whiner whiners whinger
        whingers moaner moaners twit twits truth bedwetter bedwetters
        """,
        r"""(?<![\w@#])(?:idiots?(?!'s|[\s-](?:guide|proof))|morons?|imbeciles?|cretins?|half-?wits?|dim-?wits?|nitwits?|numpt(?:y|ies)|pillocks?|plonkers?|scumbags?|dirtbags?|crybab(?:y|ies)|remoaners?|libtards?|retards?|nutjobs?|crackpots?|sheeple|truth[\s-]?twisters?|bedwetters?)\b(?<!the\sidiot)""",
    ),
    cued(
        """
        fuck fucks fucked fucking fucker fuckers f fu motherfucker motherfuckers
        motherfucking s shit shits shitty shitshow shithead shite bullshit
        horseshit dipshit bullsh bastard bastards wanker wankers arsehole
        arseholes asshole assholes dickhead dickheads knobhead knobheads bellend
        bellends twat twats cunt cunts c tosser tossers bollocks pricks piss
        pissed sod bugger naff eff stfu gtfo screw slag slags slut sluts whore
        whores bitch bitches crap
        """,
        rf"""(?<![\w@#]){SWEARING}(?!\w)""",
    ),
    cued(
        """
        idiot idiots moron morons imbecile imbeciles cretin cretins half halfwit
        halfwits dim dimwit dimwits nitwit nitwits numpty numpties plonker
        plonkers pillock pillocks dunce dunces simpleton simpletons scumbag
        scumbags lowlife lowlifes low dirtbag dirtbags snowflakes crybaby
        crybabies cry remoaner remoaners nutters nutter libtard libtards gammon
        gammons retard retards loonies nutjob nutjobs crackpot crackpots airhead
        airheads jerk jerks wretches cowards clown clowns muppet muppets fool
        fools loser losers liar liars vermin scum parasites leeches pigs sheep
        sheeple rat rats weasel weasels snake snakes lunatic lunatics fantasist
        fantasists hypocrite hypocrites bigot bigots whiner whiners whinger
        whingers moaner moaners twit twits
        """,
        rf"""\b(?:you|you're|you\sare|they're|they\sare|he's|he\sis|she's|she\sis|these|those|such|what|absolute|total|complete|utter|utterly|bunch\sof|load\sof|pack\sof|pathetic|stupid|ignorant|bloody)\s(?:an?\s|all\s|just\s|nothing\sbut\s|are\s|absolute\s|total\s|complete\s|utter\s|a\sbunch\sof\s|little\s|silly\s|stupid\s|pathetic\s){{0,3}}{INSULT}{END}""",
    ),
    cued(
        """
        arrogant ignorant pathetic stupid thick dim dumb clueless deluded
        hypocritical gullible spineless gutless shameless brainless idiotic
        moronic foolish entitled petty bitter hysterical dishonest deceitful
        incompetent cowardly lazy greedy useless embarrassing laughable pitiful
        disgusting vile ridiculous selfish childish obnoxious smug rude
        """,
        rf"""\b(?:you\sare|you're|you\sall\sare|he\sis|he's|she\sis|she's|they\sare|they're)\s(?:all\s|just\s|so\s|being\s|really\s|very\s|utterly\s|completely\s|totally\s|clearly\s|obviously\s|beyond\s|absolutely\s)*{MEAN}{END}""",
    ),
    cued(
        """
        arrogant ignorant pathetic stupid thick dim dumb clueless deluded
        hypocritical gullible spineless gutless shameless brainless idiotic
        moronic foolish entitled petty bitter hysterical dishonest deceitful
        incompetent cowardly lazy greedy useless embarrassing laughable pitiful
        disgusting vile ridiculous selfish childish obnoxious smug rude
        """,
        r"""\b(?:so|how|utterly|truly|unbelievably|incredibly|beyond|what\san?|such\san?)\s(?:utterly\s|totally\s|completely\s)?(?:arrogant|ignorant|pathetic|clueless|deluded|hypocritical|spineless|gutless|brainless|moronic|idiotic|stupid\sof\s(?:you|them)|stupid\scan\syou)\b""",
    ),
    cued(
        """
        life shut lost stuffed grip over grow jog bore clear buzz drop zip wind
        neck cry cope harder lane business rest whining moaning whingeing
        whinging bleating wittering complaining book learn tin tinfoil do
        """,
        rf"""{START}(?:get\sa\slife(?![\s-](?:jacket|sav|insur|belt|ring|member|time|skill|style|raft|coach|peer|changing|insurance))|shut\s(?:up(?!\sshop)|it)|get\slost|get\sstuffed|get\sa\sgrip|get\sover\s(?:it|yourself|yourselves)|grow\sup|grow\sa\s(?:spine|pair)|jog\son|bore\soff|clear\soff|buzz\soff|drop\sdead|zip\sit|wind\syour\sneck\sin|cry\s(?:more|about\sit|harder|me\sa\sriver)|cope\sharder|stay\sin\syour\slane|mind\syour\sown\sbusiness|give\sit\sa\srest|stop\s(?:whining|moaning|whingeing|whinging|bleating|wittering|complaining)|do\sone|go\sand\sread\sa\sbook|learn\sto\sread|take\syour\stin\s?foil\shat\soff){END}""",
    ),
    cued(
        """
        nobody cares asked likes wants boo
        """,
        r"""\b(?:nobody|no\sone|no-one)\s(?:cares?\s(?:what\s(?:you|they)|about\syour|what)|asked\s(?:you|for\syour)|likes\syou|wants\syour)\b | \bwho\sasked\syou\b | \bboo\shoo\b""",
    ),
    cued(
        """
        thick stupid dim dumb mad insane brainless moron incapable read think
        count
        """,
        r"""\b(?:are|were)\syou\s(?:really\s|actually\s|just\s|all\s|that\s|completely\s)*(?:thick|stupid|dim|dumb|mad|insane|brainless|a\smoron|incapable\sof\sreading)\b | \b(?:can't|cannot|can)\syou\s(?:not\s|even\s|people\s)*(?:read|think|count)\s?\?""",
    ),
    cued(
        """
        brain matter wrong
        """,
        r"""\b(?:use|using|try\susing|engage)\syour\s(?:brain|tiny\sbrain)\b | \bwhat(?:'s|\sis|\sthe\shell\sis)\s(?:the\smatter|wrong)\swith\s(?:you(?:\speople|\slot)?|these\speople|them)\b""",
    ),
    cued(
        """
        people lot crawl came rock stone bridge
        """,
        r"""\byou\s(?:people|lot)\s(?:are|make|never|always|disgust|should|need|have)\b | \b(?:go|crawl)\sback\s(?:to\swhere\syou\scame\sfrom|under\s(?:your|a)\s(?:rock|stone|bridge)|home\sto\syour)\b""",
    ),
    cued(
        """
        waste sad pathetic nasty jumped know keyboard mince dead brain braindead
        """,
        r"""\b(?:waste\sof\sspace|sad\slittle|pathetic\slittle|nasty\slittle|jumped-up|know-nothing|know-it-alls?|keyboard\swarriors?|thick\sas\smince|brain[\s-]?dead)\b""",
    ),
    cued(
        """
        scum vermin parasites leeches subhuman
        """,
        r"""\b(?:criminal|these|absolute|utter|vile|sub-?human|human|street)\sscum\b | \bscum\s(?:of\sthe\searth|like)\b | \b(?:are|is)\s(?:just\s)?(?:scum|vermin|parasites|leeches|subhuman)\b""",
    ),
)
CONTEMPT = (
    cued(
        """
        lawyer lawyers judge judges critic critics journalist journalists
        campaigner campaigners activist activists charity charities protester
        protesters academic academics elite elites expert experts bureaucrat
        bureaucrats mandarin mandarins union unions barons luvvies commentator
        commentators media mob brigade warrior warriors nonsense agitator
        agitators whinger whingers scientists economists doctors teachers
        bishops peers broadcaster broadcasters opponent opponents blob
        scroungers pundits hacks
        """,
        r"""\b(?:activist|lefty|left[\s-]wing|right[\s-]wing|leftie|liberal|woke|greedy|militant|ambulance[\s-]chasing|meddling|unelected|self[\s-]serving|fat[\s-]cat|do-?gooder|virtue[\s-]signalling|out[\s-]of[\s-]touch|metropolitan|so[\s-]called|biased|dodgy|bleating|moaning|whining|whingeing|carping|sneering|armchair|rent-a-mob|loony|hard-left|far-left|ivory\stower|anti-british|unpatriotic|pampered|cosseted)\s(?:[\w-]+\s)?(?:lawyers?|judges?|critics?|journalists?|campaigners?|activists?|charit(?:y|ies)|protesters?|academics?|elites?|experts?|bureaucrats?|mandarins?|unions?|union\sbarons|luvvies|commentators?|media|mob|brigade|warriors?|nonsense|agitators?|whingers?|scientists|economists|doctors|teachers|bishops|peers|broadcasters?|opponents|blob|scroungers|pundits|hacks)\b""",
    ),
    cued(
        """
        called
        """,
        r"""\bso-called\s(?!(?:because|islamic|state|after|from|as|the)\b)\w+""",
    ),
    cued(
        """
        critic critics journalist journalists reporter reporters hack hacks
        lawyer lawyers solicitor solicitors barrister barristers judge judges
        campaigner campaigners activist activists opponent opponents mp mps
        politician politicians peers academic academics scientists expert
        experts economist economists charity charities union unions protester
        protesters commentator commentators columnist columnists pundit pundits
        troll trolls nimby nimbys elite elites celebrities bureaucrat
        bureaucrats servants teachers doctors nurses motorists cyclists migrants
        claimants vegans students millennials boomers tank tanks bishops
        broadcasters media
        """,
        rf"""\b{MEAN}\s(?:\w+\s)?{CRITICS}\b(?!\s(?:service|week|training)) | \b{CRITICS}\s(?:are|is|were|have\sbeen|who\sare)\s(?:just\s|all\s|simply\s|so\s|being\s|once\sagain\s|always\s|clearly\s|utterly\s|completely\s)*(?:{MEAN}|lying|liars|hypocrites|blocking\sus|holding\s(?:us|britain|the\scountry)\sback|talking\s(?:nonsense|rubbish|britain\sdown)|scaremongering|whining|moaning|out\sof\stouch|spreading\s(?:lies|fear)|peddling|betraying|undermining|obstructing|sabotaging|frustrating)\b""",
    ),
    cued(
        """
        critic critics opponent opponents journalist journalists reporter
        reporters campaigner campaigners activist activists naysayer naysayers
        """,
        r"""\b(?:critics?|opponents?|journalists?|reporters?|campaigners?|activists?|naysayers?)\s(?:should|need\sto|must|ought\sto)\s(?:be\sashamed|grow\sup|get\s(?:a\slife|real|over\sit)|shut\sup|apologise|stop\s(?:whining|moaning|lying))\b""",
    ),
    cued(
        """
        nonsense rubbish garbage drivel tosh claptrap twaddle baloney hogwash
        codswallop
        """,
        r"""\bwhat\s(?:(?:utter|absolute|total|complete|pure|a\sload\sof|a\slot\sof|arrant|sheer)\s)?(?:nonsense|rubbish|garbage|drivel|tosh|claptrap|twaddle|baloney|hogwash|codswallop)(?=\s?(?:[.!?,]|$|from|by|these|this|they))""",
    ),
    cued(
        """
        nonsense drivel tosh claptrap twaddle baloney hogwash codswallop garbage
        rubbish lies bile tripe
        """,
        r"""\b(?:utter|absolute|total|complete|pure|arrant|sheer|hysterical|ill-informed|ignorant)\s(?:nonsense|drivel|tosh|claptrap|twaddle|baloney|hogwash|codswallop|garbage)\b | \b(?:talking|spouting|peddling|spreading)\s(?:utter\s|absolute\s|complete\s|total\s)?(?:nonsense|rubbish|drivel|lies|bile|tripe|garbage)\b""",
    ),
    cued(
        """
        ashamed embarrassed hang shame stupid daft thick pathetic ridiculous
        ignorant hypocrite fool clown muppet baby snowflake idiot moron
        """,
        r"""\b(?:should|ought\sto)\s(?:be\s(?:ashamed|embarrassed)|hang\s(?:your|their|his|her)\shead)\b | \bshame\son\s(?!anyone\b)(?:you|them|him|her|those|these|the)\b | \bdon't\sbe\s(?:so\s|such\s|an?\s|this\s)*(?:stupid|daft|thick|pathetic|ridiculous|ignorant|hypocrite|fool|clown|muppet|baby|snowflake|idiot|moron)\b""",
    ),
    cued(
        """
        liar liars hypocrite hypocrites cowards charlatan charlatans grifter
        grifters scaremonger scaremongers doom doommonger doommongers doomster
        doomsters gloomster gloomsters naysayer naysayers fear fearmonger
        fearmongers whinger whingers whiner whiners moaning scrounger scroungers
        shirker shirkers skiver skivers layabout layabouts freeloader
        freeloaders sponger spongers workshy work gooders bleeding luvvies
        nutter nutters loonies loony snowflake snowflakes woke wokerati enemies
        enemy traitor traitors saboteur saboteurs blob eco ecozealots zealots
        nimbys chattering cultist cultists conspiracy illegals thicko thickos
        """,
        r"""\b(?:liars?|hypocrites?|cowards|charlatans?|grifters?|scaremongers?|doom-?mongers?|doomsters?|gloomsters?|naysayers?|fear-?mongers?|whingers?|whiners?|moaning\sminnies|scroungers?|shirkers?|skivers?|layabouts?|freeloaders?|spongers?|workshy|work-shy|do-gooders?|bleeding\shearts?|luvvies|nutters?|loonies|loony\sleft|snowflakes?\s(?:generation|students?|left)|woke\s(?:mob|brigade|warriors?|nonsense|agenda)|wokerati|enemies\sof\sthe\speople|enemy\swithin|traitors?|saboteurs?|the\sblob|eco-?(?:zealots?|mob|loons?|fanatics?)|zealots|nimbys|chattering\sclasses|cultists?|conspiracy\s(?:nuts?|nutters?|loons?)|illegals|thickos?)\b(?!\s(?:dice|liar|film|game|bbc))""",
    ),
    cued(
        """
        pathetic stupid idiotic ignorant ridiculous laughable silly childish
        petty bitter hysterical arrogant nonsensical
        """,
        r"""\b(?:your|their|his|her)\s(?:pathetic|stupid|idiotic|ignorant|ridiculous|laughable|silly|childish|petty|bitter|hysterical|arrogant|nonsensical)\s(?:\w+\s)?(?:comments?|attacks?|claims?|behaviour|opinions?|questions?|tweets?|posts?|stunts?|rants?|tantrums?|antics|lies|views?|arguments?|excuses?|complaints?|little\s\w+)\b""",
    ),
    cued(
        """
        clue faintest idea tin tinfoil tantrum tantrums fake
        """,
        r"""\b(?:hasn't|haven't|doesn't|don't|has\snot|have\snot|does\snot)\s(?:got\s|have\s)?(?:a\sclue|the\sfaintest\sidea|the\sfirst\sidea\swhat)\b(?=[^.!?\n]{0,30}) | \b(?:tin\s?foil|tinfoil)[\s-]hats?\b | \b(?:throwing|throw|threw|another)\s(?:\w+\s)?tantrums?\b(?=[^.!?\n]{0,60}\b(?:union|critic|mp|opposition|journalist|campaign|activist|lawyer)) | \bfake\s(?:journalists?|experts?|charity|charities)\b""",
    ),
)
# Titles, shows and calls that use the same words in good faith.
INNOCENT = re.compile(
    r"\b(?:april fool|the muppets?\b|muppets? (?:show|christmas|treasure)|dostoevsky|pantomime|traitors (?:game|castle|tv)|the traitors|guy fawkes|liar liar|enemy within: |workshop|museum|archive|novel|playwright|theatre|cinema|screening|tv series|library)"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for family, severity in ((ABUSE, None), (CONTEMPT, Severity.AUTH)):
        for found in found_in(reader, family):
            innocent = INNOCENT.search(reader.lowered) is not None
            if not innocent and not reader.quoted(found.start()):
                yield reader.match(*found.span(), severity=severity)


IM_CIVIL = Rule(
    id="IM-CIVIL",
    name="Personal attack or incivility",
    severity=Severity.BLOCK,
    authority=AuthorityClass.CONTROVERSY,
    who="The head of digital engagement, for criticism; nobody for abuse.",
    citations=(
        Citation(PARTICIPATION_2008, "Be consistent: polite, honest, professional"),
        Citation(SOCIAL_MEDIA_2012, "No personal attacks"),
        Citation("Government communications propriety checklist", "Polemical"),
    ),
    tell="This reads as an attack. Keep it polite and about the facts.",
    better="“We see this differently. Here is what the law says: …”",
    triggers=("Get a life", "What nonsense from the so-called experts"),
    near_misses=(
        "We hear the criticism and are looking at it",
        "Lie flat and keep still until help arrives",
    ),
    find=in_english(find),
    cues=all_cues((*ABUSE, *CONTEMPT)),
)
