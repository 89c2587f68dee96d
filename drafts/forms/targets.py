"""The one text of the form as a target for each account, and whether a content fits.

No field lives here, and no row is changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from accounts.models import SocialAccount
from drafts.content import BILINGUAL, WELSH, Content, Part, Target
from drafts.forms.languages import words_by_language


def targets_for(
    accounts: Iterable[SocialAccount], text: str, before: Sequence[Target] = ()
) -> tuple[Target, ...]:
    """The text for each account, with the language and the reply that it had before.

    In the order before, or by number where the choice has changed: never by anything
    that can be renamed, because the digest covers the order.
    """
    had = {target.account: target for target in before}
    chosen = {account.pk: account for account in accounts}
    order = list(had) if had.keys() == chosen.keys() else sorted(chosen)
    return tuple(_target(chosen[pk], text, had.get(pk)) for pk in order)


def without_account(text: str) -> tuple[Target, ...]:
    """The text before an account is chosen: it can be checked, and is never stored."""
    return (Target(account=0, platform="", handle="", parts=(Part(text=text),)),)


def _target(account: SocialAccount, text: str, before: Target | None) -> Target:
    target = Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        server=account.server,
        parts=(Part(text=text),),
    )
    if before is None:
        return target
    return replace(target, language=before.language, reply_to=before.reply_to)


def fits_the_form(content: Content) -> bool:
    """Whether the form can show all of it: one plain text in each of its languages."""
    words = words_by_language(content)
    return (
        bool(words)
        and words.keys() <= {"en", WELSH}
        and all(len(texts) == 1 for texts in words.values())
        and all(map(_is_plain, content.targets))
    )


def _is_plain(target: Target) -> bool:
    parts = 2 if target.language == BILINGUAL else 1
    return len(target.parts) == parts and not any(
        part.media or part.link for part in target.parts
    )
