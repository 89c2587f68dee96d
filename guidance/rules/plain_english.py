"""AC-PLAIN: long sentences, words of the office, and “click here”.

A word is judged by its company: robust boots and a lever on a lock gate are plain.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.cued import Family, cued, found_in
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english


MOST_WORDS = 25
WORD = re.compile(r"(?<![\w'-])[A-Za-z][\w'-]*")
NO_WORD = re.compile(r"https?://\S+|[@#]\w+|\b\w+(?:\.\w+)+\S*")
ABSTRACT = r"(?:frameworks?|process(?:es)?|approach(?:es)?|systems?|plans?|planning|measures?|evidence|response|polic(?:y|ies)|governance|controls?|data|procedures?|arrangements?|strateg(?:y|ies)|delivery|econom(?:y|ies)|mechanisms?|methodolog(?:y|ies)|oversight|regime|pipeline|model|solutions?|action|case|scrutiny|assurance|monitoring|conversations?|debate|challenge|safeguards?|standards?|engagement|infrastructure)"
JARGON = (
    cued(
        """
        leverage leverages leveraged leveraging robust robustly forward forwards
        utilise utilises utilised utilising utilisation utilize utilized
        utilizing utilization facilitate facilitates facilitated facilitating
        facilitation synergy synergies synergistic synergise paradigm paradigms
        holistic holistically
        """,
        rf"""\bleverag(?:es|ed|ing)\b(?!\sratio) | \b(?:to|will|can|we|must|and|should|could|help|they|you)\sleverage\b | \bleverage\s(?:our|the|this|these|new|data|existing|your|their|best|technology)\b | \brobust(?:ly)?\s(?:and\s\w+\s|\w+\s)?{ABSTRACT}\b | \b{ABSTRACT}\s(?:is|are)\srobust\b | \b(?:going|moving)\sforwards?\b(?=[^\w]*$|[.,;:!?)]|\s(?:we|the|our|this|with|in|as|on|and)\b) | \butili[sz](?:e|es|ed|ing|ation)\b | \bfacilitat(?:e|es|ed|ing|ion)\b | \bsynerg(?:y|ies|istic|ise)\b | \bparadigm\sshifts?\b | \b(?:new|current|existing|old|policy)\sparadigms?\b | \bparadigms\b | \bholistic(?:ally)?\b""",
    ),
    cued(
        """
        stakeholder stakeholders deep base blue sky hanging incentivise
        incentivises incentivised incentivising incentivize operationalise
        operationalised operationalising operationalisation operationalize
        mainstreaming capacity co coproduce coproduced coproduction codesign
        codesigned codesigning cocreate cocreated
        """,
        r"""\b(?:key\s|wider\s|multiple\s|our\s|all\s|relevant\s|external\s)?(?:stakeholders\b|stakeholder\s(?:engagement|groups?|events?|workshops?|consultation|management|feedback|forum)) | \bdeep[\s-]dives?\b(?!\s(?:centre|boat|pool|session|course|club|training)) | \btouch(?:ing)?\sbase\b | \bblue[\s-]sky\sthinking\b | \blow[\s-]hanging\sfruit\b | \bincentivi[sz](?:e|es|ed|ing)\b | \boperationali[sz]\w+\b | \bmainstreaming\b | \bcapacity[\s-]building\b | \bco-?(?:produc(?:e|ed|ing|tion)|design(?:ed|ing)?|creat(?:e|ed|ing|ion))\b""",
    ),
    cued(
        """
        cascade cascaded cascading drill drilling scalable best regard regards
        respect relation pursuant notwithstanding aforementioned abovementioned
        afore above mentioned hereto herein hereafter hereby herewith heretofore
        here thereto therein thereafter thereby thereof therewith whereby
        whereupon wherein
        """,
        r"""\bcascad(?:e|ed|ing)\s(?:the\s|this\s)?(?:information|message|learning|down)\b | \bdrill(?:ing)?\sdown\s(?:into|on)\b | \bscalable\b | \bbest[\s-](?:in[\s-]class|of[\s-]breed)\b | \bwith\sregards?\sto\b | \bin\s(?:respect|relation)\s(?:of|to)\b | \bpursuant\sto\b | \bnotwithstanding\b | \b(?:afore|above)-?mentioned\b | \bhere(?:to|in|after|by|with|tofore)\b | \bthere(?:to|in|after|by|of|with)\b(?!\s(?:is|are)) | \bwhere(?:by|upon|in)\b""",
    ),
    cued(
        """
        commence commences commenced commencing commencement ascertain
        ascertained ascertaining endeavour endeavours endeavouring prior
        subsequent moment point fact event purpose purposes accordance
        conjunction compliance means virtue view order effort basis
        """,
        r"""\bcommenc(?:e|es|ed|ing|ement)\b | \bascertain(?:ed|ing)?\b | \bendeavour(?:s|ing)?\sto\b | \bprior\sto\b | \bsubsequent\sto\b | \bat\sthis\s(?:moment|point)\sin\stime\b | \bdue\sto\sthe\sfact\sthat\b | \bin\sthe\sevent\s(?:of|that)\b | \bfor\sthe\spurposes?\sof\b | \bin\s(?:accordance|conjunction|compliance)\swith\b | \bby\s(?:means|virtue)\sof\b | \bwith\sa\sview\sto\b | \bin\s(?:order|an\seffort)\sto\b | \bon\s(?:an?\s)?(?:ongoing|annual|regular|daily|weekly|monthly|case-by-case)\sbasis\b""",
    ),
    cued(
        """
        impactful impacting impacted empower empowers empowered empowering enabling enable
        enabled enables journey journeys actioned learnings upskill upskilling upskilled foster fosters
        fostering fostered drive drives driving deliver delivers delivering
        delivered
        """,
        r"""\bimpactful\b | \bimpact(?:ing|ed)\s(?:\w+ly\s)?(?:up)?on\b | \b(?:empower|enabl)(?:e|es|ed|ing)\s(?:our\s|local\s)?(?:communities|stakeholders|citizens|users)\b | \b(?:customer|user|citizen|transformation|improvement|learning|patient)s?'?\sjourneys?\b | \bactioned\b | \blearnings\b | \bupskill(?:ing|ed)?\b | \bfoster(?:s|ing|ed)?\s(?:a\sculture|collaboration|innovation|growth|cohesion|an?\s\w+\s(?:culture|environment)|partnership|inclusion)\b | \bdriv(?:e|es|ing)\s(?:forward|delivery|efficienc\w+|improvements?|transformation|innovation|outcomes|change|growth)\b | \b(?:deliver(?:s|ing|ed)?)\s(?:\w+\s)?(?:outcomes|synergies|transformation|efficiencies|impact|against\s\w+)\b""",
    ),
    cued(
        """
        overarching over arching cross value outcome outcomes place workstream
        workstreams bandwidth granular granularity optimise optimises optimised
        optimising optimisation optimize optimized optimizing streamline
        streamlines streamlined streamlining signposted thought step thinking
        think quick circle ideate ideation ecosystem embed embedding hit
        direction landscape helicopter push pushing ringfence ringfenced
        ringfencing ring roll preplan preplanned preplanning pre multifaceted
        multi interoperable interoperability disseminate disseminated
        disseminating dissemination methodology methodologies rationalise
        rationalised rationalising rationalisation rationalize modality
        modalities expedite expedited expediting expeditious expeditiously
        ameliorate ameliorated remunerate remunerated remuneration promulgate
        promulgated peruse henceforth inter per remit necessitate necessitates
        necessitated requisite forthwith undersigned
        """,
        r"""\b(?:over-?arching|cross-cutting|value-add(?:ed)?|outcomes?-focus(?:s)?ed|place-based|workstreams?|bandwidth\sto|granular(?:ity)?|optimi[sz](?:e|es|ed|ing|ation)|streamlin(?:e|es|ed|ing)|signposted?\sto|thought\sleader(?:s|ship)?|step[\s-]change|think(?:ing)?\soutside\sthe\sbox|quick\swins?|circle\sback|ideat(?:e|ion)|ecosystem\sof\s(?:innovation|partners|providers|support)|(?:innovation|digital|business|data|start-?up)\secosystem|embed(?:ding)?\s(?:a\sculture|learning|best\spractice)|hit\sthe\sground\srunning|direction\sof\stravel|landscape\sof|helicopter\sview|push(?:ing)?\sthe\senvelope|ring-?fenc(?:e|ed|ing)|roll-?out\sof\sthe|pre-?plan(?:ned|ning)|multi-?faceted|interoperab\w+|disseminat\w+|methodolog(?:y|ies)|rationali[sz]\w+|modali(?:ty|ties)|expedit(?:e|ed|ing)|ameliorat\w+|remunerat\w+|promulgat\w+|peruse|henceforth|inter\salia|per\sannum\sbasis|remit\sof|expeditious\w*|necessitat\w+|requisite|forthwith|undersigned)\b""",
    ),
)
CLICK = cued(
    "click clicking tap tapping press pressing follow",
    r"(?<!don't\s)(?<!do\snot\s)(?<!never\s)(?<!not\sto\s)(?<!avoid\s)(?<!you\s)(?<!before\s)\b(?:click(?:ing)?|tap(?:ping)?|press(?:ing)?)\s(?:on\s)?(?:here|this(?:\slink)?|(?:the\s)?(?:link|button)?\s?below)\b|\bclick\s(?:on\s)?the\s(?:link|button)\b(?<!don't\sclick\sthe\slink)(?<!never\sclick\sthe\slink)|\bfollow\sthis\slink\b(?<!don't\sfollow\sthis\slink)",
)
UNPLAIN = Family((*JARGON, CLICK))


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    yield from _long_sentences(reader)
    for found in found_in(reader, UNPLAIN):
        if not reader.quoted(found.start()):
            yield reader.match(*found.span())


def _long_sentences(reader: Reader) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT:
        return
    for start, end in reader.sentences():
        # A word takes two characters at least, with the space behind it.
        if end - start > 2 * MOST_WORDS and _too_long(reader.text[start:end]):
            first = (
                start
                + len(reader.text[start:end])
                - len(reader.text[start:end].lstrip())
            )
            yield reader.match(first, end)


def _too_long(sentence: str) -> bool:
    if len(sentence.split()) <= MOST_WORDS:
        return False
    return len(WORD.findall(NO_WORD.sub(" ", sentence))) > MOST_WORDS


AC_PLAIN = Rule(
    id="AC-PLAIN",
    name="Plain English",
    severity=Severity.ADVISE,
    who="Nobody needs to: this informs.",
    citations=(
        Citation("Government Communication Service", "About 25 words a sentence"),
        Citation("GOV.UK style guide", "Words to avoid"),
    ),
    tell="Shorten this sentence and use everyday words.",
    better="“Apply online before 5 June.”",
    triggers=(
        "We are leveraging robust frameworks going forward",
        "To renew, click here",
    ),
    near_misses=(
        "Apply online before 5 June.",
        "We lifted the lever on the lock gate.",
    ),
    find=in_english(find),
)
