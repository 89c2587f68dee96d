"""Holds of a team, and their progress.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_recheck")]
    operations = []  # type: ignore[var-annotated]
