"""Versions of the schedule of authority.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("approvals", "0006_statements")]
    operations = []  # type: ignore[var-annotated]
