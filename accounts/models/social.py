"""The department's social accounts and the sealed credentials that open them.

No secret is readable here: a row holds ciphertext, the key is in the environment.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models.people import Person, Team
from accounts.roles import CredentialState, Platform


# Goes into addresses of pages, so no sign that parts or leaves an address.
HANDLE = r"^@?[A-Za-z0-9_][A-Za-z0-9_.@-]*\Z"
HANDLE_RULE = (
    "Write the handle with letters, figures, full stops, hyphens and underscores, "
    "such as @RiversDept."
)


class SocialAccount(models.Model):
    """An official account on a platform, owned by a team."""

    platform = models.CharField(max_length=16, choices=Platform)
    handle = models.CharField(
        max_length=120, validators=[RegexValidator(HANDLE, HANDLE_RULE)]
    )
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, related_name="social_accounts")
    enabled = models.BooleanField(default=True)
    registered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "handle"], name="one_row_per_account"
            ),
            models.CheckConstraint(
                name="handle_fits_an_address",
                condition=Q(handle__regex=HANDLE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} on {self.get_platform_display()}"


class Credential(models.Model):
    """The sealed secret of one account, and whether the platform still accepts it."""

    account = models.OneToOneField(
        SocialAccount, models.CASCADE, related_name="credential"
    )
    ciphertext = models.BinaryField()
    state = models.CharField(
        max_length=16, choices=CredentialState, default=CredentialState.LIVE
    )
    stored_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"credential of {self.account}: {self.state}"
