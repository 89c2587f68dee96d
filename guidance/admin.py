"""The registers of public numbers and sensitive periods, for administrators.

No rule and no word list is changed here: those come with a release.
"""

from typing import Any

from django.contrib import admin
from django.utils import timezone

from audit.admin import LoggedAdmin
from audit.events import Event
from guidance.models import PublicNumber, SensitivePeriod


@admin.register(PublicNumber)
class PublicNumberPage(LoggedAdmin):
    added = changed = Event.LEXICON_CHANGED
    subject_type = "public_number"
    logged = ("number", "what")
    list_display = ("number", "what")
    search_fields = ("number", "what")


@admin.register(SensitivePeriod)
class SensitivePeriodPage(LoggedAdmin):
    """While one lasts, every post is held and looked at again."""

    added = Event.PERIOD_OPENED
    changed = Event.PERIOD_CHANGED
    subject_type = "period"
    logged = ("name", "starts_at", "ends_at")
    list_display = ("name", "starts_at", "ends_at")
    ordering = ("-starts_at",)

    def event_of_change(self, form: Any, names: tuple[str, ...]) -> Event:
        closed = "ends_at" in names and form.instance.ends_at <= timezone.now()
        return Event.PERIOD_CLOSED if closed else Event.PERIOD_CHANGED
