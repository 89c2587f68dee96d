"""Patterns of contempt: a person or a group looked down on, without abuse.

No rule lives here; quotations and titles are left out by the rule that reads these.
"""

from guidance.rules.cued import cued
from guidance.rules.insults import CRITICS, MEAN


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
        scroungers pundits hacks press
        """,
        r"""\b(?:activist|lefty|left[\s-]wing|right[\s-]wing|leftie|liberal|woke|greedy|militant|ambulance[\s-]chasing|meddling|unelected|self[\s-]serving|fat[\s-]cat|do-?gooder|virtue[\s-]signalling|out[\s-]of[\s-]touch|metropolitan|so[\s-]called|biased|dodgy|bleating|moaning|whining|whingeing|carping|sneering|armchair|rent-a-mob|loony|hard-left|far-left|ivory\stower|anti-british|unpatriotic|pampered|cosseted|gutter|self-appointed|rent-a-quote|hard-of-thinking|posh|lazy)\s(?:(?!and\b|or\b|for\b|of\b|in\b|at\b)[\w-]+\s)?(?:press|lawyers?|judges?|critics?|journalists?|campaigners?|activists?|charit(?:y|ies)|protesters?|academics?|elites?|experts?|bureaucrats?|mandarins?|unions?|union\sbarons|luvvies|commentators?|media|mob|brigade|warriors?|nonsense|agitators?|whingers?|scientists|economists|doctors|teachers|bishops|peers|broadcasters?|opponents|blob|scroungers|pundits|hacks)\b""",
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
        professor professors councillor councillors newspaper newspapers presenter
        presenters blogger bloggers lecturer lecturers landlords developers strikers
        residents lords
        protesters commentator commentators columnist columnists pundit pundits
        troll trolls nimby nimbys elite elites celebrities bureaucrat
        bureaucrats servants teachers doctors nurses motorists cyclists migrants
        claimants vegans students millennials boomers tank tanks bishops
        broadcasters media
        """,
        rf"""\b{MEAN}\s(?:(?!and\b|or\b|for\b|of\b|to\b|about\b|by\b)\w+\s)?{CRITICS}\b(?!\s(?:service|week|training|days?)) | \b{CRITICS}\s(?:are|is|were|have\sbeen|who\sare)\s(?:just\s|all\s|simply\s|so\s|being\s|once\sagain\s|always\s|clearly\s|utterly\s|completely\s)*(?:{MEAN}|lying|liars|hypocrites|blocking\sus|holding\s(?:us|britain|the\scountry)\sback|talking\s(?:nonsense|rubbish|britain\sdown)|scaremongering|whining|moaning|out\sof\stouch|spreading\s(?:lies|fear)|peddling|betraying|undermining|obstructing|sabotaging|frustrating)\b""",
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
    cued(
        """
        disgrace joke embarrassment shambles fool clown hypocrite liar coward idiot disgraceful
        clueless laughing waste hypocritical mouthpiece puppet puppets
        """,
        rf"""\b(?:{CRITICS}|man|woman|chair|chairman|chairwoman|leader|boss|bosses|author|people|mayor|director|spokesman|spokeswoman|group|lot|mp|committee|company|council|bbc|guardian|mail|sun|he|she|they|you)(?:\s(?:who|behind|of|at|from|in|on)\s(?:\w+\s){{1,5}}?|\s)(?:is|are|was|were)\s(?:just\s|simply\s|nothing\sbut\s|frankly\s|clearly\s|such\s|becoming\s)*(?:an?\s|the\s)?(?:total\s|complete\s|utter\s|absolute\s|national\s|bit\sof\sa\s)?(?:disgrace(?:ful)?|joke|embarrassment|shambles|fools?|clowns?|hypocrites?|liars?|cowards?|idiots?|clueless|laughing\sstock|waste\sof\s(?:space|time|oxygen)|hypocritical|mouthpieces?|puppets?)(?=\s*(?:[^\w\s]|$|and\b|who\b|for\b|to\b)) | \b(?:you're|they're|he's|she's)\s(?:an?\s)?(?:total\s|complete\s|utter\s|absolute\s)?(?:disgrace|joke|embarrassment|laughing\sstock)\b""",
    ),
    cued(
        """
        pathetic feeble laughable ridiculous shoddy lazy childish petty desperate sloppy cheap
        dishonest idiotic stupid ignorant biased disgraceful shameful nonsense rubbish drivel
        garbage tosh lies bile claptrap bleating whining moaning whingeing outrage spin
        """,
        rf"""\b(?:pathetic|feeble|laughable|ridiculous|shoddy|lazy|childish|petty|desperate|sloppy|cheap|dishonest|idiotic|stupid|ignorant|biased|disgraceful|shameful)\s(?:\w+\s)?(?:response|reaction|attack|attempt|stunt|journalism|reporting|article|piece|report|headline|story|post|tweet|excuse|effort|behaviou?r|comments?|claims?|smears?|point-scoring)\s(?:from|by|of)\s(?:an?\s|the\s|our\s|these\s|some\s|this\s|@\w+|\w+\s)*?(?:{CRITICS}|@\w+|party|group|committee|council|paper|bosses) | \b(?:nonsense|rubbish|drivel|garbage|tosh|lies|bile|claptrap|bleating|whining|moaning|whingeing|fake\soutrage|spin)\sfrom\s(?:an?\s|the\s|our\s|these\s|some\s|this\s|so-called\s|\w+\s){{0,3}}?(?:{CRITICS}|@\w+|party|group|people)\b | \b(?:lazy|shoddy|gutter|sloppy|yellow|dishonest)\sjournalism\b""",
    ),
    cued(
        """
        moan complain whinge whine angry offended suspects unable know can't cannot read
        """,
        r"""\b(?:some|certain|these|those|you)\s(?:people|folk|lot|types)\s(?:will|would|just|always|love\sto|never)\b[^.!?\n]{0,20}\b(?:moan|complain|whinge|whine|be\s(?:angry|offended))\b | \b(?:the\s)?usual\s(?:suspects|whingers|moaners|rent-a-mob|critics|naysayers)\b(?!\sfilm) | \b(?:who|that)\s(?:can't|cannot|couldn't)\s(?:even\s)?(?:read|count|spell|add\sup|be\sbothered)\b""",
    ),
    cued(
        """
        idiot moron numpty plonker pillock dimwit nitwit
        """,
        r"""\b(?:don't|not)\sbe\s(?:an?\s|such\san?\s)(?:total\s|complete\s)?(?:idiot|moron|numpty|plonker|pillock|dimwit|nitwit)\b""",
    ),
    cued(
        """
        bunch shower jokers cowboys amateurs chancers busybodies
        """,
        r"""\b(?:what|such|absolute|total|complete|utter|you're|they're|are|are\sall)\s(?:an?\s|just\s|nothing\sbut\s)*(?:\w+\s)?(?:bunch|shower|gang|pack)\sof\s(?:\w+\s)?(?:jokers|cowboys|amateurs|chancers|busybodies|cowards|charlatans|children|babies|losers|clowns|hypocrites|bullies|crooks|nobodies|no-hopers|layabouts)\b""",
    ),
    cued(
        """
        dim thick stupid lazy daft blind arrogant busy ignorant gutless spineless spare spoilt
        clearly obviously evidently plainly
        """,
        r"""\b(?:is|are|was|were|you're|they're|he's|she's|people|reporters?|journalists?|critics)\s(?:just\s|far\s|simply\s|clearly\s)*too\s(?:dim|thick|stupid|lazy|daft|blind|arrogant|ignorant|gutless|spineless|busy\s\w+ing)\sto\b | \bspare\s(?:us|me)\s(?:the|your|all)\b | \byou\s(?:clearly|obviously|evidently|plainly)\s(?:can't|cannot|don't|haven't|have\sno|need\sto|didn't|never|know\snothing|do\snot)\b""",
    ),
    cued(
        """
        poor little tantrum tantrums hissy meltdown sulk sulking strop
        """,
        rf"""\b(?:poor|sad|silly|nasty|bitter)\slittle\s(?:\w+\s){{0,2}}?(?:{CRITICS}|leaders?|men|women|men|boys?|people|souls|snowflakes|brexiteers|remainers)\b(?!\s(?:ward|hospital)) | \b(?:{CRITICS}|leaders?|boss|bosses|opposition)\b[^.!?\n]{{0,40}}\b(?:tantrums?|hissy\sfits?|meltdown|sulk(?:ing)?|strop)\b""",
    ),
    cued(
        """
        ridiculous pathetic ignorant arrogant stupid silly horrible vile odious ghastly clueless
        hypocritical hysterical rude obnoxious awful
        """,
        r"""\b(?:ridiculous|pathetic|ignorant|arrogant|stupid|silly|horrible|vile|odious|ghastly|clueless|hypocritical|hysterical|obnoxious|awful)\s(?:little\s|old\s)?(?:man|woman|people|person|lot|bunch|creature|individual|girl|boy|boys|men|women)(?=\s*(?:[^\w\s]|$))""",
    ),
)
