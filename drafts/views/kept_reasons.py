"""Keeping the reasons that were typed beside words which were saved, not submitted.

They wait in the browser's own session; nothing is stored before the words are submitted.
"""

from collections.abc import Mapping

from django.http import HttpRequest

from drafts.models import Draft, Explanation


# For how many drafts at once; the one that was left first is forgotten first.
MOST = 10
KEPT = "kept_reasons"


def keep_reasons(
    request: HttpRequest, draft: Draft, reasons: Mapping[str, str]
) -> None:
    """Remember these reasons for the draft, or forget what was kept when there are none."""
    kept = dict(request.session.get(KEPT, {}))
    kept.pop(str(draft.pk), None)
    if reasons:
        kept[str(draft.pk)] = dict(reasons)
    if kept or KEPT in request.session:
        request.session[KEPT] = dict(list(kept.items())[-MOST:])


def reasons_before(request: HttpRequest, draft: Draft) -> dict[str, str]:
    """What was answered to warnings of this draft: when it was last submitted, or since."""
    stored = Explanation.objects.filter(check_run__revision__draft=draft).order_by("pk")
    kept: Mapping[str, str] = request.session.get(KEPT, {}).get(str(draft.pk), {})
    return {row.rule: row.reason for row in stored} | dict(kept)
