"""CM-PROMISE: the body says that it will act, or will not, towards the public.

Money, dates and other bodies' promises are rules of their own; routine service
information ("we will be closed", "we'll keep you posted") is no commitment.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import NO_COMMITMENT
from guidance.rules.words import words


BODY = (
    r"(?:the|this|your|our|his majesty's|hm|uk|scottish|welsh|british) (?:uk |scottish |welsh |british |new )?"
    r"(?:government|govt|department|ministry|council|cabinet|administration|force|constabulary"
    r"|trust|agency|authority|commission|chancellor|prime minister|secretary of state"
    r"|home secretary|foreign secretary|health secretary|education secretary|transport secretary"
    r"|defence secretary|justice secretary|minister|home office|foreign office|treasury)"
    r"|(?:our |all )?ministers|our (?:officers|teams?|staff|crews|engineers|people|service)"
    r"|the uk|britain|government|we|we all"
)
LIGHTLY = (
    r"(?:(?:also|now|always|never|not|soon|absolutely|certainly|definitely|continue to|still|all|both"
    r"|each|personally|fully|firmly|solemnly|hereby|therefore|then|finally|today|again|of course|only"
    r"|really|immediately|gladly|happily|proudly|simply|further|ever) ){0,3}"
)
WILL = r"(?: will| shall|'ll| won't| shan't| is going to| are going to|'re going to| is to| are to)"
SUBJECT_WILL = re.compile(
    rf"(?<![\w'-])(?P<body>{BODY})(?P<will>{WILL}) (?P<how>{LIGHTLY})(?P<what>[a-z][a-z'-]*(?: [a-z0-9£%'-]+){{0,4}})"
)
# A question, a clause or a condition: somebody asks or explains, nobody promises.
ASKED = re.compile(
    r"(?:\b(?:how|what|where|when|why|whether|if|which|who|before|until|unless|while|as|because|than|places?|ways?|things|issues|topics) "
    r"(?:\w+ )?|\b(?:hope|hopes|think|believe|expect|ask|wonder|guess|suppose|sure|everything|anything|all)(?: that)? )$"
)
ROUTINE = re.compile(
    r"""
    (?:be\b(?!\s(?:the\sfirst|investing|building|creating|funding|recruiting|hiring
        |introducing|banning|ending|abolishing|scrapping|cutting|increasing|doubling|tripling|giving|spending
        |improving|delivering|expanding|extending|paying|raising|reducing|tackling|stopping
        |protecting|taking\s(?:action|steps|tough)|changing|legislating|rolling\sout|upgrading
        |replacing|fixing|reforming|making\s(?:sure|it|changes)|providing|tough|relentless|held
        |ready\sto|net\s|able\sto|prosecut|cracking|putting|restoring|backing|there\sfor|with\syou\s(?:every|all)|bringing|closing\sthe\sgap))
    |(?:the|a|an|our|your|this|that|these|those|my|reply|respond|answer|get\s(?:back|in\stouch|to\syou|to\sit)|come\sback|contact|call|phone|ring|email|e-mail|message|dm|write\sto|text
       |let\s(?:you|everyone|people|residents|customers|passengers|followers)|keep\s(?:you|everyone|people|our\sfollowers|residents|customers|this\s(?:page|post|thread)|posting|updating|an\seye|monitoring|checking|tweeting)|update|inform|tell|share|post|tweet|publish|announce
       |look\s(?:into|at|back|forward)|check|pass|forward|miss|remember|see|meet|welcome|join|attend|visit|host|travel|head|pop
       |hold|run\s(?:a|an|the|our|another|some|more|free)|ask|need|require|want|have|observe|fly|celebrate|mark|honour|commemorate
       |explain|discuss|talk|chat|hear|listen|feature|cover|stream|broadcast|use|collect|resume|reopen|re-open|close|start|begin|restart|finish
       |try|do\s(?:the\srest|(?:our|my|the)\s(?:very\s)?best)|(?:catch|find|stop|spot)\syou|aim|hope|assume|take\s(?:a\slook|you|part|place|bookings|questions|over|look|your\scalls|some\stime|photos)
       |consider|review|assess|monitor|send|show|present|reveal|confirm|receive|wear|get(?!\s(?:it|this|britain|people|more|every\w*|the\s\w+|waiting\s\w+)\s(?:done|moving|building|back|working|fixed|sorted|down|into)|\stough)|go|come|leave|arrive|return|stay|wait|know|find\sout|pick|choose|select|draw|judge|notify
       |process|cancel|reschedule|refer|arrange|issue|display|sign|light|open\s(?:at|on|from|for|our\sdoors|the\s(?:doors|gates|office|site|barrier|bridge|road|lock)|as\s(?:usual|normal)|up|late|later|early|again|today|tomorrow|bookings|applications|registration|between|\d)
       |speak|give\s(?:you\s(?:an|a|more|the|some|all)|an?\s(?:update|talk|demonstration|presentation|tour)|evidence|advice|more|out\s(?:advice|free|leaflets))|bring\syou|add|include|cut\sthe\s(?:grass|ribbon)|operate|play|walk|march|gather|award|introduce\syou|launch\s(?:our\s(?:new\s)?(?:website|series|podcast|channel|campaign|consultation))|record|test|trial|sound|carry\sout\s(?:essential|routine|planned|maintenance|work|works|repairs|checks|tests?|a\s(?:test|survey)|surveys|speed|patrols)|trim|grit|sweep|empty|collect|repair|replace\sthe|hand|tag|like|love|rock|deliver\s(?:a|an|the|his|her)\s(?:speech|talk|lecture|keynote|statement|budget|address|autumn|spring|presentation|session|workshop))
    )\b
    """,
    re.VERBOSE,
)
REFUSAL = re.compile(r"n't\b|\b(?:not|never)\b")
# What is routine once is a commitment when it is said of every case.
EVERY = re.compile(
    r"^(?!be\b).*\b(?:every|each|all) (?!day|night|week|month|year|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday|weekend|hour|evening|morning|afternoon|the|of|about"
    r"|along|round|over|things|your|responses|comments|feedback|views)"
)
# "We'll never ask for your bank details": an assurance of how the service works.
REFUSED_ROUTINE = re.compile(
    r"(?:ask|call|text|email|e-mail|phone|contact|ring|message|send|request|need|forget|see|demand|charge you to"
    r"|sell your (?:data|details)|share your|leave you a|have|accept|reply|respond|know|run|publish|comment|answer"
    r"|collect|take place|be(?! (?:beaten|deterred|silenced|tolerat|complacent|banning|raising|cutting|closing|increasing|introducing|charging|privatis)))\b"
)
VOW = re.compile(
    rf"(?<![\w'-])(?:(?:{BODY})(?:'ve|'re| have| has| are| is)? (?:also |all |today |now |solemnly |hereby |absolutely |fully |firmly |totally |completely |always |remain |wholly |both |publicly |can |do |can't but )*"
    r"(?:guarantees?|promis(?:e|es|ing)|pledg(?:e|es|ing)|guaranteeing|pledged to|promised to|vowed to|vow(?:s|ing)?|swears?|undertakes? to|commits? to|committing to|commit ourselves|(?:is|are|been|remains?) committed to|committed to|give (?:you )?(?:our|my) word|determined to|resolved to))\b"
    r"|\b(?:is|are|am|remain|remains|stay|we're|i'm) (?:\w+ )?committed to\b"
    r"|^\W{0,3}(?:fully |absolutely )?committed to\b"
    r"|\b(?:has|have) (?:given|made) (?:his|her|their|its|a) (?:word|personal guarantee|solemn promise)\b|\b(?:guarantee|promise|pledge|commitment) from (?:us|ministers|the (?:government|council|department|minister))\b"
    r"|\bour (?:\w+ ){0,2}(?:pledge|promise|guarantee|vow|commitment)s?(?: to|:| is| that| -| for| on|\.|!|$)"
    r"|\b(?:this|that|it)(?:'s| is) (?:our|a|my|the government's) (?:\w+ )?(?:pledge|promise|guarantee|vow|commitment)\b"
    r"|\b(?:you have|you've got|take) (?:our|my) word\b|\byou can (?:count|rely|depend) on us\b"
    r"|\brest assured[,:]?(?: that)? (?:we|our|the|your)\b|\b(?:is|are|be) guaranteed (?:a|an|to|that|by|free|the)\b|\bwe(?:'ve| have) (?:made|given) a (?:promise|pledge|commitment) to\b"
)
COMMITTED_THERE = re.compile(r" (?:prison|custody|hospital|jail|trial|memory|paper)")
# People of whom it is said what they get, keep or escape.
PEOPLE = (
    r"(?:you|everyone|everybody|every (?:\w+ )?(?:child|pupil|family|household|patient|pensioner|worker|person|one|home|community|school|resident|veteran|parent|carer|student|victim|area|town|young person)"
    r"|all (?:\w+ )?(?:children|pupils|families|households|patients|pensioners|workers|people|residents|veterans|parents|carers|students|victims)"
    r"|no (?:one|body|child|pupil|family|household|patient|pensioner|worker|person|community|school|veteran|parent|carer|student|victim)|nobody"
    r"|(?:(?:your|these|those|the|our|eligible|working|hard-working|vulnerable|local|disabled|low-paid) )*(?:families|children|pupils|patients|pensioners|workers|residents|veterans|parents|carers|victims|claimants|customers|households|communities))"
)
GIVEN = re.compile(
    rf"(?<![\w'-]){PEOPLE}(?: will|'ll| won't| shall) (?:all |each |also |now |not |never |no longer |soon |always |still |automatically |have to |be )*"
    r"(?P<verb>get|receive|have|keep|lose|miss|pay|wait|benefit|suffer|go|see|worse|left|given|offered|paid|refunded|protected|compensated|entitled|better|able|guaranteed|supported|reimbursed|turned|forgotten|safe|treated|seen|charged)\b(?P<what>(?: [\w£%'-]+){0,5})"
)
GIVEN_ROUTINE = re.compile(
    r"^ (?:(?:a|an|the|your|our|another|this|one|some|more|any|all the|further|lots of|plenty of|great|real|exclusive|first) ){0,2}"
    r"(?:\w+ )?(?:emails?|e-mails?|texts?|letters?|confirmation|reminders?|codes?|messages?|calls?|notifications?|links?|reply|response|receipts?|invitations?|invites?|reference|updates?|chance|opportunity|opportunities|taste|glimpse|idea|feel|look|view|news|results?|details|information|info|questions?|to (?:see|hear|meet|know|learn|enjoy|experience|try|explore|hear)|fun|time|blast|treat|bus|newsletter|alerts?|forms?|access|your (?:results|vote|say)|through|in|on|home|there|it|for (?:a|the|more)|up|wet|lost|bored|signs?|roadworks?|disruption|delays|me|us|them|him|her|officers|teams|engineers|badge|certificate|password|username|problems|heard|that|this|something)\b"
)
GIVEN_PASSIVE_ROUTINE = re.compile(
    r"\b(?:be|have to) (?:asked|able|seen|given (?:a|an|the) (?:\w+ )?(?:link|code|form|reference|number|appointment|time|choice|option|chance|list|badge)|offered a choice|charged|pay|turned|go|wait|treated|supported|left(?! behind))\b"
)
WILL_BE = re.compile(
    r"\b(?:jobs|homes|services|schools|hospitals|funding|pensions?|benefits?|payments?|rights|money|costs?|taxes|lives|standards|nhs|communities|victims|workers|wages?|places|data|privacy|claims?|refunds?|compensation|the ban|charges?|fees?)"
    r" (?:will|won't|shall)(?: not| never| always| all| now| also)* be (?:protected|guaranteed|safeguarded|refunded|compensated|reimbursed|honoured|respected|ring-fenced|scrapped|abolished|restored|doubled|cut|increased|frozen|paid in full)\b"
    r"|\b(?:every|all|each) (?:\w+ )?(?:calls?|reports?|complaints?|cases?|crimes?|applications?|claims?|penny|pound|burglary|burglaries|allegations?) will be (?:answered|investigated|attended|paid|processed|dealt with|resolved|spent|taken seriously|reinvested)\b"
    r"|\b(?:will|shall) (?:all |always )?be (?:seen|answered|treated|processed|paid|resolved|completed|repaired|refunded|dealt with|assessed|cleared|answered) (?:within|in under|in less than|inside)\b"
    r"|\bnever again will\b|\bno ifs,? no buts\b|\bwhatever it takes\b|\bleave no (?:one|stone|community|child|veteran)\b"
)
WILL_CUES = words("will ll shall won shan going ministers government")
VOW_CUES = words(
    """
    guarantee guarantees guaranteed guaranteeing promise promises promising promised pledge pledges
    pledging pledged vow vows vowing vowed swear swears undertake undertakes commit commits
    committed committing ourselves word determined resolved commitment commitments count
    rely depend assured
    """
)
CUES = WILL_CUES | VOW_CUES | words("never ifs whatever leave ministers government")


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    spans: list[tuple[int, int]] = []
    if not WILL_CUES.isdisjoint(reader.cues):
        spans += [*_acts(text), *_gifts(text)]
    spans += _assurances(text)
    if not VOW_CUES.isdisjoint(reader.cues):
        spans += _vows(text)
    for start, end in spans:
        # Somebody else's promise is not ours, but the author should know of it.
        quoted = reader.quoted(start)
        yield reader.match(start, end, severity=Severity.ADVISE if quoted else None)


def _acts(text: str) -> Iterator[tuple[int, int]]:
    for found in SUBJECT_WILL.finditer(text):
        if not _asked(text, found.start()) and not _routine(found):
            yield found.start(), found.end("what")


def _asked(text: str, start: int) -> bool:
    return ASKED.search(text, max(0, start - 30), start) is not None


def _routine(found: re.Match[str]) -> bool:
    refusal = REFUSAL.search(f"{found['will']} {found['how']}")
    if refusal is None and EVERY.search(found["what"]):
        return False
    if refusal is None:
        return ROUTINE.match(found["what"]) is not None
    return REFUSED_ROUTINE.match(found["what"]) is not None


def _vows(text: str) -> Iterator[tuple[int, int]]:
    for found in VOW.finditer(text):
        if not COMMITTED_THERE.match(text, found.end()):
            yield found.span()


def _assurances(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in WILL_BE.finditer(text))


def _gifts(text: str) -> Iterator[tuple[int, int]]:
    for found in GIVEN.finditer(text):
        routine = GIVEN_ROUTINE.match(found["what"]) or GIVEN_PASSIVE_ROUTINE.search(
            found.group()
        )
        if not routine and not _asked(text, found.start()):
            yield found.span()


CM_PROMISE = Rule(
    id="CM-PROMISE",
    name="Commitment words",
    severity=Severity.AUTH,
    authority=AuthorityClass.COMMITMENT,
    who=(
        "The policy owner or line manager with delegated authority for that policy; the "
        "minister through private office where the promise is new."
    ),
    citations=(
        NO_COMMITMENT,
        Citation("Civil Service Management Code", "4.2, as revised in 2015"),
    ),
    tell=(
        "This makes a commitment. Record who authorised it: a standing delegation or a "
        "named officer for this post."
    ),
    better="“We plan to …”, with a link to the published plan.",
    triggers=("We will end rough sleeping", "We guarantee that no one will lose out"),
    near_misses=("We will be closed on Monday", "Will you help shape our service?"),
    find=in_english(find),
    cues=CUES,
)
