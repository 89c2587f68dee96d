"""The health check that process managers ask.

Nothing about content or people is answered here.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from accounts.access import let_in_the_public


@let_in_the_public
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
