"""Disputes and advice.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("drafts", "0002_immutable")]
    operations = []  # type: ignore[var-annotated]
