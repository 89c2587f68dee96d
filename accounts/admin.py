"""The registers of people, posts, teams and accounts, for administrators.

No draft, decision or publication is shown here, and no credential can be read.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import signed_in
from accounts.actions import store_credential
from accounts.actions.people import sets_up
from accounts.forms import (
    HoldingForm,
    JobPostForm,
    PersonAddForm,
    PersonForm,
    SocialAccountForm,
    TemporaryPasswordForm,
)
from accounts.models import Holding, JobPost, Person, SocialAccount, Team
from accounts.platforms import accepts, disconnect
from accounts.queries.organisation import holds_guarded_post
from audit.admin import LoggedAdmin
from audit.events import Event


Names = tuple[str, ...]


@admin.register(Person)
class PersonPage(LoggedAdmin, UserAdmin):  # type: ignore[type-arg] # as LoggedAdmin
    """Who may sign in. Closing somebody, or a new password, ends their sessions."""

    added = Event.PERSON_ADDED
    changed = Event.PERSON_CHANGED
    subject_type = "person"
    logged = ("is_active", "must_change_password")
    personal = ("name", "email")
    form = PersonForm
    add_form = PersonAddForm
    change_password_form = TemporaryPasswordForm
    fieldsets = ((None, {"fields": ("name", "email", "password", "is_active")}),)
    add_fieldsets = (
        (
            None,
            {"fields": ("name", "email", "usable_password", "password1", "password2")},
        ),
    )
    list_display = ("name", "email", "is_active")
    list_filter = ("is_active",)
    filter_horizontal = ()
    search_fields = ("name", "email")
    ordering = ("name",)

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Only a superuser changes a superuser: nobody takes over more than they have."""
        above = isinstance(obj, Person) and obj.is_superuser
        if above and not getattr(request.user, "is_superuser", False):
            return False
        return super().has_change_permission(request, obj)

    def event_of_change(self, form: Any, names: Names) -> Event:
        closed = "is_active" in names and not form.instance.is_active
        return Event.PERSON_CLOSED if closed else Event.PERSON_CHANGED

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - Django's name
        form_url: str = "",
    ) -> HttpResponse:
        person = self.get_object(request, unquote(id))
        if isinstance(person, Person) and self._waits_for_second(request, person):
            return redirect("person-password", person.pk)
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def _waits_for_second(self, request: HttpRequest, person: Person) -> bool:
        guarded = holds_guarded_post(person, on=timezone.localdate())
        return guarded and not sets_up(signed_in(request))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The page of a new password saves without the step that the others log in."""
        match = request.resolver_match
        if match is not None and match.url_name == "auth_user_password_change":
            self.record(request, obj, Event.PASSWORD_CHANGED, ("password",))
        return super().log_change(request, obj, message)


@admin.register(Team)
class TeamPage(LoggedAdmin):
    added = changed = Event.SETTING_CHANGED
    subject_type = "team"
    logged = ("name",)
    search_fields = ("name",)
    ordering = ("name",)


class ActingPage(LoggedAdmin):
    """A page whose form knows who fills it in; `settled` fields stay as first entered."""

    settled: Names = ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"acting": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Names:
        return self.settled if obj is not None else ()


@admin.register(JobPost)
class JobPostPage(ActingPage):
    """A post and the roles that whoever holds it may use."""

    added = Event.POST_CREATED
    changed = Event.POST_CHANGED
    subject_type = "job_post"
    logged = ("title", "team", "roles", "reports_to")
    form = JobPostForm
    list_display = ("title", "team", "roles")
    list_select_related = ("team",)
    search_fields = ("title",)
    autocomplete_fields = ("team", "reports_to")
    ordering = ("title",)

    def event_of_change(self, form: Any, names: Names) -> Event:
        return Event.ROLE_CHANGED if "roles" in names else Event.POST_CHANGED


@admin.register(Holding)
class HoldingPage(ActingPage):
    """Who holds which post; afterwards only its last day can be changed.

    A later last day gives the post again, and is logged as that.
    """

    added = Event.HOLDING_STARTED
    changed = Event.HOLDING_ENDED
    subject_type = "holding"
    logged = ("job_post", "person_id", "starts_on", "ends_on")
    settled = ("job_post", "person", "starts_on")
    form = HoldingForm
    list_display = ("person", "job_post", "starts_on", "ends_on")
    list_select_related = ("person", "job_post")
    search_fields = ("person__name", "job_post__title")
    autocomplete_fields = ("person", "job_post")
    ordering = ("-starts_on", "person__name")

    def event_of_change(self, form: Any, names: Names) -> Event:
        return Event.HOLDING_STARTED if form.extends else Event.HOLDING_ENDED


@admin.register(SocialAccount)
class SocialAccountPage(ActingPage):
    """The department's accounts, and connecting them to their platforms."""

    added = Event.ACCOUNT_REGISTERED
    changed = Event.ACCOUNT_CHANGED
    subject_type = "account"
    logged = (
        *("platform", "handle", "name", "team", "enabled"),
        *("language", "pair", "welsh_scheme"),
    )
    settled = ("platform", "handle")
    form = SocialAccountForm
    list_display = ("handle", "platform", "name", "team", "enabled")
    list_select_related = ("team",)
    search_fields = ("handle", "name")
    autocomplete_fields = ("team",)
    ordering = ("handle", "platform")

    def event_of_change(self, form: Any, names: Names) -> Event:
        closed = "enabled" in names and not form.instance.enabled
        return Event.ACCOUNT_CLOSED if closed else Event.ACCOUNT_CHANGED

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Ask the platform before Django's transaction begins."""
        if request.method == "POST":
            self._ask_platform(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _ask_platform(self, request: HttpRequest, object_id: str | None) -> None:
        account = self.get_object(request, unquote(object_id)) if object_id else None
        form = self.get_form(request, account)(request.POST, instance=account)
        if form.is_valid() and form.cleaned_data["credential"]:
            request.accepted = accepts(  # type: ignore[attr-defined] # for our form
                form.instance.platform,
                form.instance.handle,
                form.cleaned_data["credential"],
                form.instance.server,
            )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: Any = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.accepted = getattr(request, "accepted", True)
        return form

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: Any
    ) -> None:
        super().save_related(request, form, formsets, change)
        actor = self.site.actor_of(request)
        if form.cleaned_data["disconnect"]:
            disconnect(form.instance, by=actor)
        elif form.cleaned_data["credential"]:
            store_credential(
                form.instance,
                by=actor,
                secret=form.cleaned_data["credential"],
                stored_by=form.acting,
            )
