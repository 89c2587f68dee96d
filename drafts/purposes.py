"""The closed vocabularies of a post's purpose and of how its translation was made.

Data only; what follows from them is decided in the policies.
"""

from django.db import models


class Purpose(models.TextChoices):
    INFORMATION = "information", "Information"
    REPLY = "reply", "Reply to somebody"
    REBUTTAL = "rebuttal", "Rebuttal of a rumour"
    CORRECTION = "correction", "Correction of an earlier post"
    CAMPAIGN = "campaign", "Campaign"
    LIFE_SAFETY = "life safety", "Danger to life"


class Translation(models.TextChoices):
    NONE = "", "No second language"
    HUMAN = "human", "Written or translated by a person"
    CHECKED = "checked", "Translated by a machine, checked by a person"
    MACHINE = "machine", "Translated by a machine only"
