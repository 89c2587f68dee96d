"""How Django loads this app.

Nothing else belongs here.
"""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "guidance"
