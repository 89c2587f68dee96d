"""How Django loads this app.

Nothing else belongs here.
"""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
