"""The same post in English and Welsh, as targets for accounts of each language.

No field lives here, and no row is changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accounts.models import SocialAccount
from accounts.roles import AccountLanguage
from drafts.content import BILINGUAL, WELSH, Part, Target


def accounts_of(targets: Sequence[Target]) -> Mapping[int, SocialAccount]:
    """The accounts of the targets with their Welsh partners, in one query."""
    wanted = SocialAccount.objects.filter(pk__in=[each.account for each in targets])
    return {account.pk: account for account in wanted.select_related("welsh_account")}


def in_both_languages(
    targets: Sequence[Target],
    welsh: tuple[Part, ...],
    accounts: Mapping[int, SocialAccount],
) -> tuple[Target, ...]:
    """The targets with the Welsh posts where they go, each in its account's language.

    A Welsh account gets the Welsh posts alone, a bilingual one a thread of both, and an
    English one brings its Welsh partner with it.
    """
    chosen = {target.account for target in targets}
    return tuple(
        each
        for target in targets
        for each in _targets(target, welsh, accounts.get(target.account), chosen)
    )


def _targets(
    target: Target,
    welsh: tuple[Part, ...],
    account: SocialAccount | None,
    chosen: set[int],
) -> Iterator[Target]:
    language = account.language if account else AccountLanguage.ENGLISH
    if language == AccountLanguage.WELSH:
        yield replace(target, language=WELSH, parts=welsh or target.parts)
    elif language == AccountLanguage.BILINGUAL and welsh:
        both = (*target.parts, *welsh)
        yield replace(target, language=BILINGUAL, parts=both)
    else:
        yield replace(target, language=_alone(target))
    partner = _partner(account) if welsh else None
    if partner and partner.enabled and partner.pk not in chosen:
        yield _in_welsh(partner, welsh)


def _alone(target: Target) -> str:
    """A target that had two languages and has one again has the English."""
    return "en" if target.language == BILINGUAL else target.language


def _partner(account: SocialAccount | None) -> SocialAccount | None:
    return getattr(account, "welsh_account", None)


def _in_welsh(account: SocialAccount, welsh: tuple[Part, ...]) -> Target:
    return Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        server=account.server,
        parts=welsh,
        language=WELSH,
    )
