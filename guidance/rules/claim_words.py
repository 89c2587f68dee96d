"""Claims in words: cut by half, most people want, never been higher.

No rule lives here; a share of a thing or a price is left out by the rule that reads these.
"""

from guidance.rules.cued import Family, cued


ROSE = r"(?:up|down|rise[sn]?|rising|rose|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|cut|grow(?:s|n|ing)?|grew|jump(?:s|ed)?|soar(?:s|ed)?|plung(?:es|ed)|plummet(?:s|ed)?|climb(?:s|ed)?|improv(?:es|ed)|declin(?:es|ed|ing)|surg(?:es|ed)|slash(?:es|ed)|shrank|shrunk|halved|outperform\w*)"
IN_WORDS = Family(
    (
        cued(
            "half third quarter fifth tenth thirds quarters",
            rf"\b{ROSE}\s(?:[\w-]+\s){{0,2}}?by\s(?:(?:more\sthan|over|nearly|almost|around|about|at\sleast|up\sto)\s)?(?:an?\s|one\s)?(?:half|third|quarter|fifth|tenth|two[\s-]thirds|three[\s-]quarters)\b",
        ),
        cued(
            "most majority",
            r"\b(?:most|the\smajority\sof)\s(?:people|adults|parents|women|men|residents|patients|drivers|voters|britons|businesses|workers|young\speople|children|pensioners|tenants)\s(?:\w+\s)?(?:want|think|say|believe|agree|support|back|feel|prefer|don't|do\snot|oppose)\b",
        ),
        cued(
            "than",
            r"\b(?:more|faster|better|further|less|fewer|higher|lower|cheaper|safer)\sthan\sany\s(?:other\s)?(?:g7|g20|eu|european|country|nation|force|council|region|major|city)\b",
        ),
        cued(
            "times",
            r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\stimes\s(?:more|as\smany|as\slikely|as\smuch|higher|greater|the\saverage)\b",
        ),
        cued(
            "every",
            r"\b(?:one|two|three|four|five|six|ten|twelve|\d{1,4})\s(?:\w+\s){0,2}?(?:person|people|women|woman|men|man|child|children|patients?|adults?|drivers?|workers?|cyclists?|motorcyclists?|homes?|fires?|deaths?|animals?|dogs?|babies|baby)\s(?:[\w']+\s){0,6}?every\s(?:\w+\s)?(?:seconds?|minutes?|hours?|day|week|month|year)\b",
        ),
        cued(
            "never",
            r"\b(?:has|have)\snever\sbeen\s(?:higher|lower|worse|stronger|safer|greater|fewer|so\s(?:high|low|many|few))\b",
        ),
        cued(
            "millions billions million billion m bn",
            r"\b(?:costs?|costing|wast(?:es|ed|ing)|loses?|losing|drains?)\s(?:(?:the|our|uk|britain)\s)?(?:\w+\s){0,2}?(?:millions|billions|£\d[\d.,]*\s?(?:m|bn|million|billion))\b",
        ),
        cued(
            "saved saves created lifted protected prevented supported helped rescued",
            r"\b(?:saved|saves|created|lifted|protected|prevented|supported|helped|rescued)\s(?:more\sthan\s|over\s|nearly\s|almost\s|around\s|about\s|an\sestimated\s)?\d{1,3}(?:,\d{3}|k\b)+\s(?:\w+\s)?(?:lives|jobs|homes|people|families|children|households|crimes|deaths|businesses|workers)\b",
        ),
        cued(
            "fastest slowest biggest largest highest lowest best worst strongest safest cheapest greenest second most",
            r"\b(?:europe|britain|the\sworld|the\sg7|the\suk|the\scountry|england)'s\s(?:fastest|slowest|biggest|largest|highest|lowest|strongest|safest|cheapest|greenest|second)\b(?!\s(?:collection|display|exhibition|museum|festival|fish)) | \b(?:fastest|slowest|highest|lowest|strongest|safest|cheapest|second[\s-](?:largest|biggest|highest))[\s-](?:\w+\s|\w+-\w+\s){0,4}?in\s(?:the\s(?:world|g7|g20|eu|oecd)|europe)\b | \b(?:highest|lowest|best|worst|fewest)\s(?:levels?\s|points?\s|rates?\s|figures?\s)?(?:for|in|since)\s(?:a\s|over\s(?:a\s)?|more\sthan\s(?:a\s)?|nearly\s(?:a\s)?|\w+\s)?(?:decades?|generation|century|years|(?:19|20)\d\d|records\sbegan)\b",
        ),
        cued(
            "most",
            r"\bmost\s(?:[a-z-]+\s)?(?:scams|frauds?|fires|accidents|crimes?|burglaries|deaths|collisions|crashes|victims|offenders|cancers|injuries|thefts|attacks|falls|drownings|attackers|infections|strokes|heart\sattacks|complaints)\s(?:begin|start|happen|occur|are|is|have|take\splace|involve|go|can|come|know|never|don't)\b",
        ),
        cued(
            "k",
            r"\b\d{1,3}k\s(?:\w+\s)?(?:people|adults|children|deaths|lives|jobs|homes|women|men|patients|families|crimes|cases|victims|drivers|households|pupils|students|workers|tonnes)\b",
        ),
        cued(
            "than",
            r"\b(?:better|worse|higher|lower|cleaner|safer|stronger|bigger|longer|shorter|cheaper|fewer|more|less)\sthan\s(?:it|they|at\sany\s(?:time|point))\b[^.!?\n]{0,30}\b(?:years|decades?|generation|since|history|ever)\b",
        ),
        cued(
            "every",
            r"\bevery\s(?:(?:\d+|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|ninety|few)\s)?(?:seconds?|minutes?|hours?|days?),?\s(?:someone|somebody|one\s\w+|an?\s(?:person|child|woman|man|home|car|patient|family|driver|house|phone|bike)|another\s\w+)\b",
        ),
        cued(
            "point points",
            r"\b(?:up|down|rose|fell|increased|dropped)\s(?:by\s)?(?:[\d.]+|one|two|three|four|five)\s(?:percentage\s)?points?\b",
        ),
        cued(
            "average typical",
            r"\b(?:the|an?)\s(?:average|typical)\s(?:uk\s|british\s|english\s)?(?:household|family|person|home|driver|adult|child|man|woman|worker|commuter|brit|briton|pupil|user|pensioner|smoker|teenager)\s(?!needs|can|should|could|may|will|would|of\b|in\b)[a-z]+s\b(?=[^.!?\n]{0,40}\d)",
        ),
    )
)
