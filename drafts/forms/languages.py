"""The same post in English and Welsh, as targets for accounts of each language.

No field lives here, and no row is changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accounts.models import SocialAccount
from accounts.roles import AccountLanguage
from drafts.content import BILINGUAL, WELSH, Content, Part, Target, part_language


def accounts_of(targets: Sequence[Target]) -> Mapping[int, SocialAccount]:
    """The accounts of the targets with their Welsh partners, in one query."""
    wanted = SocialAccount.objects.filter(pk__in=[each.account for each in targets])
    return {account.pk: account for account in wanted.select_related("welsh_account")}


def in_both_languages(
    targets: Sequence[Target], welsh: str, accounts: Mapping[int, SocialAccount]
) -> tuple[Target, ...]:
    """The targets with the Welsh words where they go, each in its account's language.

    A Welsh account gets the Welsh words alone, a bilingual one a thread of both, and an
    English one brings its Welsh partner with it.
    """
    chosen = {target.account for target in targets}
    return tuple(
        each
        for target in targets
        for each in _targets(target, welsh, accounts.get(target.account), chosen)
    )


def _targets(
    target: Target, welsh: str, account: SocialAccount | None, chosen: set[int]
) -> Iterator[Target]:
    language = account.language if account else AccountLanguage.ENGLISH
    if language == AccountLanguage.WELSH:
        parts = (Part(text=welsh),) if welsh else target.parts
        yield replace(target, language=WELSH, parts=parts)
    elif language == AccountLanguage.BILINGUAL and welsh:
        both = (*target.parts, Part(text=welsh))
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


def _in_welsh(account: SocialAccount, welsh: str) -> Target:
    return Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        server=account.server,
        parts=(Part(text=welsh),),
        language=WELSH,
    )


def words_by_language(content: Content) -> Mapping[str, set[str]]:
    """Every different text of each language."""
    found: dict[str, set[str]] = {}
    for target in content.targets:
        for number, part in enumerate(target.parts):
            found.setdefault(part_language(target, number), set()).add(part.text)
    return found


def main_words(content: Content) -> str:
    """What the box of the post holds: the English, or Welsh where there is no other."""
    found = words_by_language(content)
    others = [text for language, text in found.items() if language != WELSH]
    return next(iter([*others, *found.values()][0])) if found else ""


def welsh_words(content: Content) -> str:
    """What the box of the Welsh version holds."""
    found = words_by_language(content)
    return next(iter(found[WELSH])) if len(found) > 1 and WELSH in found else ""
