"""A status as a tag: words first, and a colour that only repeats them.

No status is decided here.
"""

from django import template
from django.db.models import TextChoices
from django.utils.html import format_html
from django.utils.safestring import SafeString

from drafts.lifecycle import Status


register = template.Library()

# Publications use the same words for the same states; what is missing here is blue.
COLOURS = {
    "draft": "grey",
    "submitted": "yellow",
    "returned": "orange",
    "approved": "green",
    "withdrawn": "grey",
    "expired": "grey",
    "published": "green",
    "partly published": "orange",
    "failed": "red",
    "unknown": "red",
    "held": "orange",
    "cancelled": "grey",
    "taken down": "grey",
}


@register.simple_tag
def status_tag(status: str, label: str = "") -> SafeString:
    """The tag of a draft's status, or of another status whose label is given."""
    colour = COLOURS.get(status, "blue")
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}">{}</strong>',
        colour,
        label or _label(status),
    )


def _label(status: str) -> str:
    known: type[TextChoices] = Status
    return str(known(status).label)
