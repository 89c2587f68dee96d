"""Why words may not be planned for a time at which an account cannot be written to.

Nothing here changes a row, and no secret is read.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import Credential
from accounts.reasons import Reason
from drafts.content import Content, moment


def reasons_against_lasting(content: Content, *, at: datetime) -> list[Reason]:
    """One for each account whose credential ends before these words go out."""
    stamped = (moment(content.not_before), moment(content.embargo_until))
    goes_out = max([at, *(each for each in stamped if each is not None)])
    ending = (
        Credential.objects.filter(
            account__in=[target.account for target in content.targets],
            expires_at__lte=goes_out,
        )
        .select_related("account")
        .order_by("account")
    )
    return [_ends_first(each) for each in ending]


def _ends_first(credential: Credential) -> Reason:
    ends = credential.expires_at
    assert ends is not None  # noqa: S101 - only such rows are asked for
    local = timezone.localtime(ends)
    return Reason(
        f"connection-ends:{credential.account_id}",
        f"The connection of {credential.account} ends on {local.day} {local:%B %Y} at "
        f"{local:%H:%M}, before this goes out. Choose an earlier time, or ask an "
        "administrator to connect the account again first.",
    )
