"""The closed vocabularies of people: roles, platforms, states of a credential.

Data only; who may do what is decided in the policy of each app.
"""

from django.db import models


class Role(models.TextChoices):
    AUTHOR = "author", "Author"
    LINE_MANAGER = "line manager", "Line manager"
    AUTHORISED_OFFICER = "authorised officer", "Authorised officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


# An administrator runs the service and sees no content (domain notes, gate G13).
CONTENT_ROLES = (
    Role.AUTHOR,
    Role.LINE_MANAGER,
    Role.AUTHORISED_OFFICER,
    Role.AUDITOR,
)
DECIDING_ROLES = (Role.LINE_MANAGER, Role.AUTHORISED_OFFICER)


class Platform(models.TextChoices):
    REHEARSAL = "rehearsal", "Rehearsal network"
    X = "x", "X"


class CredentialState(models.TextChoices):
    LIVE = "live", "Live"
    REFUSED = "refused", "Refused by the platform"
