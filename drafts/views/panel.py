"""What the check panel shows of a form, on the whole page and while somebody writes.

No verb is called here and nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import replace

from accounts.models import Person
from drafts import policy
from drafts.approvers import approvers
from drafts.forms import DraftForm
from drafts.queries import authors_of


def panel_of(form: DraftForm, *, by: Person) -> Mapping[str, object]:
    """The context of `drafts/_panel.html`, of what is typed as far as it can be read."""
    content, result = form.checked
    chosen = tuple(each for each in content.targets if each.account)
    classes = policy.classes_needed(result, content)
    authors = {by.pk}
    if form.draft and form.draft.current:
        authors.update(authors_of(form.draft.current).values_list("pk", flat=True))
    return {
        "content": content,
        "findings": result.findings,
        "not_checked": result.not_checked,
        "classes": classes,
        "chosen": chosen,
        "asked": approvers().who_could(
            replace(content, targets=chosen), classes=classes, authors=authors
        ),
    }
