"""Why posts cannot go out as they are on the platforms of their accounts: reasons only.

What a platform takes is the platforms' to say; nothing here changes a row.
"""

from collections.abc import Mapping, Sequence

from accounts.models import SocialAccount
from accounts.reasons import Reason
from drafts.content import BILINGUAL, WELSH, Content, Target, media_of
from drafts.outbox import outbox
from drafts.platforms import Misfit, platforms
from drafts.queries.media import media_sizes


def reasons_against_fit(content: Content) -> list[Reason]:
    """Each thing that a platform would refuse, once, named by its field on the page."""
    return [
        Reason(f"misfit:{field_of(misfit, content)}", misfit.sentence)
        for misfit in misfits(content)
    ]


def misfits(content: Content) -> list[Misfit]:
    """The same by their places in the form, in two queries."""
    chosen = [target for target in content.targets if target.account]
    limits = limits_of(chosen)
    sizes = media_sizes({media.sha256 for media in media_of(content)})
    asked, live = platforms(), outbox()
    found = [
        _in_the_form(misfit, target)
        for target in chosen
        for misfit in (
            *asked.misfits(target, limits=limits.get(target.account, {}), sizes=sizes),
            *live.misfits(target),
        )
    ]
    return list(dict.fromkeys(found))


def limits_of(targets: Sequence[Target]) -> Mapping[int, Mapping[str, int]]:
    """What each account's own server said that it takes."""
    wanted = SocialAccount.objects.filter(pk__in=[each.account for each in targets])
    return dict(wanted.values_list("pk", "limits"))


def _in_the_form(misfit: Misfit, target: Target) -> Misfit:
    """Welsh parts of a bilingual post stand beside the English ones in the form."""
    if target.language == BILINGUAL:
        return misfit._replace(part=misfit.part % max(1, len(target.parts) // 2))
    return misfit


def field_of(misfit: Misfit, content: Content) -> str:
    """The name of the form's box in which it is put right."""
    if misfit.about == "title":
        return _headline(content)
    if misfit.about == "alt":
        return f"media-{_place(misfit, content)}-alt"
    parts = {"account": "accounts", "reply": "reply", "parts": "part-1-text"}
    return parts.get(misfit.about, f"part-{misfit.part}-upload")


def _headline(content: Content) -> str:
    alone = all(target.language == WELSH for target in content.targets)
    lacks = {target.language for target in content.targets if not target.title}
    return "headline" if alone or lacks != {WELSH} else "welsh_headline"


def _place(misfit: Misfit, content: Content) -> int:
    """Which of the form's media it is: they are numbered through all parts."""
    parts = content.targets[0].parts
    before = sum(len(part.media) for part in parts[: misfit.part])
    return before + misfit.medium
