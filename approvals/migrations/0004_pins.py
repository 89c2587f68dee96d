"""Reasons pinned to words.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_deciding")]
    operations = []  # type: ignore[var-annotated]
