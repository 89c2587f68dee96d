"""Whose turn it is to be asked whether its credential is still good.

Nothing here changes a row, and no platform is asked.
"""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Mod, Now

from accounts.models import Credential
from accounts.roles import CredentialState


# Every account is asked about once a day, each at another hour, so that not all of them
# are asked at once for ever after they were connected together.
AT_LATEST = timedelta(hours=24)
SPREAD_MINUTES = 240
# A platform that did not answer is asked again sooner.
AFTER_SILENCE = timedelta(hours=1)


def credentials_due() -> QuerySet[Credential]:
    """Who has not been asked about for a day, the longest ago first."""
    earlier = Mod(F("account_id") * 37, SPREAD_MINUTES) * Value(timedelta(minutes=1))
    turn = ExpressionWrapper(
        F("checked_at") + Value(AT_LATEST) - earlier, output_field=DateTimeField()
    )
    silent = ~Q(trouble="") & Q(state=CredentialState.LIVE)
    return (
        Credential.objects.annotate(turn=turn)
        .filter(
            Q(checked_at=None)
            | Q(turn__lte=Now())
            | silent & Q(checked_at__lte=Now() - AFTER_SILENCE),
            account__enabled=True,
        )
        .select_related("account__owner", "account__deputy")
        .order_by(F("checked_at").asc(nulls_first=True), "pk")
    )


def probing_due() -> bool:
    return credentials_due().exists()
