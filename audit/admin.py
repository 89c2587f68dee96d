"""What makes an admin page log its every addition and change, in the same transaction.

No row of the log is shown or changed here; the site says who acts and may.
"""

from collections.abc import Mapping
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


class LoggedAdmin(ModelAdmin):  # type: ignore[type-arg] - not subscriptable at run time
    """An admin page of one register; nothing is ever deleted there.

    `logged` names the fields whose values go into the entry; `personal` those whose
    values it only commits to. Other changed fields are named without their values.
    """

    added: ClassVar[Event]
    changed: ClassVar[Event]
    subject_type: ClassVar[str]
    logged: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[tuple[str, ...]] = ()
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._site.has_permission(request)

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return self._site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._site.has_permission(request)

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return self._site.has_permission(request)

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._record(request, obj, self.added, ())
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        names = _changed_fields(message)
        if names:
            self._record(request, obj, self.event_of_change(obj, names), names)
        return super().log_change(request, obj, message)

    def event_of_change(self, obj: Model, names: tuple[str, ...]) -> Event:
        """The event of a change of these fields; pages with several override this."""
        return self.changed

    @property
    def _site(self) -> Site:
        return cast("Site", self.admin_site)

    def _record(
        self, request: HttpRequest, obj: Model, event: Event, names: tuple[str, ...]
    ) -> None:
        record(
            event,
            actor=self._site.actor_of(request),
            subject=Subject(self.subject_type, str(obj.pk)),
            details={
                "changed": list(names),
                **{name: _value(obj, name) for name in self.logged},
            },
            personal={name: _value(obj, name) for name in self.personal},
        )


def _changed_fields(message: Any) -> tuple[str, ...]:
    """The labels that Django's change message carries, as it keeps them."""
    if not isinstance(message, list):
        return ()
    fields: list[str] = []
    for part in cast("list[Mapping[str, Mapping[str, list[str]]]]", message):
        fields += part.get("changed", {}).get("fields", [])
    return tuple(fields)


def _value(obj: Model, name: str) -> Json:
    field = obj._meta.get_field(name)  # noqa: SLF001 - Django's documented model API
    if field.many_to_many:
        return sorted(str(each) for each in getattr(obj, name).all())
    value = field.value_from_object(obj)  # type: ignore[union-attr]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return [str(each) for each in value]
    return str(value)
