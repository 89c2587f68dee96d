"""What the register says of the accounts that a post goes to, as the rules read it.

No account is judged here. Of several accounts the worst is told: a fact that is wrong
of one of them is wrong of the post.
"""

from collections.abc import Iterable, Mapping

from accounts.models import SocialAccount
from accounts.roles import Platform
from guidance.content import Account


def of_accounts(
    wanted: Iterable[int], register: Mapping[int, SocialAccount]
) -> Account | None:
    """The facts of every account, from rows that the caller has read; None for none."""
    found = [_facts(register.get(key)) for key in wanted]
    if not found:
        return None
    return Account(
        registered=_worst(each.registered for each in found),
        approved=_worst(each.approved for each in found),
        owner=_worst(each.owner for each in found),
        deputy=_worst(each.deputy for each in found),
        bio_names_body=_worst(each.bio_names_body for each in found),
        links_gov=_worst(each.links_gov for each in found),
        platform_approved=_worst(each.platform_approved for each in found),
        mfa=_worst(each.mfa for each in found),
        dormant=any(each.dormant for each in found),
    )


def _facts(row: SocialAccount | None) -> Account:
    if row is None:
        return Account(registered=False)
    return Account(
        registered=True,
        approved=row.approved_at is not None,
        owner=row.owner_id is not None,
        deputy=row.deputy_id is not None,
        bio_names_body=row.names_body,
        links_gov=row.links_official,
        platform_approved=row.platform in Platform.values,
        mfa=bool(row.mfa),
        dormant=row.dormant,
    )


def _worst(facts: Iterable[bool | None]) -> bool | None:
    """False where one is; None where nobody was asked of any."""
    known = [fact for fact in facts if fact is not None]
    return all(known) if known else None
