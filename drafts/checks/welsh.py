"""Whether a post needs its Welsh version and has it, as the rules read it.

Which department has a Welsh scheme is the register of accounts' to say.
"""

from accounts.models import SocialAccount
from accounts.roles import AccountLanguage
from drafts.content import WELSH, Content, languages
from drafts.purposes import Translation
from guidance.content import WelshPair


# One revision holds both languages, so that they have one time and one approval.
ONE_REVISION = "the same draft"


def welsh(content: Content) -> WelshPair:
    """One query, of the accounts that the post goes out on."""
    wanted = [target.account for target in content.targets]
    due = list(
        SocialAccount.objects.filter(pk__in=wanted, welsh_scheme=True)
        .exclude(language=AccountLanguage.WELSH)
        .select_related("welsh_account")
    )
    return WelshPair(
        required=bool(due),
        pair=ONE_REVISION if _is_paired(content, due) else "",
        same_moment=True,
        human_checked=content.translation != Translation.MACHINE,
        without=content.without_welsh,
    )


def _is_paired(content: Content, due: list[SocialAccount]) -> bool:
    """Whether every account that needs Welsh has it, by itself or through its partner."""
    if WELSH not in languages(content):
        return False
    in_welsh = {
        target.account
        for target in content.targets
        if WELSH in languages(Content(targets=(target,)))
    }
    return all(in_welsh & {account.pk, _partner(account)} for account in due)


def _partner(account: SocialAccount) -> int | None:
    partner = getattr(account, "welsh_account", None)
    return partner.pk if partner else None
