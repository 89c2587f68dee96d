"""More wordings of IM-CIVIL: to be told to be quiet, to be called names in a crowd.

No rule lives here; words that we quote are left out by the rule that reads these.
"""

from guidance.rules.cued import cued
from guidance.rules.insults import END, START


STUPID = r"(?:stupid|dumb|idiotic|daft|silly|ridiculous|pathetic|moronic|ignorant|brainless|inane)"
# An order to be quiet or to leave, however it opens.
ORDERS = (
    cued(
        """
        sock shut zip button belt trap gob box hook lake jump boil hop bog mouth beak
        oar hot whistle
        """,
        rf"""\b(?:oh,?\s|do\s|please\s|just\s|now\s|kindly\s|will\syou\s){{1,2}}shut\s(?:up|it){END} | \bput\sa\ssock\sin\sit\b | {START}(?:belt\sup|button\s(?:it|your\slip)|get\sback\s(?:in|into|to)\syour\s(?:box|hole|cave)|sling\syour\shook|hop\sit|bog\soff|go\s(?:boil\syour\shead|jump\sin\s(?:a|the)\slake|whistle)|take\sa\srunning\sjump|keep\syour\s(?:beak|oar|trap|mouth|gob)\s(?:out|shut)){END} | \bshut\syour\s(?:trap|gob|mouth|face|cakehole)\b""",
    ),
)
CROWDS = (
    cued(
        """
        moaners whingers grumblers haters trolls clowns jokers muppets idiots cowards snobs
        cranks bigots twits morons numpties halfwits dinosaurs busybodies curtain
        """,
        r"""\b(?:the|these|those|our|your)\s(?:usual\s|same\s|professional\s|local\s|online\s|\w+ing\s)?(?:moaners|whingers|grumblers|snobs|bigots|numpties|halfwits|morons|busybodies|curtain-twitchers)\b | \b(?:these|those|you)\s(?:\w+\s)?(?:clowns|jokers|muppets|trolls|haters|idiots|cowards|cranks|twits|dinosaurs)\b(?!\s(?:roamed|lived|died|are\son|had|ate))""",
    ),
    cued(
        "scum thug thugs vermin toerag toerags scrote scrotes lowlife lowlifes cowards coward rats yobs",
        r"""\b(?:lowlife|low-life|vile|disgusting|despicable|thieving|cowardly|mindless|brainless|feral|heartless|pathetic)\s(?:little\s)?(?:scum|thugs?|cowards?|vermin|rats?|toe-?rags?|scrotes?|lowlifes?|yobs)\b | \b(?:toe-?rags?|scrotes?)\b(?!\sof\sa)""",
    ),
    cued(
        "question comment comments idea remark remarks point argument reply tweet post thing suggestion take",
        rf"""\b(?:that's|that\sis|what|this\sis|such|another|your|is)\s(?:an?\s)?(?:really\s|very\s|pretty\s|truly\s|frankly\s)?{STUPID}\s(?:question|comments?|remarks?|point|argument|reply|tweet|thing\sto\s(?:say|ask|post|write)|suggestion|take)\b""",
    ),
    cued(
        "clue shame brains brain decency integrity backbone spine",
        r"""\b(?:they|these|those|bosses|critics?|unions?|you|he|she|opponents?|journalists?|developers?|landlords?)\b[^.!?\n]{0,30}\b(?:have|has|had|got|haven't|hasn't|with|without|lacks?)\s(?:absolutely\s|clearly\s|got\s)?(?:no|a|any)\s(?:clue|shame|brains?|decency|integrity|backbone|spine)\b""",
    ),
)
