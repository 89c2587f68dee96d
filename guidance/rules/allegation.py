"""LG-DEFAME: a serious allegation about a person or a company that is named.

What a court or a regulator found, with its link, passes; so do warnings about fraud
that accuse nobody.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import WORD, Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.words import words


TITLED = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Prof|Professor|Judge|Rev|Captain)\.?\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?"
CAPITAL = r"[A-Z][\w&'-]*"
COMPANY = (
    rf"(?:{CAPITAL}\s(?:(?:and|&|of)\s)?){{1,4}}(?:Ltd|LTD|Limited|plc|PLC|Plc|LLP|Inc|Corp|Co|GmbH|CIC)\b\.?"
    rf"|(?:{CAPITAL}\s){{1,3}}(?:Homes|Energy|Holdings|Group|Airlines|Airways|Motors|Builders|Roofing|Lettings|Travel|Holidays|Solutions|Logistics|Developments|Construction|Properties|Estates|Recruitment|Finance|Loans|Investments|Capital|Foods|Water|Utilities|Recycling|Haulage|Supermarkets|Stores|Pharma|Pharmaceuticals|Technologies|Telecom|Media|Cars|Garages|Windows|Kitchens|Claims|Tours|Bank|Insurance|Care|Cleaning|Plumbing|Scaffolding|Security|Waste|Skips|Taxis|Services\sLtd|Pharmacy|Clinic|Nurseries|Nursery|Garage|Kennels|Electrics|Electrical|Plastics|Chemicals|Merchants|Traders|Trading|Consulting|Consultants|Associates|Partners|Sons|Brothers|Bros|Dental|Catering|Butchers|Bakery|Systems|Software|Shipping|Ferries|Coaches|Trains|Broadband|Mortgages|Pensions|Wealth|Advisers|Autos|Removals|Interiors|Decorators|Gardens|Fencing|Paving|Driveways|Rentals)\b"
)
PERSON = rf"(?:{CAPITAL}\s){{1,2}}[A-Z][a-z][\w'-]+"
WRONGDOER = r"(?:crooks?|liars?|cheats?|thie(?:f|ves)|scammers?|scam\sartists?|a\sscam|fraudsters?|frauds?|a\sfraud|con[\s-]?(?:men|man|artists?)|criminals?(?!\s(?:offence|matter|act|damage|justice|law|investigation|record|gang|court))|swindlers?|charlatans?|racists?|abusers?|paedophiles?|predators?|rapists?|murderers?|terrorists?|corrupt|bent|dishonest|rip-?off\s(?:merchants?|artists?)|cowboys?(?!\s(?:boots|hats?))|rogues?|gangsters?|traffickers?|money\slaunderers?|tax\s(?:dodgers?|cheats?|evaders?)|bogus|a\ssham|negligent|fraudulent|slave\sdrivers?|killers?|stalkers?|embezzlers?|guilty|bullies|bully|incompetent|unqualified|drunk|drug\s(?:dealer|addict)s?|wife[\s-]beater|molester|quacks?|on\sthe\s(?:take|fiddle|make)|in\sthe\spay\sof|(?:loan\s)?sharks?|shysters?|chancers?|(?:benefit|tax|love|council\stax)\s(?:cheats?|rats?)|bandits?|vandals?|fantasist|hypocrite|parasites?|fakes?)"
DEED = r"(?:prey(?:s|ed|ing)?\son|(?:beats?|kicks?|kicked|starves?|whips?)\s(?:his|her|their|its)\s(?:wife|husband|partner|girlfriend|boyfriend|dogs?|horses?|animals?|children|kids|son|daughter|mother|staff)|(?:made|makes|making)\sup\s(?:his|her|its|their|the)\s(?:\w+\s)?(?:qualifications|figures|evidence|claims|cv|story|results|references|data|expenses)|(?:runs?|ran|running)\s(?:an?\s)?(?:\w+\s)?(?:brothel|scam|racket|cartel|pyramid|sweatshop|protection|slave|drugs?\s|illegal|unlicensed|ponzi)|(?:sells?|sold|selling|suppl(?:ies|ied|ying)|lets?|rents?|serves?|served|fits?|fitted)\s[^.!?\n]{0,30}\b(?:death\straps?|(?:knows?|knew)\s(?:are|is|were|to\sbe|was)|unsafe|stolen|counterfeit|rotten|out-of-date)|vanish(?:es|ed)\b|takes?\s(?:your\s|people's\s|the\s)?(?:deposits?|money|cash)\sand\s(?:runs?|vanish\w*|disappear\w*|never)|robb(?:ed|ing)\s(?:\w+\s)?(?:of|blind|people|customers|pensioners|the)|stalk(?:s|ed|ing)\s(?:his|her|a|the|women|girls|children)|fix(?:es|ed|ing)\s(?:the\s)?(?:prices|matches)|price-fixing|(?:groped?|gropes|groping|molests?|spie[sd]\son|spying\son|(?:hit|hits|hitting|slaps?|slapped|punch(?:es|ed)|kicks?|kicked|drugs|drugged|burns?|kills?|killing)\s(?:\w+\s)?(?:residents|patients|children|kids|tenants|staff|women|girls|boys|animals|pupils|pensioners|dogs|horses|people|prisoners|him|her)|(?:walk(?:s|ed)|r[au]n|made)\soff\swith\s|took\s(?:cash|money|gifts|envelopes)\s(?:for|from|in\sreturn)|knew\s[^.!?\n]{0,40}\b(?:faulty|unsafe|dangerous|failing|contaminated|toxic|broken|false|illegal)|working\scash[\s-]in[\s-]hand|serves?\s(?:\w+\s)?(?:rat|mouse|rotten|mouldy|raw)\b|falsely\s\w+ed)|lied(?!\sdown|\slow)|lies(?!\s(?:down|in|on|at|near|between|north|south|east|west|within|just))|lying(?!\s(?:down|in|on|at))|plagiaris(?:es|ed|ing)|rigg(?:ed|ing)|overcharg(?:es|ed|ing)|dump(?:s|ed|ing)\s(?:\w+\s){0,3}?(?:illegally|waste|sewage|rubbish)|(?:acts?|acting|operat(?:es|ed|ing)|trad(?:es|ed|ing)|sold|sells|selling|dump(?:s|ed|ing)|evict(?:s|ed|ing)|employ(?:s|ed|ing))\s(?:\w+\s){0,2}?(?:illegally|unlawfully|fraudulently)|cook(?:s|ed|ing)\sthe\sbooks|burn(?:ed|t)\sdown\s(?:the|an?|his|her|their|our|its)|torched|forg(?:es|ed|ing)|(?:hid|hides|hiding|buried|buries|suppress(?:es|ed))\s(?:the\s|its\s|his\s|her\s|their\s)?(?:\w+\s)?(?:results|findings|evidence|data|report|truth|losses)|con\syou|dump(?:s|ed|ing)\s(?:\w+\s){1,2}(?:in|on|into|at)|(?:sexually\s)?assault(?:s|ed|ing)|overcharges|spied\son|hack(?:s|ed|ing)\s(?:\w+\s)?(?:phones|emails|accounts)|bribing|groomed|molested|(?:neglects?|neglected|neglecting|harms?|harmed|harming|starv(?:es|ed|ing)|beats?|beating|threaten(?:s|ed|ing)|intimidat(?:es|ed|ing)|bull(?:ies|ied|ying)|poison(?:s|ing)|mistreat(?:s|ed|ing)|target(?:s|ed|ing))\s(?:(?:his|her|its|their|the|your|our)\s)?(?:[a-z]+\s)?(?:residents|patients|children|kids|tenants|staff|workers|women|girls|boys|animals|pupils|customers|pensioners|neighbours|wife|people|victims|dogs|elderly)|(?:sold|sells|selling)\s(?:\w+\s)?(?:fake|dangerous|stolen|counterfeit|unsafe|rotten|illegal)|(?:took|takes|take|taking|kept|keeps|pinched|nicked|siphoned)\s(?:\w+\s){0,3}?(?:money|deposits?|savings|cash|wages|funds)|(?:disappeared|vanished)\swith|(?:broke|breaks|breaking|flout(?:s|ed|ing))\s(?:the\s)?(?:law|rules)|(?:hid|hides|hiding|destroy(?:s|ed|ing))\s(?:the\s)?(?:evidence|profits|records|truth)|evad(?:es|ed|ing)\stax|dodg(?:es|ed|ing)\stax|pollut(?:es|ed|ing)|perjur\w+|beat\s(?:his|her|up)|faked|cheat(?:s|ed|ing)?|stole|stolen|steal(?:s|ing)?|conned|cons|conning|defraud(?:s|ed|ing)?|swindl(?:es|ed|ing)|embezzl(?:es|ed|ing)|launder(?:s|ed|ing)|brib(?:es|ed|ing)|took\s(?:bribes|backhanders|kickbacks)|fiddl(?:es|ed|ing)|scamm(?:ed|ing)|scams|rip(?:s|ped|ping)?\s(?:you|people|customers|tenants|residents|off|us|taxpayers|pensioners)\w*|cover(?:s|ed|ing)?\s(?:it\s|this\s|that\s)?up|covered-up|broke\sthe\slaw|breaking\sthe\slaw|acted\sillegally|falsif(?:ies|ied|ying)|forg(?:ed|es|ing)\s(?:\w+\s)?(?:documents?|signatures?|records?)|dodg(?:es|ed|ing)\s(?:\w+\s)?tax|evad(?:es|ed|ing)\s(?:\w+\s)?tax|exploit(?:s|ed|ing)\s(?:\w+\s)?(?:workers|staff|migrants|tenants|people|vulnerable|customers)|abus(?:es|ed|ing)\s(?:\w+\s)?(?:children|staff|residents|patients|power|position|workers|women)|murder(?:ed|s)|raped|assaulted|trafficked|misled|mislead(?:s|ing)?\s(?:you|the\spublic|people|customers|parliament|investors)|poison(?:ed|ing)|pocket(?:ed|ing|s)\s(?:\w+\s){0,2}(?:money|cash|funds)|is\sguilty|are\sguilty|perjured|deceiv(?:es|ed|ing)|blackmail(?:s|ed|ing)?|extort(?:s|ed|ing)?|harass(?:es|ed|ing)?|knowingly\s(?:sold|dumped|put|let))"
FILL = r"(?:'s|'re)?,?(?:\s(?!(?:warns?|warned|said|says|urges?|advises?|advised|explains?|investigates?|investigating|tackles?|helps?|reports?|about|against|from|by|for|with|on|victims?|who|whose|lost|to|paid|pays|reported|spotted|caught|stopped|helped|met|received|opened|leads|led|heads|joined|visited|saw|fell|customers?|clients?|residents|tenants|users|members|accounts?|staff|workers|employees|had)\b)[\w',£%-]+){0,5}?"
NAMED = rf"(?:{TITLED}|{COMPANY})"
ACCUSED = re.compile(
    rf"(?<![\w@#/])(?P<who>{NAMED}){FILL}\s(?i:{WRONGDOER}|{DEED})\b"
    rf"|(?<![\w@#/])(?P<person>{PERSON})(?:'s|\s(?i:is|are|was|were|has\sbeen|have\sbeen))\s(?i:(?:all|just|both|nothing\sbut|simply|such|an?|the|clearly|obviously|known|total|complete|proven|absolute|convicted|serial|bunch\sof|a\sbunch\sof|biggest)\s){{0,4}}(?:[a-z]+\s)?(?i:{WRONGDOER})(?![\w-]|\s(?:alerts?|warning|aware|prevention))"
    rf"|(?<![\w@#/])(?P<doer>{PERSON})\s(?i:(?:has|have|had|clearly|repeatedly|knowingly|deliberately)\s){{0,2}}(?i:lied\b(?!\sdown|\slow)|cheated\b|stole\b|conned\b|defrauded\b|swindled\b|embezzled\b|laundered\b|took\sbribes\b|perjured\b|groped\b|molests?\b|hacked\b|faked\b|assaulted\b|took\s(?:cash|money|gifts)\s(?:for|from)|walked\soff\swith|is\son\sbenefits\b|spies\son|rigged\b|prey(?:s|ed)\son|forged\b|falsified\b|blackmailed\b|embezzles\b|lies\sto\b|cheats\b|steals\b|(?:beats?|kicks?)\s(?:his|her)\s(?:wife|husband|partner|dogs?|horses?|children|kids|staff)|(?:made|makes)\sup\s(?:his|her)\s(?:\w+\s)?(?:qualifications|figures|evidence|cv|story|expenses)|runs\s(?:an?\s)?(?:\w+\s)?(?:brothel|scam|racket|cartel)|covered\sup\b|cooked\sthe\sbooks|burned\sdown\s(?:the|a|his|her|our)\b|plagiarised|groomed|molested|fiddled|bribed\b|scammed\b)"
    rf"|\b(?i:avoid|beware(?:\sof)?|boycott|don't\s(?:trust|use|buy\sfrom|deal\swith|believe)|do\snot\s(?:trust|use|deal\swith)|never\s(?:trust|use)|steer\sclear\sof|stay\saway\sfrom|watch\sout\sfor)\s(?:[a-z]+\s)?(?P<avoid>{NAMED}|{PERSON}|[A-Z]{{2,6}})\b[^.!?\n]{{0,90}}?(?i:\b{WRONGDOER}|\b{DEED})\b"
    rf"|\b(?i:crooks?|liars?|cheats?|thieves|thief|scammers?|fraudsters?|con[\s-]?(?:men|artists?)|criminals?|cowboys|charlatans|corruption|fraud|theft|bribery|lies|dishonesty|wrongdoing|cover-up|negligence|abuse|scam|criminality|money\slaundering|tax\sevasion|dodgy\sdealings?|malpractice|racket|sleaze|cruelty|overcharging|price-fixing|profiteering|cronyism|bullying\sculture)\s(?i:at|by|behind|like|such\sas|called|inside|within|run\sby|committed\sby|is)\s(?:the\s)?(?P<whose>{NAMED})"
)
ACRONYM = re.compile(
    r"(?<![\w@#/])(?P<who>[A-Z]{3,6})\s(?:are|is)\s(?i:(?:all|just|nothing\sbut|an?|total|complete|absolute|bunch\sof)\s){0,3}(?i:crooks|liars|cheats|thieves|scammers|fraudsters|corrupt|con\sartists)\b"
)
WARNING = r"(?i:avoid|beware(?:\sof)?|boycott|don't\s(?:trust|use|buy\sfrom|deal\swith|hire|book)|do\snot\s(?:trust|use|deal\swith|hire)|never\s(?:trust|use|hire)|steer\sclear\sof|stay\saway\sfrom|watch\sout\sfor)"
ROGUES = r"(?i:crooks|swindlers|scammers|fraudsters|con\s(?:men|artists)|thieves|liars|cheats|cowboys?(?:\s(?:builders|traders|firm|outfit))?|rogue\straders?|rip-?off\s(?:merchants|artists|firm)|charlatans|sharks|criminals|crooked|dodgy)"
# The name and the accusation stand in two sentences, or on both sides of a colon.
APART = re.compile(
    rf"\b{WARNING}\s(?:the\s)?(?:[a-z]+\s)?(?P<avoid>{NAMED}|{PERSON})\s?[.!:;,-]\s?[^.!?\n]{{0,60}}?(?i:\b{WRONGDOER}|\b{DEED})\b"
    rf"|\b{ROGUES}\s?[!:,.-]\s?(?i:that's\s|it's\s|they're\s|meet\s|avoid\s|yes,?\s)?(?P<whose>{NAMED})"
    r"|(?<![\w@#/.])@[A-Za-z]\w{2,30}(?:'s)?(?:\s(?:drivers|staff|bosses|owners?|directors?|managers?))?\s"
    rf"(?:(?:are|is)\s(?:all\s|just\s|an?\s|nothing\sbut\s|total\s|complete\s){{0,3}}{ROGUES}|(?:lied|stole|cheated|conned|robbed|swindled|defrauded|scammed)\b|preys?\son|rips?\s(?:people|you|us|customers)\soff)"
)
WARNERS = words(
    """
    @ avoid beware boycott trust use buy deal hire book never steer stay watch crooks
    swindlers scammers fraudsters con thieves liars cheats cowboy cowboys rogue rip ripoff
    charlatans sharks criminals crooked dodgy
    """
)
# One word that opens a sentence may be a company, if what it did is what only one does.
SOLE = re.compile(
    rf"(?<![\w@#/.])(?P<avoid>{PERSON}|{TITLED})'s\s(?:\w+\s)?(?:degree|qualifications?|cv|expenses|accounts|reviews|references|story|alibi|licence|medals?|charity|certificates?)\s(?:is|are|was|were)\s(?:all\s|a\s|completely\s|totally\s)?(?:fakes?|forged|forger(?:y|ies)|made\sup|bogus|stolen|invented|a\slie|a\sfraud|lies|bought|a\ssham|fiddled|false)\b"
    r"|(?<![\w@#/.])(?P<doer>[A-Z][a-z]{3,}(?<!s))\s(?:knew|hid|concealed|covered\sup)\s[^.!?\n]{0,40}\b(?:faulty|unsafe|dangerous|defects?|failing|contaminated|toxic|leaks?|risks)\b|"
    r"(?<![\w@#/.])(?P<person>[A-Z][a-z]{3,}(?<!s))\s(?:has\s(?:been\s)?|is\s|keeps\s|have\sbeen\s|are\s)?"
    r"(?:dump(?:ing|ed|s)\s(?:toxic|raw|illegal|hazardous|untreated|chemical)|poison(?:ing|ed|s)\s(?:the|our|local)|pollut(?:ing|ed|es)\s(?:the|our)|launder(?:ing|ed|s)\s(?:\w+\s)?money|brib(?:ing|ed|es)\s|defraud(?:ing|ed|s)|rigg(?:ing|ed)\s(?:the|its|prices|tests)|cook(?:ing|ed|s)\sthe\sbooks|cover(?:ing|ed|s)\sup\s(?:the|its|a)|fiddl(?:ing|ed|es)\s(?:the|its))"
)
# The first words of phrases that name no one: "Action Fraud", "Online Scammers".
NOBODY = re.compile(
    r"\b(?:Action|Trading|National|Police|Policing|Crime|Council|County|City|Borough|Office|Agency|Operation|Online|Phone|Bank|Banking|Romance|Courier|Ticket|Holiday|Identity|Hate|Modern|Domestic|Knife|Drug|Drink|Money|Cyber|Courts?|Scam|Scams|Scammers|Fraud|Fraudsters|Criminals|Thieves|Burglars|Organised|County|Rogue|Fake|Bogus|Border|Home|Foreign|Serious|Citizens|Local|Neighbourhood|Rural|Wildlife|Metal|Vehicle|Shop|Retail|Card|Investment|Pension|Crypto|Coercive|Stalking|Sexual|Child|Human|People|Hunting|Hare|Fly|Text|Email|Doorstep|Some|These|Those|They|This|That|The|Most|Many|Every|Being|Never|When|If|Man|Men|Woman|Two|Three|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Police|Detectives|Officers|We|You|Anyone|Everyone|Slavery|Trafficking|Christmas|Social|Sergeant|PC|PCSO|DC|DI|Inspector|Victims?|Suspects?|Report|Stop|Think|Help|Tax|Benefit|Insurance|Parking|Blue|Badge|University|College|School|Street|Road|Act|Bill|Team|Unit|Watch|Week|Day)\b"
)
FOUND = re.compile(
    r"\b(?:convicted|sentenced|jailed|imprisoned|found guilty|pleaded guilty|pleads guilty|admitted|fined|struck off|disqualified|ordered to|banned by|court|tribunal|ombudsman|ruled|upheld|judgment|verdict|prosecuted|cautioned|community order)\b"
)
IMPERSONATED = re.compile(
    r"\b(?:pretend\w*|impersonat\w*|posing|purport\w*|claim(?:s|ing)? to be|spoof\w*|fake (?:emails?|texts?|calls?|messages?|websites?|letters?)|cloned|using the name|not (?:from|connected)|genuine|victims? of|fell victim|was (?:scammed|conned|defrauded|assaulted|murdered|raped|robbed|stolen|harassed|abused|poisoned)|were (?:scammed|conned|defrauded|assaulted|murdered)|had \w+ \w* ?stolen|stolen from|murdered (?:in|on|at|by)|murder of|killed|stole the show|denies|denied|cleared of|acquitted|not guilty|scam awareness|talks? about|explains?|prevent\w*|tackl\w*|against)\b"
)
CUES = words(
    """
    crook crooks liar liars cheat cheats cheated cheating thief thieves scammer scammers
    scam scams scammed scamming fraud frauds fraudster fraudsters fraudulent con conned
    cons conning criminal criminals criminality swindler swindlers swindled charlatan
    charlatans racist racists abuser abusers paedophile paedophiles predator predators
    rapist rapists murderer murderers terrorist terrorists corrupt corruption bent
    dishonest dishonesty rip rips ripped ripping cowboy cowboys rogue rogues gangster
    gangsters traffickers launderers dodger dodgers dodged dodging evaders evaded
    evading bogus sham negligent negligence lied lies lying stole stolen steal steals
    stealing defrauded defrauds defrauding embezzled embezzling laundering laundered
    bribed bribes bribery bribing backhanders kickbacks fiddled fiddling cover covered
    covering broke breaking illegally falsified forged exploited exploiting exploits
    abused abusing abuses abuse murdered raped assaulted trafficked misled misleading
    misleads poisoned pocketed pocketing guilty perjured deceived deceiving blackmail
    blackmailed extorted harassed harassing knowingly theft wrongdoing killer killers
    stalker cook cooks cooked cooking burned burnt torched forges forging buried buries
    suppresses suppressed spied hack hacks hacked hacking assaults assaulting dump quack
    quacks shark sharks shyster shysters chancer chancers rat rats bandit bandits vandal
    vandals neglects neglected neglecting harms harmed harming starves starved starving
    threatens threatened threatening intimidates intimidated intimidating bullied
    bullying poisons poisoning mistreats mistreated mistreating pinched nicked siphoned
    disappeared vanished breaks flouts flouted flouting hid hides hiding destroys
    destroyed destroying evades dodges pollutes polluted polluting neglect starve
    threaten mistreat stalkers evasion slave conman conmen plagiarised plagiarises
    plagiarising rigged rigging overcharging overcharged overcharges dumping dumped
    dumps unlawfully fraudulently groomed molested molester faked bullies bully
    incompetent unqualified drunk dealer dealers addict beater fantasist hypocrite
    groped gropes groping molests spies spying hit hits hitting slaps slapped punched kills
    killing walked knew faulty degree alibi expenses licence serves working drugged sham
    preys prey preyed vanish vanishes dodgy dealings malpractice racket sleaze cruelty
    overcharge brothel cartel qualifications traps unsafe stolen robbed robbing stalks
    stalked stalking cowboys crooked sharks beats kicks polluting poisoning rigs made
    parasite parasites fake fakes swindles swindling take fiddle money deposit deposits
    savings cash wages funds dangerous counterfeit unsafe rotten illegal beating
    """
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    for found in (*_accusations(reader), *_apart(reader)):
        if not _nobody(found):
            yield from _match(reader, reading, found)


def _accusations(reader: Reader) -> Iterator[re.Match[str]]:
    """A name and what it is accused of, in a sentence that holds a word of accusation."""
    for start, end in reader.sentences():
        if CUES.isdisjoint(WORD.findall(reader.lowered, start, end)):
            continue
        if not IMPERSONATED.search(reader.lowered, start, end):
            for pattern in (ACCUSED, ACRONYM, SOLE):
                yield from pattern.finditer(reader.text, start, end)


def _apart(reader: Reader) -> Iterator[re.Match[str]]:
    called_out = not WARNERS.isdisjoint(reader.cues)
    if called_out and not IMPERSONATED.search(reader.lowered):
        yield from APART.finditer(reader.text)


def _nobody(found: re.Match[str]) -> bool:
    named = found.groupdict()
    name = named.get("person") or named.get("doer") or named.get("avoid") or ""
    return NOBODY.search(name) is not None


def _match(reader: Reader, reading: Reading, found: re.Match[str]) -> Iterator[Match]:
    """Nothing where an outcome is linked; a question where one is only said."""
    if FOUND.search(reader.lowered):
        if reading.links_somewhere:
            return
        yield reader.match(*found.span(), severity=Severity.ADVISE)
    else:
        yield reader.match(*found.span())


LG_DEFAME = Rule(
    id="LG-DEFAME",
    name="Serious allegation about a named person or company",
    severity=Severity.AUTH,
    authority=AuthorityClass.PROCEEDINGS,
    who="A legal adviser.",
    citations=(
        Citation(PARTICIPATION_2008, "The Code: libel and defamation law apply online"),
        Citation("Defamation Act 2013", "Sections 1 and 2"),
    ),
    tell=(
        "This accuses someone. A lawyer must check it, or link to the official finding."
    ),
    better="“Example Energy Ltd was fined by the regulator”, with the link to its finding.",
    triggers=("Acme Homes Ltd are crooks", "Mr Jones lied to you"),
    near_misses=("Report fraud to Action Fraud", "Scam calls are rising: hang up"),
    find=in_english(find),
    cues=CUES,
)
