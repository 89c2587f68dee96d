"""The rows of this app, by subject.

No verb and no policy lives here.
"""

from accounts.models.authority import Delegation
from accounts.models.people import Holding, JobPost, Person, Team
from accounts.models.social import Credential, SocialAccount


__all__ = [
    "Credential",
    "Delegation",
    "Holding",
    "JobPost",
    "Person",
    "SocialAccount",
    "Team",
]
