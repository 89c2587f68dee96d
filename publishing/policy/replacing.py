"""What stands against words that are to take the place of live ones: drafted, and sent.

Nothing here changes a row; triggers hold most of it in PostgreSQL.
"""

from collections.abc import Mapping

from drafts.content import BILINGUAL, Target
from drafts.platforms import Misfit
from publishing.models import Publication, Receipt
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.queries.corrections import (
    another_is_under_way,
    is_missing_there,
    leaves_some_over,
    was_corrected_since,
)
from publishing.queries.replacing import differs_there, parts_at, target_on


def correction_obstacles(publication: Publication) -> list[Obstacle]:
    """What stands against putting its words in the place of others now."""
    if not target_on(publication).corrects:
        return []
    found = []
    if was_corrected_since(publication):
        sentence = "Other words took their place meanwhile. Correct those instead."
        found.append(obstacle(Effect.CANCEL, "corrected-meanwhile", sentence))
    if leaves_some_over(publication):
        sentence = "The thread has more posts there by now. Begin the correction anew."
        found.append(obstacle(Effect.CANCEL, "left-over", sentence))
    if is_missing_there(publication):
        sentence = (
            "The post that it corrects is not there any more. Correct it as a new post."
        )
        found.append(obstacle(Effect.HOLD, "not-there", sentence))
    if another_is_under_way(publication):
        sentence = "It waits until it is known what became of another correction."
        found.append(obstacle(Effect.WAIT, "another-correction", sentence))
    return found


def misfits_in_place(target: Target) -> list[Misfit]:
    """Why these words cannot take the place of the live ones that they correct."""
    there = parts_at(target.account, target.corrects) if target.corrects else {}
    why = _why_not(target, there) if there else ""
    return [Misfit("account", why)] if why else []


def _why_not(target: Target, there: Mapping[int, Receipt]) -> str:
    name = str(there[0].publication.account)
    if len(there) > len(target.parts):
        return _left_over(name, len(there), len(target.parts))
    if not _keeps_languages(target, there):
        return (
            f"On {name} the posts are English and then Welsh. A correction there keeps "
            "both languages and the number of posts."
        )
    if len(there) < len(target.parts) or not _says_it_all(target, there):
        return ""
    return (
        f"These are the words that are live on {name} already. Change them, or leave "
        "that account out."
    )


def _left_over(name: str, there: int, here: int) -> str:
    return (
        f"The thread on {name} has {there} posts and this has {here}. None may be left "
        f"over: write {there}, or correct it as a new post, for which the old thread is "
        "taken down."
    )


def _keeps_languages(target: Target, there: Mapping[int, Receipt]) -> bool:
    """The parts of both languages stand one behind the other: none moves its place."""
    if target_on(there[0].publication).language != BILINGUAL:
        return True
    return target.language == BILINGUAL and len(there) == len(target.parts)


def _says_it_all(target: Target, there: Mapping[int, Receipt]) -> bool:
    return all(_says_so(receipt, target) for receipt in there.values())


def _says_so(receipt: Receipt, target: Target) -> bool:
    """Whether the words that stand there, as authorised, are the target's own."""
    stands, part = target_on(receipt.publication), receipt.part
    same = stands.parts[part] == target.parts[part]
    titled = part > 0 or stands.title == target.title
    return same and titled and not differs_there(receipt)
