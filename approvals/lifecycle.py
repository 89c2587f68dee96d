"""The verdicts an approver may give.

Data only; what follows from each is in the actions.
"""

from django.db import models


class Verdict(models.TextChoices):
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Sent back"
    DECLINED = "declined", "Declined"
