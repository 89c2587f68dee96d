"""The closed vocabularies of people: roles, platforms, states of a credential.

Data only; who may do what is decided in the policy of each app.
"""

from django.db import models


class Role(models.TextChoices):
    AUTHOR = "author", "Author"
    CHECKER = "checker", "Checker"
    LINE_MANAGER = "line manager", "Line manager"
    AUTHORISED_OFFICER = "authorised officer", "Authorised officer"
    DUTY_OFFICER = "duty officer", "Duty officer"
    HEAD_OF_DIGITAL = "head of digital", "Head of digital engagement"
    DIRECTOR = "director", "Director of communications"
    PRIVATE_OFFICE = "private office", "Private office"
    POLICY_OWNER = "policy owner", "Policy owner"
    STATISTICS_HEAD = "statistics head", "Statistics head of profession"
    LEGAL = "legal", "Legal adviser"
    SECURITY = "security", "Departmental security"
    DATA_PROTECTION = "data protection", "Data protection officer"
    FINANCE = "finance", "Finance"
    PROPRIETY = "propriety", "Propriety adviser"
    WELSH_READER = "welsh reader", "Welsh-language unit"
    RULE_CUSTODIAN = "rule custodian", "Rule custodian"
    TRAINING_ADMINISTRATOR = "training", "Training administrator"
    RECORDS_OFFICER = "records officer", "Records officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


# Whose decisions count, each only as far as a delegation to the post reaches.
DECIDING_ROLES = (
    Role.LINE_MANAGER,
    Role.AUTHORISED_OFFICER,
    Role.DUTY_OFFICER,
    Role.HEAD_OF_DIGITAL,
    Role.DIRECTOR,
    Role.PRIVATE_OFFICE,
    Role.POLICY_OWNER,
    Role.STATISTICS_HEAD,
    Role.LEGAL,
    Role.SECURITY,
    Role.DATA_PROTECTION,
    Role.FINANCE,
    Role.PROPRIETY,
    Role.WELSH_READER,
)
# Who reads every team's drafts: whoever may be asked about any of them, and auditors.
WIDE_READING_ROLES = (
    *DECIDING_ROLES[1:],
    Role.RULE_CUSTODIAN,
    Role.RECORDS_OFFICER,
    Role.AUDITOR,
)
TEAM_READING_ROLES = (Role.AUTHOR, Role.CHECKER, Role.LINE_MANAGER)
# An administrator runs the service and sees no content (domain notes, gate G13), nor
# does whoever keeps the training records.
CONTENT_ROLES = (*TEAM_READING_ROLES, *WIDE_READING_ROLES)


class AccountLanguage(models.TextChoices):
    ENGLISH = "en", "English"
    WELSH = "cy", "Welsh"
    BILINGUAL = "both", "English and Welsh"


class Platform(models.TextChoices):
    REHEARSAL = "rehearsal", "Rehearsal network"
    X = "x", "X"
    FACEBOOK = "facebook", "Facebook Page"
    WORDPRESS = "wordpress", "WordPress"
    DISCOURSE = "discourse", "Discourse"
    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"
    LINKEDIN = "linkedin", "LinkedIn"
    THREADS = "threads", "Threads"
    INSTAGRAM = "instagram", "Instagram"


class CredentialState(models.TextChoices):
    LIVE = "live", "Live"
    REFUSED = "refused", "Refused by the platform"
