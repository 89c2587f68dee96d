"""The department's social accounts and the sealed credentials that open them.

No secret is readable here: a row holds ciphertext, the key is in the environment.
"""

from urllib.parse import urlsplit

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models.people import JobPost, Person, Team
from accounts.roles import AccountLanguage, CredentialState, Platform


# Goes into addresses of pages, so no sign that parts or leaves an address.
HANDLE = r"^@?[A-Za-z0-9_][A-Za-z0-9_.@-]*\Z"
HANDLE_RULE = (
    "Write the handle with letters, figures, full stops, hyphens and underscores, "
    "such as @RiversDept."
)


class SocialAccount(models.Model):
    """An official account on a platform, owned by a team.

    `owner` and `deputy` are job posts, `recovery` a shared mailbox or a post's title and
    no person's own. `language` is what it posts in, `welsh_account` its partner. None in `mfa`, `names_body` and `links_official`: nobody looked.
    """

    platform = models.CharField(max_length=16, choices=Platform)
    # Where the account is, such as https://social.example; empty for a platform that
    # has one address for everybody.
    server = models.CharField(max_length=200, blank=True)
    handle = models.CharField(
        max_length=120, validators=[RegexValidator(HANDLE, HANDLE_RULE)]
    )
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, related_name="social_accounts")
    enabled = models.BooleanField(default=True)
    registered_at = models.DateTimeField(db_default=Now())
    owner = models.ForeignKey(
        JobPost, models.PROTECT, null=True, blank=True, related_name="accounts_owned"
    )
    deputy = models.ForeignKey(
        JobPost,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts_deputised",
    )
    purpose = models.CharField(max_length=200, blank=True)
    recovery = models.CharField(max_length=200, blank=True)
    mfa = models.BooleanField(null=True, blank=True)
    names_body = models.BooleanField(null=True, blank=True)
    links_official = models.BooleanField(null=True, blank=True)
    dormant = models.BooleanField(default=False)
    # What the platform itself said when it was asked last: the account's id there, and
    # limits such as {"max_text": 500}.
    remote_id = models.CharField(max_length=200, blank=True, editable=False)
    limits = models.JSONField(default=dict, blank=True, editable=False)
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    language = models.CharField(
        max_length=4, choices=AccountLanguage, default=AccountLanguage.ENGLISH
    )
    # Kept by the Welsh account alone, so that a pair is one row's to say.
    pair = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="welsh_account",
        help_text="The English account whose posts this Welsh account carries in Welsh.",
    )
    welsh_scheme = models.BooleanField(
        default=False,
        help_text="The department's Welsh scheme applies: posts need a Welsh version.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_language_is_known",
                condition=Q(language__in=AccountLanguage.values),
            ),
            models.CheckConstraint(
                name="only_a_welsh_account_names_its_pair",
                condition=Q(pair__isnull=True)
                | (Q(language=AccountLanguage.WELSH) & ~Q(pair=F("id"))),
            ),
            models.UniqueConstraint(
                fields=["platform", "server", "handle"], name="one_row_per_account"
            ),
            models.CheckConstraint(
                name="account_owner_is_not_its_deputy",
                condition=Q(owner__isnull=True)
                | Q(deputy__isnull=True)
                | ~Q(owner=F("deputy")),
            ),
            models.CheckConstraint(
                name="account_approval_is_whole",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="handle_fits_an_address",
                condition=Q(handle__regex=HANDLE),
            ),
        ]

    def __str__(self) -> str:
        where = urlsplit(self.server).hostname or self.get_platform_display()
        return f"{self.handle} on {where}"


class Credential(models.Model):
    """The sealed secret of one account, and whether the platform still accepts it.

    `checked_at` is when the platform was last asked, `trouble` what was wrong then;
    `expires_at` is when it ends by itself, where it does.
    """

    account = models.OneToOneField(
        SocialAccount, models.CASCADE, related_name="credential"
    )
    ciphertext = models.BinaryField()
    state = models.CharField(
        max_length=16, choices=CredentialState, default=CredentialState.LIVE
    )
    stored_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"credential of {self.account}: {self.state}"
