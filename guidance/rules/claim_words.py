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
    )
)
