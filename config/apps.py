"""Which admin site Django's admin uses.

Nothing else belongs here.
"""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "config.admin.AdministratorSite"
