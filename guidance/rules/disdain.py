"""Patterns of disdain: those who speak against us, and a word that looks down on them.

No rule lives here; words that we quote are left out by the rule that reads these.
"""

from guidance.rules.cued import cued


SPEAKS_AGAINST = r"(?:critics?|journalists?|reporters?|hacks?|lawyers|barristers|activists?|campaigners?|opponents?|mps|politicians?|academics?|unions?|protesters?|commentators?|columnists?|pundits?|nimbys?|elites?|bureaucrats?|newspapers?|broadcasters?|think\stanks?|professors?|bishops|peers|bloggers?|strikers?|lobby(?:ists?)?|(?:author|writer)s?\sof\sth(?:is|at)\s\w+)"
SCORN = r"(?:ignorant|pathetic|clueless|deluded|hypocritical|gullible|spineless|gutless|shameless|brainless|idiotic|moronic|foolish|dishonest|arrogant|hysterical|laughable|lazy|smug|rants?|ranting|tantrums?|drivel|nonsense|hypocrisy|hypocrites?|liars?|lies|smears?|bile|whin(?:e|es|ing)|whing(?:e|es|ing|eing)|moaning|hysteria|bleating|jokers|cranks?|disgrace|grandstanding|posturing|scaremongering|sneering|meltdown|wouldn't\sknow|get\sout\smore|haven't\sa\sclue|no\sidea\swhat|make\s(?:it|things|stuff)\sup|making\s(?:it|things|stuff)\sup|desperate\sfor\sattention|love\sto\shate|(?:in\s)?it\sfor\sthe\smoney)"
SCORN_WORDS = """
    ignorant pathetic clueless deluded hypocritical gullible spineless gutless shameless
    brainless idiotic moronic foolish dishonest arrogant hysterical laughable lazy smug rant
    rants ranting tantrum tantrums drivel nonsense hypocrisy hypocrite hypocrites liar liars
    lies smear smears bile whine whines whining whinge whinges whinging whingeing moaning
    hysteria bleating jokers crank cranks disgrace grandstanding posturing scaremongering
    sneering meltdown wouldn more clue idea up attention hate money
"""
DISDAIN = (
    cued(
        SCORN_WORDS,
        rf"""\b{SPEAKS_AGAINST}\b[^.!?\n]{{0,60}}\b{SCORN}\b(?!\s(?:detector|awareness)) | \b(?:ignorant|hysterical|pathetic|bitter|desperate|predictable|endless|another)\s(?:\w+\s){{0,2}}?(?:rants?|tantrums?|drivel|nonsense|smears?|whinge|hysteria|bleating|posturing|scaremongering)\b[^.!?\n]{{0,40}}\b{SPEAKS_AGAINST}\b""",
    ),
    cued(
        """
        more uptake misery manners truth brigade crank cranks rag seriously know brain clue
        petal sunshine sweetheart pal mate attention toys pram dummy bless diddums yawn
        """,
        r"""\b(?:you|they|he|she|some\sof\syou|people)\s(?:all\s|really\s)?(?:need|needs|ought|should)\s(?:to\s)?get\sout\smore\b | \bslow\son\sthe\suptake\b | \bmisery[\s-]guts\b | \blearn\s(?:some|a\sfew)\smanners\b | \bwouldn't\sknow\s(?:the\struth|a\sfact|what|where)\b | \b(?:bleeding-heart|pitchfork|hand-wringing|keyboard|outrage|anti-everything|pc|moaning|flat-earth)\sbrigade\b | \b(?:this|that|these|those|some|another|a\sfew)\s(?:old\s)?cranks?\b(?!\s(?:handle|case|shaft)) | \brag\sof\sa\s(?:news)?paper\b | \b(?:takes?|taking)\s(?:you|him|her|them|this\s\w+|these\s\w+|that\s\w+)\sseriously\s(?:any\s?more|now)?(?=\s*[.!]) | \bknows?\s(?:nothing|b\*+r\sall|sod\sall)\sabout\b | \b(?:attention[\s-]seek(?:er|ers|ing))\b | \btoys?\sout\sof\s(?:the|their|your|his|her)\spram\b | \bspat?\s(?:the|their|your|his|her)\sdummy\b | \bdiddums\b""",
    ),
)
