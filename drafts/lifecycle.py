"""The states of a draft and the moves between them: data, from which docs are drawn.

No behaviour lives here; `drafts.actions` makes the moves.
"""

from django.db import models


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    RETURNED = "returned", "Sent back"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"
    PUBLISHED = "published", "Published"
    PARTLY_PUBLISHED = "partly published", "Partly published"
    FAILED = "failed", "Not published"


class Ruled(models.TextChoices):
    """What a rule custodian makes of a dispute."""

    UPHELD = "upheld", "Cleared"
    REFUSED = "refused", "Not cleared"


# From each status, the verb that leaves it and where the verb leads.
MOVES: dict[Status, dict[str, Status]] = {
    Status.DRAFT: {
        "edit": Status.DRAFT,
        "submit": Status.SUBMITTED,
        "withdraw": Status.WITHDRAWN,
    },
    Status.SUBMITTED: {
        "edit": Status.DRAFT,
        "return": Status.RETURNED,
        "decline": Status.WITHDRAWN,
        "authorise": Status.APPROVED,
        "withdraw": Status.WITHDRAWN,
        "expire": Status.EXPIRED,
        "lapse": Status.EXPIRED,
    },
    # Words that were sent back stay sent back: only other words are submitted again.
    Status.RETURNED: {
        "edit": Status.DRAFT,
        "withdraw": Status.WITHDRAWN,
    },
    Status.APPROVED: {
        "edit": Status.DRAFT,
        "withdraw": Status.WITHDRAWN,
        "expire": Status.EXPIRED,
        "lapse": Status.EXPIRED,
        "publish": Status.PUBLISHED,
        "publish in part": Status.PARTLY_PUBLISHED,
        "fail": Status.FAILED,
    },
    Status.EXPIRED: {
        "edit": Status.DRAFT,
        "withdraw": Status.WITHDRAWN,
    },
    Status.FAILED: {
        "edit": Status.DRAFT,
        "withdraw": Status.WITHDRAWN,
    },
    # What is live stays as it was authorised; the rest is offered again as a new draft.
    Status.PARTLY_PUBLISHED: {},
    Status.WITHDRAWN: {},
    Status.PUBLISHED: {},
}

# Who has to act next, so that no draft is ever nobody's.
OWNER: dict[Status, str] = {
    Status.DRAFT: "author",
    Status.SUBMITTED: "approver",
    Status.RETURNED: "author",
    Status.APPROVED: "publisher",
    Status.EXPIRED: "author",
    Status.FAILED: "author",
    Status.PARTLY_PUBLISHED: "nobody: closed",
    Status.WITHDRAWN: "nobody: closed",
    Status.PUBLISHED: "nobody: closed",
}
