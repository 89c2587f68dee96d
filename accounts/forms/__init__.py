"""The forms of this app, by subject.

Nothing is saved here but what Django's own forms save.
"""

from accounts.forms.registers import (
    ActingForm,
    HoldingForm,
    JobPostForm,
    PersonAddForm,
    PersonForm,
    SecretArea,
    SocialAccountForm,
    TemporaryPasswordForm,
)


__all__ = [
    "ActingForm",
    "HoldingForm",
    "JobPostForm",
    "PersonAddForm",
    "PersonForm",
    "SecretArea",
    "SocialAccountForm",
    "TemporaryPasswordForm",
]
