"""Words of insult and contempt, and the people whom they are thrown at.

No rule lives here; each list is one alternative of a pattern, in lower case.
"""

# What is said ends here: a mark, an emoji or the end, but no further word.
END = r"(?=\s*(?:[^\w\s]|$))"
# An order stands at the start of a sentence, not in the middle of advice.
START = r"\b(?:(?<=^)|(?<=[.!?\n:,;-]\s)|(?<=[.!?\n])|(?<=\bjust\s)|(?<=\bplease\s)|(?<=\bso\s)|(?<=\band\s))"
MEAN = r"(?:arrogant|ignorant|pathetic|stupid|thick|dim|dumb|clueless|deluded|hypocritical|gullible|spineless|gutless|shameless|brainless|idiotic|moronic|foolish|entitled|petty|bitter|hysterical|dishonest|deceitful|incompetent|cowardly|lazy|greedy|useless|embarrassing|laughable|pitiful|disgusting|vile|ridiculous|selfish|childish|obnoxious|smug|rude)"
CRITICS = r"(?:critics?|journalists?|reporters?|hacks?|lawyers?|solicitors?|barristers?|judges?|campaigners?|activists?|opponents?|mps?|politicians?|peers|academics?|scientists|experts?|economists?|charit(?:y|ies)|unions?|union\s(?:bosses|barons)|protesters?|commentators?|columnists?|pundits?|trolls?|nimbys?|elites?|celebrities|bureaucrats?|civil\sservants|teachers|doctors|nurses|motorists|cyclists|migrants|claimants|benefit\sclaimants|vegans|students|millennials|boomers|think\stanks?|bishops|broadcasters|media|professors?|councillors?|newspapers?|presenters?|bloggers?|lecturers?|landlords|developers|strikers|residents|unelected\slords)"
INSULT = r"(?:idiots?|morons?|imbeciles?|cretins?|half-?wits?|dim-?wits?|nitwits?|numpt(?:y|ies)|plonkers?|pillocks?|dunces?|simpletons?|scumbags?|lowlifes?|low-lifes?|dirtbags?|snowflakes|crybab(?:y|ies)|cry-babies|remoaners?|brexiteer\snutters?|libtards?|gammons|retards?|nutters?|loonies|nutjobs?|crackpots?|airheads?|jerks?|wretches|cowards|clowns?|muppets?|fools?|losers?|liars?|vermin|scum|parasites|leeches|pigs|sheep|sheeple|rats|weasels?|snakes?|lunatics?|fantasists?|hypocrites?|bigots?|whiners?|whingers?|moaners?|twits?)"
SWEARING = r"(?:f+u+c+k\w*|f\*+(?:c?k)?\w*|motherf\w+|s\*+t\w*|(?:bull|horse|dip)?shit(?:s|ty|show|head|e)?|bullsh\*t|bastards?|wankers?|arseholes?|assholes?|a\*\*holes?|dickheads?|knobheads?|bellends?|twats?|cunts?|c\*\*ts?|tossers?|bollocks|pricks(?!\s(?:your|of))|piss\soff|pissed\soff|sod\soff|bugger\soff|naff\soff|eff\soff|stfu|gtfo|screw\syou|slag|slags|slut|sluts|whores?|bitch(?:es)?|crap(?!py\sweather))"
