"""The admin site, which lets in administrators only and knows in which post they act.

No model is registered here; each app's `admin.py` registers its registers.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator

from accounts.access import signed_in
from accounts.models import Person
from accounts.queries import capacity_as, roles_of
from accounts.roles import Role
from audit.admin import LoggedAdmin
from audit.log import Actor


class AdministratorSite(AdminSite):
    """Registers of people and accounts; no draft, decision, publication or log row.

    Signing in and out and changing passwords happen on the pages that log them.
    """

    site_header = site_title = "Countersign administration"
    index_title = "Registers"
    enable_nav_sidebar = False

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        """Take only pages that log what they change; libraries bring others."""
        if admin_class is not None and issubclass(admin_class, LoggedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, Person) or not user.is_active:
            return False
        return user.is_superuser or Role.ADMINISTRATOR in roles_of(user)

    def actor_of(self, request: HttpRequest) -> Actor:
        """Who changes a register, in the post that lets them."""
        person = signed_in(request)
        capacity = capacity_as(person, (Role.ADMINISTRATOR,))
        if capacity is not None:
            return capacity.actor
        return Actor(id=str(person.pk), post="Superuser", role="superuser")

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied(
                "This page is for people whose post is administrator. "
                "If yours should be, ask your administrator."
            )
        return redirect_to_login(
            request.GET.get("next", ""), resolve_url("account_login")
        )

    def logout(  # type: ignore[override] # it answers with a page of its own
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override] # it answers with its own page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")
