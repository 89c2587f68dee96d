"""The closed vocabulary of notices: what people are told of, and how they may hear it.

Data only. Each sentence stands alone: it never holds a draft's words or its title.
"""

from django.db import models


class NoticeKind(models.TextChoices):
    RETURNED = "returned", "A draft of yours was sent back"
    DECLINED = "declined", "A draft of yours was declined"
    APPROVAL_NEEDED = "approval needed", "A draft waits for your decision"
    APPROVED = "approved", "A draft of yours was approved"
    LAPSED = "lapsed", "An approval lapsed and must be given again"
    EXPIRED = "expired", "A draft of yours was too late for its time"
    MISSED = "missed", "A post missed its time and did not go out"
    OVERDUE = "overdue", "A post is overdue: it should be out by now"
    HELD = "held", "A post is held and does not go out until it is released"
    FAILED = "failed", "A post failed and did not go out"
    UNKNOWN_OUTCOME = "unknown outcome", "Nobody knows yet whether a post went out"
    PUBLISHED = "published", "A post went out"
    ADVICE_ASKED = "advice asked", "Somebody asks for your advice"
    ADVICE_ANSWERED = "advice answered", "The advice that you asked for was given"
    COMMENT = "comment", "Somebody commented on a draft of yours"
    CONFLICT = "conflict", "Somebody who was asked to decide has a conflict"
    DISPUTE_WAITING = "dispute waiting", "A disputed finding waits for your decision"
    DISPUTE_DECIDED = "dispute decided", "A finding that you disputed was decided"
    PROPOSAL_WAITING = "proposal waiting", "A change waits for a second person"
    PROPOSAL_DECIDED = "proposal decided", "A change that you proposed was decided"
    AUTHORITY = "authority", "An authority was given to your post, or taken back"
    AUTHORITY_ENDING = "authority ending", "An authority of yours ends soon"
    TRAINING_ENDING = "training ending", "Training of yours ends soon"
    DUTY = "duty", "You are on the duty roster"
    LEAVER = "leaver", "Somebody left a post with work that needs another person"
    ESCALATION = "escalation", "A decision is late and has come to you"
    REMINDER = "reminder", "A decision that you were asked for is due soon"
    URGENT_REVIEW = "urgent review", "An urgent post needs a second officer's review"
    URGENT_REVIEWED = "urgent reviewed", "An urgent post was reviewed"
    TAKEDOWN = "takedown", "A post was taken down, or must be"
    UNAUTHORISED = "unauthorised post", "A post was found that nobody authorised"
    CHANGED_THERE = "changed there", "A post differs from what was authorised"
    COMMITMENT_DUE = "commitment due", "A commitment of yours is due soon"
    ACCOUNT_REFUSED = "account refused", "A platform refuses an account's connection"
    ACCOUNT_ENDING = "account ending", "The connection of an account ends soon"
    WEBHOOK = "webhook", "A webhook of yours does not answer"
    PERIOD = "period", "A sensitive period opens, changes or ends"
    SIGN_IN = "sign-in", "How you sign in was changed"


class Way(models.TextChoices):
    """How somebody hears of one kind of notice; the page Notices has them all."""

    AT_ONCE = "at once", "By e-mail at once"
    DIGEST = "digest", "In one e-mail a day"
    APP = "app", "Only on the page Notices"


# What a person cannot act on tomorrow reaches them at once, unless they choose.
AT_ONCE = frozenset(
    {
        NoticeKind.RETURNED,
        NoticeKind.DECLINED,
        NoticeKind.APPROVAL_NEEDED,
        NoticeKind.LAPSED,
        NoticeKind.EXPIRED,
        NoticeKind.MISSED,
        NoticeKind.OVERDUE,
        NoticeKind.HELD,
        NoticeKind.FAILED,
        NoticeKind.UNKNOWN_OUTCOME,
        NoticeKind.ADVICE_ASKED,
        NoticeKind.ADVICE_ANSWERED,
        NoticeKind.CONFLICT,
        NoticeKind.DISPUTE_WAITING,
        NoticeKind.AUTHORITY,
        NoticeKind.DUTY,
        NoticeKind.ESCALATION,
        NoticeKind.REMINDER,
        NoticeKind.URGENT_REVIEW,
        NoticeKind.TAKEDOWN,
        NoticeKind.UNAUTHORISED,
        NoticeKind.CHANGED_THERE,
        NoticeKind.ACCOUNT_REFUSED,
        NoticeKind.PERIOD,
        NoticeKind.SIGN_IN,
    }
)


def default_way(kind: NoticeKind) -> Way:
    """How a kind is told to somebody who chose nothing."""
    return Way.AT_ONCE if kind in AT_ONCE else Way.DIGEST


# How the settings page groups the kinds; every kind is in one group.
GROUPS = {
    "Your drafts and posts": (
        NoticeKind.RETURNED,
        NoticeKind.DECLINED,
        NoticeKind.APPROVED,
        NoticeKind.LAPSED,
        NoticeKind.EXPIRED,
        NoticeKind.MISSED,
        NoticeKind.OVERDUE,
        NoticeKind.HELD,
        NoticeKind.FAILED,
        NoticeKind.UNKNOWN_OUTCOME,
        NoticeKind.PUBLISHED,
        NoticeKind.TAKEDOWN,
        NoticeKind.UNAUTHORISED,
        NoticeKind.CHANGED_THERE,
        NoticeKind.COMMENT,
        NoticeKind.ADVICE_ANSWERED,
        NoticeKind.DISPUTE_DECIDED,
        NoticeKind.PROPOSAL_DECIDED,
        NoticeKind.COMMITMENT_DUE,
    ),
    "What you are asked to decide": (
        NoticeKind.APPROVAL_NEEDED,
        NoticeKind.REMINDER,
        NoticeKind.ESCALATION,
        NoticeKind.URGENT_REVIEW,
        NoticeKind.URGENT_REVIEWED,
        NoticeKind.ADVICE_ASKED,
        NoticeKind.CONFLICT,
        NoticeKind.DISPUTE_WAITING,
        NoticeKind.PROPOSAL_WAITING,
    ),
    "Your post and the service": (
        NoticeKind.AUTHORITY_ENDING,
        NoticeKind.TRAINING_ENDING,
        NoticeKind.AUTHORITY,
        NoticeKind.DUTY,
        NoticeKind.LEAVER,
        NoticeKind.PERIOD,
        NoticeKind.SIGN_IN,
        NoticeKind.ACCOUNT_REFUSED,
        NoticeKind.ACCOUNT_ENDING,
        NoticeKind.WEBHOOK,
    ),
}
