"""Captions of a film as WebVTT: read, judged and cleaned before they are stored.

Nothing is saved here; which film they belong to is not known.
"""

import re
import unicodedata
from itertools import pairwise

from django import forms

from drafts.content import carried


# More than two hours of speech; the whole form has to fit what a session keeps.
MOST_BYTES = 60_000
CLOCK = r"(?:([0-9]{2,3}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
TIMES = re.compile(rf"{CLOCK}[ \t]+-->[ \t]+{CLOCK}(?:[ \t]+.*)?", re.ASCII)
# Blocks that hold no cue (WebVTT, 4.1).
ASIDE = ("NOTE", "STYLE", "REGION")

NOT_WEBVTT = "These are not captions in WebVTT: the first line has to be WEBVTT."
IS_SRT = "These captions are in SRT. Save them as WebVTT, and choose the file again."
NOT_A_CUE = "Caption {number} has no times such as 00:01.000 --> 00:04.000."
NO_WORDS = "Caption {number} has no words."
BACKWARDS = "Caption {number} ends before it begins."
OUT_OF_ORDER = "Caption {number} begins before the one above it."
NONE_IN_IT = "There is no caption in it. Leave it empty, or write the captions."


class CaptionsField(forms.CharField):
    """WebVTT, or nothing."""

    def __init__(self) -> None:
        super().__init__(strip=False, required=False)
        self.validators = []

    def clean(self, value: str | None) -> str:
        return clean_captions(value or "")


def clean_captions(raw: str) -> str:
    """The captions in NFC with plain line ends; ValidationError with a sentence."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = unicodedata.normalize("NFC", lines).strip()
    if not text:
        return ""
    _refuse(_faults_of(text))
    return text


def _refuse(sentence: str) -> None:
    if sentence:
        raise forms.ValidationError(sentence)


def _faults_of(text: str) -> str:
    """The first thing wrong, in a sentence; empty where nothing is."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        return f"The captions are too long. Keep them under {MOST_BYTES // 1000} kB."
    if not all(carried(sign) for sign in text if sign not in "\n\t"):
        return "The captions have an invisible control character. Delete it."
    head, *blocks = re.split(r"\n{2,}", text)
    if not re.match(r"WEBVTT(?:[ \t].*)?(?:\n|$)", head):
        return IS_SRT if re.search(r"[0-9],[0-9]{3} +-->", text) else NOT_WEBVTT
    cues = [block for block in blocks if not block.startswith(ASIDE)]
    return _fault_of_cues(cues) if cues else NONE_IN_IT


def _fault_of_cues(cues: list[str]) -> str:
    begins = []
    for number, cue in enumerate(cues, start=1):
        sentence, at = _fault_of_cue(cue)
        if sentence:
            return sentence.format(number=number)
        begins.append(at)
    for number, (before, after) in enumerate(pairwise(begins), start=2):
        if after < before:
            return OUT_OF_ORDER.format(number=number)
    return ""


def _fault_of_cue(cue: str) -> tuple[str, int]:
    """What is wrong with one caption, and when it begins, in milliseconds."""
    lines = cue.split("\n")
    if "-->" not in lines[0]:
        lines = lines[1:]
    times = TIMES.fullmatch(lines[0]) if lines else None
    if times is None:
        return NOT_A_CUE, 0
    begins, ends = _moment(times, 1), _moment(times, 5)
    if ends <= begins:
        return BACKWARDS, begins
    return ("" if "".join(lines[1:]).strip() else NO_WORDS), begins


def _moment(times: re.Match[str], first: int) -> int:
    hours, minutes, seconds, thousandths = (
        int(times[first + place] or 0) for place in range(4)
    )
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
