"""The rows of drafts, by subject.

No verb lives here.
"""

from drafts.models.advice import AdviceAnswer, AdviceRequest
from drafts.models.comments import Comment
from drafts.models.disputes import Dispute, Ruling
from drafts.models.drafts import (
    Check,
    Draft,
    Finding,
    Revision,
)
from drafts.models.lines import Line, LineReliance, LineVersion
from drafts.models.media import MediaFile, MediaPiece, MediaUpload, MediaUse
from drafts.models.reasons import Explanation


__all__ = [
    "AdviceAnswer",
    "AdviceRequest",
    "Check",
    "Comment",
    "Dispute",
    "Draft",
    "Explanation",
    "Finding",
    "Line",
    "LineReliance",
    "LineVersion",
    "MediaFile",
    "MediaPiece",
    "MediaUpload",
    "MediaUse",
    "Revision",
    "Ruling",
]
