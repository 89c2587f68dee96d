"""What makes an admin page log its every addition and change, in the same transaction.

No row of the log is shown or changed here; the site says who acts and may.
"""

from typing import Any, ClassVar, Protocol, cast

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest

from audit.events import Event
from audit.log import Actor, Subject, record
from audit.tree.canonical import Json


class Site(Protocol):
    """What this needs of the admin site: who may enter, and as whom they act."""

    def has_permission(self, request: HttpRequest) -> bool: ...

    def actor_of(self, request: HttpRequest) -> Actor: ...


class LoggedAdmin(ModelAdmin):  # type: ignore[type-arg] # not subscriptable at run time
    """An admin page of one register; nothing is ever deleted there.

    `logged` names the fields whose values go into the entry, `personal` those whose
    values it only commits to. A changed field of neither is named without its value.
    """

    added: ClassVar[Event]
    changed: ClassVar[Event]
    subject_type: ClassVar[str]
    logged: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[tuple[str, ...]] = ()
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.site.has_permission(request)

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return self.site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.site.has_permission(request)

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return self.site.has_permission(request)

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: Any
    ) -> None:
        """The last step of Django's transaction, when every value has been written."""
        super().save_related(request, form, formsets, change)
        names = tuple(form.changed_data)
        if not change:
            self.record(request, form.instance, self.added, ())
        elif names:
            event = self.event_of_change(form, names)
            self.record(request, form.instance, event, names)

    def event_of_change(self, form: Any, names: tuple[str, ...]) -> Event:
        """The event of a change of these fields; pages with several override this."""
        return self.changed

    def record(
        self, request: HttpRequest, obj: Model, event: Event, names: tuple[str, ...]
    ) -> None:
        record(
            event,
            actor=self.site.actor_of(request),
            subject=Subject(self.subject_type, str(obj.pk)),
            details={
                "changed": list(names),
                **{name: _value(obj, name) for name in self.logged},
            },
            personal={name: _value(obj, name) for name in self.personal},
        )

    @property
    def site(self) -> Site:
        return cast("Site", self.admin_site)


def _value(obj: Model, name: str) -> Json:
    """A field as the log keeps it: text, truth or a list of texts."""
    value = getattr(obj, name)
    if hasattr(value, "all"):
        return sorted(str(each) for each in value.all())
    if isinstance(value, list):
        return [str(each) for each in value]
    if value is None or isinstance(value, bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
