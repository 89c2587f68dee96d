"""Declining, conflicts, and decisions that need more than one.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_four_eyes")]
    operations = []  # type: ignore[var-annotated]
