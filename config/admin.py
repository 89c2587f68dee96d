"""The admin site, which lets in administrators only and knows in which post they act.

No model is registered here; each app's `admin.py` registers its registers.
"""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from accounts.models import Person
from accounts.queries import capacity_as, roles_of
from accounts.roles import Role
from audit.log import Actor


class AdministratorSite(AdminSite):
    """Registers of people and accounts; no draft, decision, publication or log row."""

    site_header = site_title = "Countersign administration"
    index_title = "Registers"
    enable_nav_sidebar = False
    # The sign-in page of the site is the one that logs every try.
    login_template = "account/login.html"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, Person) or not user.is_active:
            return False
        return user.is_superuser or Role.ADMINISTRATOR in roles_of(user)

    def actor_of(self, request: HttpRequest) -> Actor:
        """Who changes a register, in the post that lets them."""
        assert isinstance(request.user, Person)
        capacity = capacity_as(request.user, (Role.ADMINISTRATOR,))
        if capacity is not None:
            return capacity.actor
        return Actor(id=str(request.user.pk), post="", role="superuser")
