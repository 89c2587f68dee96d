"""Slogans, blame on whoever governed before, and tags that take a side.

No rule lives here, and no party's name by itself.
"""

import re

from guidance.rules.words import words


SLOGAN = re.compile(
    r"\b(?:vot(?:e|ing) for (?:change|hope|a (?:better|new|fairer|stronger|different|brighter)\b"
    r"|stability|the (?:government|prime minister|opposition)|us (?:on|in|at the)(?= (?:polling|election|thursday|\d|may|june|july))|our (?:party|candidate)|your local candidate)"
    r"|don't vote for|never vote for|vote (?:them|him|her|this (?:lot|government)) out|vote tactically"
    r"|(?:kick|get|throw|turf|boot) (?:the )?(?:tories|them|labour|this government|this lot) out|never trust (?:a tory|labour|the tories|the snp)"
    r"|(?:labour|tory|tories|conservative|snp|lib dem|reform|green) (?:isn't|aren't) working|only (?:labour|the (?:conservatives|tories|snp|greens|lib dems)|reform) can"
    r"|our (?:great )?(?:party (?:will|is|has|believes|wants|stands|can|won|leader|members|faithful)|manifesto|election (?:promise|pledge|victory|campaign))\b"
    r"|re-?elect (?:our|your|me|us|the)\b|our candidates? for (?:mayor|mp|parliament|council|police and crime|the by-?election)\b|vote\b[^.!?\n]{0,30}\bfor the party of\b|(?:after|by|from|under) the last lot\b|manifesto (?:commitment|pledge|promise)s?|(?:don't|never|can't|won't) let (?:the )?(?:labour|tories|conservatives|reform|snp|greens|lib dems|plaid) (?:in|back|win|take|get|wreck|ruin|destroy|fool|sell|cut)|your vote for (?:cllr|councillor (?!of)|(?:our|your|the) (?:\w+ )?candidate)|vote (?:for )?cllr|(?:time|ready|vote|crying out|need) for a change of (?:government|prime minister|party)|change of government (?:now|is)|only one party (?:will|can|has) (?:protect\w*|save\w*|fix\w*|deliver\w*|stand\w*|fight|fought|cut|back\w*|scrap\w*|invest\w*|keep|defend\w*|stop|beat|speak\w*|put|a plan|the)|on the doorstep[s]? (?:today|with|in))"
)
LAST_LOT = (
    r"(?:previous|last|former|outgoing|old|past|preceding|tory|labour|conservative|tory-led|coalition|snp)"
    r" (?:uk |tory |labour |conservative |coalition |westminster )?(?:government|governments|govt|administration|administrations|ministers)(?! (?:of|in) )"
)
HARM = (
    r"(?:fail|fails|failed|failing|failure|failures|mess|broke|broken|chaos|wasted|waste of|black hole|mismanage\w*|incompeten\w*"
    r"|neglect\w*|underinvest\w*|under-invest\w*|ignored|let (?:you|us|them|the|down|families|people|patients|communities|our)|ruin\w*|crash(?:ed|ing) the economy|wreck\w*|damage[ds]?|inherit\w*|left (?:us|you|the|a|our|behind|public)"
    r"|squander\w*|abandon\w*|decimat\w*|hollowed|shambles|disast\w*|cover(?:ed)? up|lied|misled|betray\w*|dodged|ducked|sat on|kicked the can|ran down|run down|to blame|blame|fault|swept under|not do enough|nothing|not a single|stalled|delayed|starved|slashed|scrapped|spiralled|refused|too little|too late|u-turn\w*|botched|fiasco|out of touch|legacy of|pick(?:ing)? up the (?:pieces|bill|tab)|excuses?)"
)
BLAME = re.compile(
    rf"\b{LAST_LOT}\b(?:'s|s')?[^.!?\n]{{0,80}}\b{HARM}\b"
    rf"|\b{HARM}\b[^.!?\n]{{0,60}}\b(?:by|from|of|under|to) (?:the |a )?{LAST_LOT}\b"
    r"|\b(?:\d\d?|another|five|ten|more) (?:more )?(?:years|terms?) of (?:a |this )?(?:labour|conservative|tory|snp|lib dem|reform)\b(?! of | pains?| market)(?: (?:government|rule|chaos|cuts))?"
    rf"|\b(?:unlike|because of|due to|thanks to|caused by|result of|fault of|left by|created by|price (?:of|for)|pay(?:ing)? for|decisions? (?:\w+ )?by|choices? (?:\w+ )?by|failures? of|worse than)\b[^.!?\n]{{0,40}}\b{LAST_LOT}\b"
    r"|\b(?:years|a decade|decades|era|legacy) of (?:tory|conservative|labour|snp|lib dem|reform) (?!of\b|pains?|market|force|relations)\w+"
    r"|\b(?:labour|tory|conservative|reform|snp|lib dem|green|plaid)[\s-](?:run|led|controlled)\b"
    r"|\bthe last lot\b(?= (?:wasted|left|failed|spent|broke|did|had|were|couldn't|never|ran|promised|messed|lied|in (?:government|power)|of (?:ministers|politicians)))"
    r"|\b(?:\d\d?|ten|eleven|twelve|thirteen|fourteen|fifteen) (?:long |wasted )?years of (?:tory|tories|labour|conservative|snp|failure|neglect|chaos|decline|mismanagement|austerity|broken|incompetence|waste)"
    r"|\b(?:mess|chaos|black hole|ruins|shambles|broken \w+|economy) (?:that )?(?:we|we've|this government|ministers) (?:have |has )?inherit(?:ed)?\b|\b(?:we|this government|ministers) (?:have |has )?inherited (?:a |an |the )?(?:mess|chaos|broken|black hole|£|failing|crisis|shambles|economy|disaster)"
    r"|\b(?:clean|cleaning|clear|clearing|sort|sorting|mop|mopping) up (?:the|their|a) (?:mess|damage|chaos)(?: left| of| that| they|\b)(?=[^.!?\n]{0,60}\b(?:government|party|tory|tories|labour|conservatives?|predecessors?|administration|they left))"
    r"|\b(?:unlike|cleaning up after|clearing up after|better than|blame) (?:our|my|his|her|their) predecessors?\b|\b(?:our|my|his|her) predecessors?\b[^.!?\n]{0,40}\b(?:failed|left us|broke|wasted|ducked|dodged|ran down|squandered|neglected|ignored|let you down|did nothing)\b"
    r"|\b(?:the|his|her|their) opposition (?:party |parties )?(?:voted against|wants? to|would|has no|have no|had no|failed|can't|cannot|will never|opposes?|blocks?|blocked)\b"
)
TAG = re.compile(
    r"#(?:\w{0,20}(?:vote|voting|back|join|i'?m)(?:labour|tory|tories|conservatives?|libdems?|snp|reform(?:uk)?|green(?:party)?|plaid)\w{0,10}"
    r"|(?:never|no)?(?:tor(?:y|ies)|labour|snp|libdem)\w{0,4}(?:out|lies|fail|cuts|chaos|sleaze|scum|isntworking|doorstep|gain|hold|win|conference)?\d{0,4}"
    r"|gtto|getthetoriesout|reformuk|labourdoorstep|toryscum)(?!\w)"
)
SLOGAN_CUES = words(
    """
    vote voting kick get throw turf boot never labour tory tories conservative snp lib
    reform green greens only our lot elect conservatives government minister party reelect re candidate candidates manifesto doorstep doorsteps
    """
)
BLAME_CUES = words(
    """
    run controlled decade decades era legacy unlike
    government governments govt administration administrations ministers lot years
    inherited inherit up opposition predecessor predecessors
    """
)
VIEWS = ((SLOGAN, SLOGAN_CUES), (BLAME, BLAME_CUES), (TAG, frozenset("#")))
