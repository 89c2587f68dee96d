"""PD-EMAIL: an address that is one person's.

Shared mailboxes pass, with a dot in their name or without.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.sources import NO_CONTACT_DETAILS, UK_GDPR
from guidance.rules.words import words


ADDRESS = re.compile(
    r"(?<![\w.+%@-])(?P<name>[A-Za-z0-9][\w.+%'-]{0,63})@"
    r"(?P<domain>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})(?![\w@])"
)
# How people write an address so that no machine finds it; a machine does.
SPELT_OUT = re.compile(
    r"(?<![\w.+%@-])(?P<name>[a-z0-9][\w.+-]{0,63}) ?[\[({] ?at ?[\])}] ?"
    r"(?P<domain>[a-z0-9-]{1,63}(?: ?(?:\.|[\[({] ?dot ?[\])}]) ?[a-z0-9-]{2,63}){1,3})"
)
IN_WORDS = re.compile(
    r"(?<![\w.@])(?P<name>[a-z0-9]{1,30}(?: dot [a-z0-9]{1,30}){0,2}) at "
    r"(?P<domain>[a-z0-9-]{2,30}(?: dot [a-z0-9-]{2,20}){0,2} dot (?:com|co|uk|org|net|gov|ac|nhs|police))\b"
)
BRACKETED_AT = re.compile(r"[\[({] ?at ?[\])}]")
FREE_MAIL = words(
    """
    gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk
    msn.com yahoo.com yahoo.co.uk ymail.com rocketmail.com icloud.com me.com mac.com
    aol.com aol.co.uk btinternet.com btopenworld.com virginmedia.com virgin.net
    blueyonder.co.uk ntlworld.com sky.com talktalk.net tiscali.co.uk protonmail.com
    proton.me pm.me tutanota.com gmx.com gmx.co.uk mail.com zoho.com fastmail.com
    yandex.com mail.ru qq.com 163.com hey.com duck.com
    """
)
# Words that name a desk, a service or a subject: no person is called so.
DESKS = words(
    """
    academy adult air ambulance animal animals art arts badge badges beach bereaved bin bins birth
    births blood blue boat bridge bridges broadband bus buses burial cadet cadets cafe canal carer
    carers cemetery census ceremonies christmas chief citizen coast coastal collection collections
    college complaint corporate costs cycling cemeteries deaths decision decisions dementia digital
    dog dogs domain drainage early easter eco electric engagement enterprise equal exhibition
    exhibitions fair faith families festival film fitness food forest friends gallery garden gardens
    gas golf green grounds guide gym harbour hate heating history hire hub identity inclusion
    income intake island kids lake landlord learning learners legacy library lifeboat lights lost
    market markets maternity mayor meals memorial minibus missing mountain music nature net noise
    nursery nurseries nurses older park pest pets photo photos play pool pools pothole potholes
    private public queries ranger rangers recycle relations rent rescue river rivers roadworks
    rural scam scams sea shop site sites skills smoke solar song stadium store stores story street
    streets summer swim taxi taxis theatre toilets tour tours town tree trees trail trust tv
    village walking warden wardens web wedding weddings wellbeing wild wildlife winter work yard
    young youth zero zoo
    access accessible accessibility account cid custody npt snt rpu pcso witness witnesses coroners accounts action admin admissions advice advisory agency
    alert alerts all and app appeal appeals application applications archive archives
    area assembly assessment audit awards benefit benefits bereavement board booking bookings
    borough box branch budget building bus business bylaw campaign campaigns care careers
    case casework central centre chair change charity chief child children city civil
    claims cleansing clerk climate comments commercial commissioner committee comms
    communications community company complaint complaints compliance conduct conference
    consultation consultations contact contracts control coordinator coroner correspondence
    council councillor counter country county court courts covid crime culture customer
    customers cyber data delivery democratic department desk development digital director
    disability disclosure district division document domestic duty east editor education
    elections electoral email emergency employer employers employment energy enforcement
    england enquiries enquiry environment environmental equality estates event events exams
    executive export external family farm feedback finance fire first fisheries flood foi food
    force foreign format formats forms foster fostering freedom fraud front funding general global government
    governance grants group head health heritage help helpdesk helpline high highways home
    homes hotline house housing hr human import incident info information inspection insurance
    integrity international internet investigations invoices ireland issues job jobs journal
    justice land law leave legal leisure letters library licences licensing line live local
    london mail mailbox management manager marketing markets media medical member members
    membership mental mobility motor museum national natural neighbourhood network news
    newsdesk newsletter night no noreply north northern notices notifications of office officer
    official online open operations orders our outreach panel parking parks partnership
    passport patient pay payment payments payroll pension pensions people permits personnel
    petitions planning police policy port post postmaster power press prevention primary
    prison privacy probation procurement product professional programme project projects
    property protection public publications publishing quality query queries racing radio
    rail rates reception record records recovery recruitment recycling refunds regional register
    registrar registration registry regulation relations reply report reporting request requests
    research response returns reviews rights road roads room royal rural safety sales school
    schools science scotland secretariat secretary security self service services shop single
    social south special speakers sport sports staff standards state station statistics stop
    strategy student students study submissions subscriptions supplier suppliers support
    survey surveys switchboard system tax team tech technical test theatre tickets to tourism
    town trade trading traffic training transport travel treasury trust uk unit university
    update updates urgent user vaccine vaccination valuation vat vehicle venue visa visas
    visitor visitors volunteer volunteering volunteers wales waste water web webmaster website
    welfare west whistleblowing women work world you your youth
    """
)
DOT = re.compile(r" ?[\[({] ?dot ?[\])}] ?| dot | ")
NAME_PARTS = re.compile(r"[a-z]+")
INITIAL_AND_NAME = re.compile(r"[a-z][._][a-z]{3,}[0-9]{0,3}")
# Anybody's: what forms and guides print.
PLACEHOLDER = re.compile(
    r"(?:your|my|some)?[._-]?(?:name|email|user|username|someone|example|firstname[._-]?(?:lastname|surname))"
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    public = reading.registers.public_mailboxes
    for pattern in _patterns(reader):
        for address in pattern.finditer(reader.lowered):
            domain = DOT.sub(".", address["domain"])
            name, domain = DOT.sub(".", address["name"]), domain.lower().strip(".")
            severity = _severity(name, domain)
            if severity is not None and f"{name}@{domain}" not in public:
                yield reader.match(*address.span(), severity=severity)


def _patterns(reader: Reader) -> Iterator[re.Pattern[str]]:
    if "@" in reader.cues:
        yield ADDRESS
    if "at" in reader.cues and BRACKETED_AT.search(reader.lowered):
        yield SPELT_OUT
    if {"at", "dot"} <= reader.cues:
        yield IN_WORDS


def _severity(name: str, domain: str) -> Severity | None:
    if PLACEHOLDER.fullmatch(name):
        return None
    if domain in FREE_MAIL:
        return Severity.BLOCK
    return Severity.AUTH if _names_a_person(name) else None


def _names_a_person(name: str) -> bool:
    """Two names with a mark between them, or an initial and a name; no desk's words."""
    name = name.partition("+")[0]
    parts = NAME_PARTS.findall(name.replace("'", ""))
    if not 2 <= len(parts) <= 4 or not re.search(r"[a-z0-9][._-][a-z]", name):
        return False
    if not DESKS.isdisjoint(parts):
        return False
    return INITIAL_AND_NAME.fullmatch(name) is not None or all(
        len(part) > 1 or place == 1 for place, part in enumerate(parts)
    )


PD_EMAIL = Rule(
    id="PD-EMAIL",
    name="Personal or named e-mail address",
    severity=Severity.BLOCK,
    authority=AuthorityClass.STAFF,
    who="The line manager, with the named person's agreement; a private address never.",
    citations=(
        NO_CONTACT_DETAILS,
        Citation("Power of Information comments, 2008", "on names in public"),
        UK_GDPR,
    ),
    tell=(
        "This is a personal e-mail address. Use a shared mailbox, or ask your manager "
        "to authorise naming this person."
    ),
    better="“Email enquiries@example.gov.uk”, or a link to the contact form.",
    triggers=(
        "Send your documents to alice.archer@gmail.com",
        "Questions? Contact bob.okafor@example.gov.uk",
    ),
    near_misses=("Email enquiries@example.gov.uk", "Follow @ExampleGovUK for updates"),
    find=everywhere(find),
    cues=frozenset({"@", "at"}),
)
