"""Parties by name, and the ordinary words that their company makes a party's name.

No rule lives here; Labour market and green plans are ordinary words.
"""

import re

from guidance.rules.words import words


# Names that are nothing but a party's, in any company.
NAME = (
    r"(?:the\s)?(?:Labour\sParty|Conservative(?:\sand\sUnionist)?\sParty|Conservatives"
    r"|Tory\sParty|Tories|Lib(?:eral)?[\s-]?Dem(?:ocrat)?s?(?:\sParty)?|Reform\sUK"
    r"|Reform\sParty|Brexit\sParty|UKIP|Green\sParty|Plaid\sCymru|SNP|Scottish\sNational\sParty"
    r"|DUP|Democratic\sUnionist\sParty|Sinn\sF[eé]in|SDLP|Ulster\sUnionists?(?:\sParty)?|UUP"
    r"|Alliance\sParty|Alba\sParty|Workers\sParty|Co-operative\sParty|Restore\sBritain"
    r"|Advance\sUK|Britain\sFirst|Labourites?)"
)
PARTY = re.compile(rf"(?<![\w#@/.-]){NAME}(?![\w-])")
# A word that is also an ordinary one, made a party by what stands beside it.
OFFICE_OF_PARTY = (
    r"(?:[Gg]overnment|[Gg]ovt|[Aa]dministration|[Mm]inisters?|MPs?|MSPs?|MSs?|MEPs?|[Cc]ouncillors?"
    r"|[Cc]ouncils?(?=\s(?:failed|have|has|wasted|is|are|put|raised|cut))|[Pp]oliticians?|[Ll]eader(?:ship)?|[Mm]anifesto|[Cc]andidates?"
    r"|[Ff]rontbench(?:er)?s?|[Bb]ackbench(?:er)?s?|[Pp]eers?|[Vv]oters?|[Ss]upporters?|[Aa]ctivists?|[Cc]hancellor"
    r"|[Pp]rime\s[Mm]inister|[Pp]rimaries|[Mm]ayor|[Aa]ssociation|[Cc]lub(?=\s(?:dinner|members))|[Pp]ledges?|[Pp]romises?"
    r"|[Ff]ailures?|[Ll]ies|[Cc]haos|[Cc]uts|[Mm]ess|[Pp]olic(?:y|ies)|[Pp]lans?|[Rr]ecord|[Vv]alues|[Nn]eglect|[Aa]usterity|[Rr]ule|[Yy]ears)"
)
BESIDE = re.compile(
    rf"(?<![\w#@-])(?:Labour|Conservative|Tory|Green|Reform)(?:'s|s')?\s(?:{OFFICE_OF_PARTY})\b(?!\s(?:market|force))"
    r"|(?<![\w#@-])(?<!\w\s)(?:Reform|Plaid)'s\s(?=[a-z])"
    r"|(?<![\w#@-])Labour's\s(?!(?:market|force|share|pains?|wards?|first|early|early|three|stages?)\b)"
)
ORDINARY_BESIDE = re.compile(
    r"(?:Green\s(?:[Pp]lans?|[Pp]olic|[Pp]ledge|[Pp]romise|[Cc]lub|[Rr]ecord|[Vv]alues|[Cc]ouncil|[Aa]ctivist|[Ss]upporter|[Ll]eader|[Aa]ssociation|[Mm]anifesto|[Mm]ayor|[Cc]uts)"
    r"|Reform\s(?:[Pp]lans?|[Pp]olic|[Rr]ecord|[Pp]ledge|[Pp]romise|[Cc]lub|[Cc]ouncil|[Aa]ssociation|[Ll]eader|[Gg]overnment|[Aa]dministration|[Vv]alues|[Cc]uts)"
    r"|Conservative\s(?:[Cc]lub|[Vv]alues|[Pp]lans?|[Rr]ecord|[Cc]uts|[Ll]eader)|Labour\s(?:[Pp]olic|[Pp]lan\b|[Rr]ecord|[Cc]lub|[Aa]ssociation))"
)
ORDINARY_AFTER = r"(?!\s(?:market|force|[Dd]ay|ward|costs?|shortages?|pains?|[A-Z]))"
BACKED = re.compile(
    r"(?<![\w#@-])(?:[Uu]nder|[Vv]ot(?:e|es|ed|ing)(?:\sfor)?|[Bb]ack(?:s|ing)?|[Tt]rust|[Bb]lame"
    r"|[Tt]hanks\sto|[Ww]ith|[Uu]nlike|[Bb]eat(?:s|ing)?|[Oo]nly)\s(?:[Tt]he\s)?"
    rf"(?:Labour|Conservatives?|Tory|Lib\sDems?|Plaid)\b{ORDINARY_AFTER}"
    rf"|(?<![\w#@-])[Vv]ot(?:e|es|ed|ing)(?:\sfor)?\s(?:the\s)?(?:Greens?|Reform)\b{ORDINARY_AFTER}"
)
# What a party is said to have brought: "another broken promise from Reform".
BROUGHT = re.compile(
    r"\b(?:[Pp]romises?|[Pp]ledges?|[Ll]ies|[Ll]ie|[Ff]ailures?|[Mm]ess|[Cc]haos|[Cc]uts|[Ss]tunts?|[Nn]onsense|[Ss]candals?"
    r"|[Dd]isaster|[Ff]iasco|[Uu]-turns?|[Dd]ecline|[Vv]ictory|[Ww]in|[Ii]deas?|[Pp]olic(?:y|ies)|[Mm]istakes?|[Aa]ttacks?)"
    rf"\s(?:from|by|of|under|for)\s(?:the\s)?(?:Labour|Conservatives?|Tor(?:y|ies)|Reform|Greens|Lib\sDems?|Plaid)\b{ORDINARY_AFTER}"
)
ALONE = re.compile(
    r"(?<![\w#@-])(?:Labour|Reform|[Tt]he\sGreens|Plaid)\s(?:have|has|had|will|would|is|are|was|were|can|can't|cannot|wants?"
    r"|won't|did|broke|failed|fails|voted|votes|left|lied|lies|wasted|promised|promises|delivers?|crashed|inherited|put|raised"
    r"|cut|created|caused)\b"
)
NAME_CUES = words(
    """
    labour labourite labourites conservative conservatives tory tories lib liberal dem dems
    democrat democrats reform ukip green greens plaid snp dup sinn sdlp ulster uup alliance
    alba workers brexit restore advance scottish co
    democratic britain
    """
)
WORD_CUES = words(
    "labour conservative conservatives tory green greens reform lib plaid"
)
