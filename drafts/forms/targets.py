"""The one thread of the form as a target for each account.

No field lives here, and no row is changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from accounts.models import SocialAccount
from drafts.content import Part, Target


def targets_for(
    accounts: Iterable[SocialAccount],
    parts: tuple[Part, ...],
    before: Sequence[Target] = (),
) -> tuple[Target, ...]:
    """The posts for each account, with the language that it had before.

    In the order before, or by number where the choice has changed: never by anything
    that can be renamed, because the digest covers the order.
    """
    had = {target.account: target for target in before}
    chosen = {account.pk: account for account in accounts}
    order = list(had) if had.keys() == chosen.keys() else sorted(chosen)
    return tuple(_target(chosen[pk], parts, had.get(pk)) for pk in order)


def without_account(parts: tuple[Part, ...]) -> tuple[Target, ...]:
    """The posts before an account is chosen: they can be checked, and are never stored."""
    return (Target(account=0, platform="", handle="", parts=parts),)


def _target(
    account: SocialAccount, parts: tuple[Part, ...], before: Target | None
) -> Target:
    target = Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        server=account.server,
        parts=parts,
    )
    if before is None:
        return target
    return replace(target, language=before.language, corrects=before.corrects)
