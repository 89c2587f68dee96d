"""The rows of this app, by subject.

No verb and no policy lives here.
"""

from accounts.models.authority import Delegation
from accounts.models.notices import Email, Notice, NoticeChoice
from accounts.models.organisation import DutyShift, Substitution
from accounts.models.people import Department, Holding, JobPost, Person, Team
from accounts.models.proposals import Proposal
from accounts.models.social import Credential, SocialAccount
from accounts.models.training import Course, TrainingFile, TrainingRecord
from accounts.models.webhooks import (
    Webhook,
    WebhookAttempt,
    WebhookCursor,
    WebhookDelivery,
)


__all__ = [
    "Course",
    "Credential",
    "Delegation",
    "Department",
    "DutyShift",
    "Email",
    "Holding",
    "JobPost",
    "Notice",
    "NoticeChoice",
    "Person",
    "Proposal",
    "SocialAccount",
    "Substitution",
    "Team",
    "TrainingFile",
    "TrainingRecord",
    "Webhook",
    "WebhookAttempt",
    "WebhookCursor",
    "WebhookDelivery",
]
