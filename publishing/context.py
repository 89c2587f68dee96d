"""What every page's frame shows: who is signed in and where they may go.

No query of a page's own content lives here.
"""

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """The service navigation of this person."""
    return {}
