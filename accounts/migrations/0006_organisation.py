"""Departments, rosters, substitutions and training.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_notices")]
    operations = []  # type: ignore[var-annotated]
