"""IM-PARTY: words that favour or attack a political party, or read as if they did.

A party's name in a notice of election or on a road closure is not a party view.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
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
ALONE = re.compile(
    r"(?<![\w#@-])(?:Labour|Reform|[Tt]he\sGreens|Plaid)\s(?:have|has|had|will|would|is|are|was|were|can|can't|cannot|wants?"
    r"|won't|did|broke|failed|fails|voted|votes|left|lied|lies|wasted|promised|promises|delivers?|crashed|inherited|put|raised"
    r"|cut|created|caused)\b"
)
# Sentences about the party that need another sign of politics beside them.
POLITICS = re.compile(
    r"\b(?:government|minister|ministers|mp|mps|party|parties|election|vote|votes|voters|tory|tories|conservatives?"
    r"|manifesto|tax|taxes|britain|the country|economy|promises?|broken|failed|failing|failure|chaos|mess|is working"
    r"|delivering|delivered|policy|policies|opposition|budget|lied|lies|wasted)\b"
)
BIRTH = re.compile(
    r"\b(?:birth|baby|babies|midwi|maternity|contraction|pregnan|cervix|epidural|antenatal|hospital|induced|waters)"
)
SLOGAN = re.compile(
    r"\b(?:vot(?:e|ing) for (?:change|hope|a (?:better|new|fairer|stronger|different|brighter)\b"
    r"|stability|the (?:government|prime minister|opposition)|us (?:on|in|at the)(?= (?:polling|election|thursday|\d|may|june|july))|our (?:party|candidate)|your local candidate)"
    r"|don't vote for|never vote for|vote (?:them|him|her|this (?:lot|government)) out|vote tactically"
    r"|(?:kick|get|throw|turf|boot) (?:the )?(?:tories|them|labour|this government|this lot) out|never trust (?:a tory|labour|the tories|the snp)"
    r"|(?:labour|tory|tories|conservative|snp|lib dem|reform|green) (?:isn't|aren't) working|only (?:labour|the (?:conservatives|tories|snp|greens|lib dems)|reform) can"
    r"|our (?:great )?(?:party (?:will|is|has|believes|wants|stands|can|won|leader|members|faithful)|manifesto|election (?:promise|pledge|victory|campaign))\b"
    r"|re-?elect (?:our|your|me|us|the)\b|our candidates? for (?:mayor|mp|parliament|council|police and crime|the by-?election)\b|vote\b[^.!?\n]{0,30}\bfor the party of\b|(?:after|by|from|under) the last lot\b|manifesto (?:commitment|pledge|promise)s?|on the doorstep[s]? (?:today|with|in))"
)
LAST_LOT = (
    r"(?:previous|last|former|outgoing|old|past|preceding|tory|labour|conservative|tory-led|coalition|snp)"
    r" (?:uk |tory |labour |conservative |coalition |westminster )?(?:government|governments|govt|administration|administrations|ministers)(?! (?:of|in) )"
)
HARM = (
    r"(?:fail|fails|failed|failing|failure|failures|mess|broke|broken|chaos|wasted|waste of|black hole|mismanage\w*|incompeten\w*"
    r"|neglect\w*|underinvest\w*|under-invest\w*|ignored|let (?:you|us|them|the|down|families|people|patients|communities|our)|ruin\w*|crash(?:ed|ing) the economy|wreck\w*|damage[ds]?|inherit\w*|left (?:us|you|the|a|our|behind|public)"
    r"|squander\w*|abandon\w*|decimat\w*|hollowed|shambles|disast\w*|cover(?:ed)? up|lied|misled|betray\w*|dodged|ducked|sat on|kicked the can|ran down|run down|to blame|blame|fault|swept under|not do enough)"
)
BLAME = re.compile(
    rf"\b{LAST_LOT}\b(?:'s|s')?[^.!?\n]{{0,80}}\b{HARM}\b"
    rf"|\b{HARM}\b[^.!?\n]{{0,60}}\b(?:by|from|of|under|to) (?:the |a )?{LAST_LOT}\b"
    r"|\b(?:\d\d?|ten|eleven|twelve|thirteen|fourteen|fifteen) (?:long |wasted )?years of (?:tory|tories|labour|conservative|snp|failure|neglect|chaos|decline|mismanagement|austerity|broken|incompetence|waste)"
    r"|\b(?:mess|chaos|black hole|ruins|shambles|broken \w+|economy) (?:that )?(?:we|we've|this government|ministers) (?:have |has )?inherit(?:ed)?\b|\b(?:we|this government|ministers) (?:have |has )?inherited (?:a |an |the )?(?:mess|chaos|broken|black hole|£|failing|crisis|shambles|economy|disaster)"
    r"|\b(?:clean|cleaning|clear|clearing|sort|sorting|mop|mopping) up (?:the|their|a) (?:mess|damage|chaos)(?: left| of| that| they|\b)(?=[^.!?\n]{0,60}\b(?:government|party|tory|tories|labour|conservatives?|predecessors?|administration|they left))"
    r"|\b(?:the|his|her|their) opposition (?:party |parties )?(?:voted against|wants? to|would|has no|have no|had no|failed|can't|cannot|will never|opposes?|blocks?|blocked)\b"
)
TAG = re.compile(
    r"#(?:\w{0,20}(?:vote|voting|back|join|i'?m)(?:labour|tory|tories|conservatives?|libdems?|snp|reform(?:uk)?|green(?:party)?|plaid)\w{0,10}"
    r"|(?:never|no)?(?:tor(?:y|ies)|labour|snp|libdem)\w{0,4}(?:out|lies|fail|cuts|chaos|sleaze|scum|isntworking|doorstep|gain|hold|win|conference)?\d{0,4}"
    r"|gtto|getthetoriesout|reformuk|labourdoorstep|toryscum)(?!\w)"
)
# Elections, conferences and history: the name is news, not a view.
NEUTRAL = re.compile(
    r"\b(?:nominat\w+|nominees?|by-?election|candidates? (?:is|are|for|standing|list)|statement of persons|returning officer"
    r"|votes?\b.{0,12}\d|\d\s?votes|declared|elected|majority of|turnout|\bhold\b|\bgain\b|party conference|conference (?:in|at|security|policing|traffic)|road closures?|policing|protest|demonstration|rally|march"
    r"|archive\w*|museum|century|historian|history|exhibition|founded in|in (?:18|19)\d\d|hustings|cross-party|all parties|all-party|political parties|party leaders|spokesperson for)\b",
    re.DOTALL,
)
GENETICS = re.compile(
    r"\b(?:gene|genes|genetic|genome|genomic|dna|polymorphism|variants?)\b"
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
SLOGAN_CUES = words(
    """
    vote voting kick get throw turf boot never labour tory tories conservative snp lib
    reform green greens only our lot elect reelect re candidate candidates manifesto doorstep doorsteps
    """
)
BLAME_CUES = words(
    """
    government governments govt administration administrations ministers lot years
    inherited inherit up opposition
    """
)
VIEWS = ((SLOGAN, SLOGAN_CUES), (BLAME, BLAME_CUES), (TAG, frozenset("#")))
CUES = NAME_CUES | SLOGAN_CUES | BLAME_CUES | {"#"}


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for pattern, cues in VIEWS:
        if not cues.isdisjoint(reader.cues):
            for found in pattern.finditer(reader.lowered):
                yield reader.match(*found.span())
    if NAME_CUES.isdisjoint(reader.cues):
        return
    named = [*_named(reader)]
    # A party in a notice of an election is a question to the author, not a stop.
    neutral = named and NEUTRAL.search(reader.lowered)
    for start, end in named:
        yield reader.match(start, end, severity=Severity.WARN if neutral else None)


def _named(reader: Reader) -> Iterator[tuple[int, int]]:
    names = [*PARTY.finditer(reader.text)]
    about_genes = names and GENETICS.search(reader.lowered)
    for found in names:
        if found.group() != "SNP" or not about_genes:
            yield found.span()
    if not WORD_CUES.isdisjoint(reader.cues) and not BIRTH.search(reader.lowered):
        yield from _made_a_party(reader)


def _made_a_party(reader: Reader) -> Iterator[tuple[int, int]]:
    """Ordinary words that what stands beside them makes a party's name."""
    for found in BESIDE.finditer(reader.text):
        if not ORDINARY_BESIDE.match(found.group()):
            yield found.span()
    yield from (found.span() for found in BACKED.finditer(reader.text))
    alone = [found.span() for found in ALONE.finditer(reader.text)]
    if alone and POLITICS.search(reader.lowered):
        yield from alone


IM_PARTY = Rule(
    id="IM-PARTY",
    name="Party-political content",
    severity=Severity.BLOCK,
    who="Nobody; only the propriety team can clear a false match.",
    citations=(
        Citation(
            "Social media guidance for civil servants (Cabinet Office, 2012)",
            "Political activity",
        ),
        Citation("Civil Service Code", "Impartiality"),
        Citation("Civil Service Management Code", "4.4"),
        Citation("Government communications propriety checklist", "Political"),
    ),
    tell=(
        "This looks party political. Official accounts must not be. Rewrite it in "
        "neutral terms."
    ),
    better="Say what is changing, for whom and from when, and leave parties out of it.",
    triggers=("Labour's plan is working", "The previous government failed you"),
    near_misses=(
        "Labour market statistics are out now",
        "Register to vote by 16 April",
    ),
    find=in_english(find),
    cues=CUES,
)
