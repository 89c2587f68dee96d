"""OI-STATS: official statistics, or a hint of them, before their release.

That a release will come, and when, may be said; which way it goes may not.
"""

import re
from collections.abc import Iterator

from guidance.content import Schedule, Severity
from guidance.rules.phrases import pattern_of
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.times import early, in_words
from guidance.rules.words import words


SERIES = re.compile(
    r"""
      \b(?:unemployment|employment|jobless(?:ness)?|vacanc(?:y|ies)|inflation|cpih?|rpi|gdp|growth|wages|earnings|pay\sgrowth|retail\ssales|house\sprices?|rents?
    |productivity|trade\s(?:figures|deficit|balance)|exports|imports|borrowing|public\ssector\s(?:debt|finances)|deficit|claimant\scount|redundancies|labour\smarket|economy|economic\s(?:growth|figures|data|output)
    |crime|knife\scrime|burglar(?:y|ies)|homicides?|offences|reoffending|prison\spopulation|migration|net\smigration|immigration|asylum|out\sof\swork|in\swork|trade|waits?|prices|small\sboats?|population|births|deaths|mortality|excess\sdeaths|life\sexpectancy
    |waiting\s(?:lists?|times?)|a&e|ambulance\s(?:response|waits?)|gcse|a-?level|sats|exam\sresults|attainment|absence|exclusions|homelessness|rough\ssleeping|housebuilding|house\sbuilding|new\shomes|child\spoverty|poverty|emissions|road\s(?:deaths|casualties)|visa\s(?:figures|grants)|apprenticeship\s(?:starts|figures)|official\s(?:statistics|figures)|statistics|stats|figures|numbers)\b
    """,
    re.VERBOSE,
)
WAY = r"(?:fall(?:s|en|ing)?|fell|rise(?:s|n)?|rising|rose|drop(?:s|ped|ping)?|down|up|increase[sd]?|increasing|decrease[sd]?|grow(?:s|n|ing)?|grew|shrank|shrunk|shrinks?|record|lowest|highest|better|worse|improv\w+|surg\w+|plung\w+|soar\w+|jump(?:s|ed)?|halved|doubled|slow(?:s|ed|ing)|slump\w*|recover\w*|stronger|weaker|beat(?:s|ing)?|good|great|brilliant|excellent|positive|fantastic|encouraging|strong|bad|grim|disappointing|tough|smile|pleased|delighted|proud|happy|cheer\w*|celebrat\w*|surprise|wait\still|right\sdirection|turning\s(?:a|the)\scorner|corner|heading)"
DIRECTION = re.compile(
    rf"\b{WAY}\b|\b(?:fewer|shorter|longer|cheaper|dearer|widen\w*|narrow\w*|cut|cuts|shrinking|climb\w*|excit\w+|can't wait|thrilled|delight\w*|worr\w+|brace|eas(?:es|ed|ing)|declin\w*)\b"
)
# A count with its unit, or one in thousands, says something; so does one by its series.
NUMBER = re.compile(
    r"(?<![\w:])[0-9][\d,.]*\s?(?:%|per\scent|percent|percentage|million|m\b|bn|billion|k\b|thousand|points?|pp\b)|(?<![\w:])[0-9]{1,3}(?:,[0-9]{3})+|(?<![\w:])[0-9]+\.[0-9]+"
)
BESIDE = 25
COUNT = re.compile(
    r"(?<![\w:.])[0-9][\d,.]*(?!\s(?:minutes|hours|days|seconds|questions|pages|goods|items|steps|things|ways|of\sour|years\sof))"
)
# The date and hour of the release itself are no figures.
MOMENT = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(?:\s\d{4})?|\b(?:19|20)\d\d\b|https?://\S+|\b(?:q[1-4]|year\s\d+)\b|\b(?:999|111|101|105|119)\b|\bfrom\s\d+\sto\s(?=\d)"
)
COMING = re.compile(
    r"\b(?:tomorrow|later\stoday|this\safternoon|coming|watch\sthis\sspace|stay\stuned|next\s(?:week|month|tuesday|wednesday|thursday|friday|monday)|on\s(?:mon|tues|wednes|thurs|fri)day|soon|wait\s(?:till|until)|about\sto\s(?:be\s)?(?:publish|release|announc|come)|to\sbe\s(?:published|released))\b"
)
NEWS = re.compile(
    r"\b(?:(?:great|good|bad|big|brilliant|excellent|fantastic|positive|encouraging|exciting|grim|disappointing|wonderful)\s(?:\w+\s)?(?:news|figures|numbers|statistics|stats|results|data)|something\sto\s(?:smile|cheer|celebrate)|(?:you'll|you\swill|we'll|we\swill|going\sto)\s(?:like|love|be\s(?:pleased|happy|delighted|surprised)))\b"
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    schedule = reading.material.schedule
    text = reader.lowered
    series = SERIES.search(text) or pattern_of(schedule.stat_words).search(text)
    if series is None:
        return
    if early(schedule.publish_at, schedule.stat_release_at):
        told = _figure_or_way(text, series) or NEWS.search(text)
    else:
        # With no release on record only words that promise one give it away.
        told = (
            NEWS.search(text) if COMING.search(text) and not _past(schedule) else None
        )
    if told:
        start, end = min(series.start(), told.start()), max(series.end(), told.end())
        yield reader.match(start, end, values=(("until", _until(reading)),))


def _past(schedule: Schedule) -> bool:
    """Whether the release on record is out by the time of the post."""
    release, publish = schedule.stat_release_at, schedule.publish_at
    return release is not None and publish is not None and release <= publish


def _figure_or_way(text: str, series: re.Match[str]) -> re.Match[str] | None:
    without_moments = MOMENT.sub(lambda moment: " " * len(moment.group()), text)
    near = max(0, series.start() - BESIDE), series.end() + BESIDE
    return (
        NUMBER.search(without_moments)
        or DIRECTION.search(without_moments)
        or COUNT.search(without_moments, *near)
    )


def _until(reading: Reading) -> str:
    release = reading.material.schedule.stat_release_at
    return in_words(release) if release else "their own time"


OI_STATS = Rule(
    id="OI-STATS",
    name="Official statistics before release",
    severity=Severity.BLOCK,
    who="Nobody; the Head of Profession for Statistics may correct the calendar.",
    citations=(
        Citation("Pre-release Access to Official Statistics Order 2008", "paragraph 5"),
        Citation("Code of Practice for Statistics", "Orderly release"),
    ),
    tell=(
        "These statistics are released at {until}. Do not post figures or hints before "
        "then."
    ),
    better="“The next GDP release is on 12 May at 9:30am.”",
    triggers=("Great news on GDP coming tomorrow - watch this space",),
    near_misses=(
        "The next GDP release is on 12 May at 9:30am",
        "The ONS explains what GDP means",
    ),
    find=in_english(find),
    cues=words(
        """
        work prices wait waits e unemployment employment jobless joblessness vacancy vacancies inflation cpi cpih rpi
        gdp growth wages earnings pay retail house rent rents productivity trade exports
        imports borrowing public deficit claimant redundancies labour economy economic crime
        knife burglary burglaries homicide homicides offences reoffending prison migration net
        immigration asylum boat boats population births deaths mortality life waiting
        ambulance gcse level sats exam attainment absence exclusions homelessness rough
        housebuilding homes poverty emissions road visa apprenticeship official statistics
        stats figures numbers
        """
    ),
)
