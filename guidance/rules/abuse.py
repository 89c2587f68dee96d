"""Patterns of abuse: insults, swearing and orders to be quiet.

No rule lives here; quotations and titles are left out by the rule that reads these.
"""

from guidance.rules.cued import cued
from guidance.rules.insults import END, INSULT, MEAN, START, SWEARING


# Thrown at nobody who is named or spoken to: rude, and sometimes kindly meant.
NAME_CALLING = (
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
        r"""(?<![\w@#])(?<!don't\sbe\san\s)(?<!don't\sbe\sa\s)(?<!not\sbe\san\s)(?:idiots?(?!'s|[\s-](?:guide|proof))|morons?|imbeciles?|cretins?|half-?wits?|dim-?wits?|nitwits?|numpt(?:y|ies)|pillocks?|plonkers?|scumbags?|dirtbags?|crybab(?:y|ies)|remoaners?|libtards?|retards?|nutjobs?|crackpots?|sheeple|truth[\s-]?twisters?|bedwetters?)\b(?<!the\sidiot)""",
    ),
)

ABUSE = (
    cued(
        """
        fuck fucks fucked fucking fucker fuckers fu motherfucker motherfuckers
        motherfucking * shit shits shitty shitshow shithead shite bullshit
        horseshit dipshit bullsh bastard bastards wanker wankers arsehole
        arseholes asshole assholes dickhead dickheads knobhead knobheads bellend
        bellends twat twats cunt cunts tosser tossers bollocks pricks piss
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
        neck cry cope harder lane down hike dear away quiet yourself nose business rest whining moaning whingeing
        whinging bleating wittering complaining book learn tin tinfoil do
        """,
        rf"""{START}(?:get\sa\slife(?![\s-](?:jacket|sav|insur|belt|ring|member|time|skill|style|raft|coach|peer|changing|insurance))|shut\s(?:up(?!\sshop)|it)|get\slost|get\sstuffed|get\sa\sgrip|get\sover\s(?:it|yourself|yourselves)|grow\sup|grow\sa\s(?:spine|pair)|jog\son|bore\soff|clear\soff|buzz\soff|drop\sdead|zip\sit|wind\syour\sneck\sin|cry\s(?:more|about\sit|harder|me\sa\sriver)|cope\sharder|stay\sin\syour\slane|mind\syour\sown\sbusiness|give\sit\sa\srest|stop\s(?:whining|moaning|whingeing|whinging|bleating|wittering|complaining)|do\sone|go\sand\sread\sa\sbook|learn\sto\sread|take\syour\stin\s?foil\shat\soff|pipe\sdown|take\sa\shike|calm\sdown\sdear|cry\sme\sa\sriver|go\saway|keep\syour\snose\sout|keep\syour\sopinions?\sto\syourself|be\squiet|sit\sdown\sand\sshut\sup)(?:{END}|(?=\sand\s(?:get|read|listen|go|do|let|take|act|move|stop|deal|accept|look|try|wait|behave)\b))""",
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
    cued(
        """
        muppet muppets clown clowns fool fools twit twits idiot idiots plonker plonkers
        idiotic moronic imbecilic brainless witless asinine
        """,
        r"""\b(?:muppets?|clowns?|fools?|twits?|idiots?|plonkers?)\sof\sthe\s(?:day|week|weekend|month|year)\b | \b(?:idiotic|moronic|imbecilic|brainless|witless|asinine)\s(?:\w+\s)?(?:comments?|remarks?|people|posts?|tweets?|behaviou?r|reply|replies|questions?|opinions?|critics?|reporters?|journalists?|politicians?|drivers?|person|man|woman|lot|mob)\b""",
    ),
    cued(
        """
        planet sandwich sharpest lights plot marbles rocker tree hole arse backside hat
        """,
        r"""\b(?:what|which)\splanet\s(?:are|is|do|does)\s(?:you|they|he|she|these|this|those)\b | \bsandwich\sshort\sof\b | \bnot\sthe\ssharpest\b | \blights\sare\son\b[^.!?\n]{0,20}\b(?:nobody|no-?one|no\sone)\b | \b(?:you|he|she|they|these\speople|critics?)\b[^.!?\n]{0,20}\b(?:lost\s(?:the\splot|(?:his|her|their|your)\smarbles)|off\s(?:his|her|their|your)\srocker|out\sof\s(?:his|her|their|your)\stree)\b | \btalking\s(?:out\sof|through)\s(?:your|his|her|their)\s(?:arse|backside|hat)\b""",
    ),
    cued(
        """
        educate boomer homework embarrassing embarrass yourself yourselves yourself's think
        dare nerve dreamland cloud cuckoo room
        """,
        rf"""{START}(?:educate\syourselves?|ok(?:ay)?,?\sboomer|do\syour\s(?:own\s)?homework|read\sthe\sroom){END} | \byou(?:'re|\sare)?\s(?:just\s)?(?:embarrassing|making\sa\sfool\sof)\syoursel(?:f|ves)\b | \bwho\s(?:do|does|the\shell\sdo)\s(?:these\speople|you|they|he|she)\sthink\s(?:you|they|he|she)\s(?:are|is)\b | \b(?:living|live|lives)\sin\s(?:dreamland|cloud\scuckoo\sland)\b | \bhow\sdare\s(?:you|they|he|she|these|this)\b""",
    ),
)
