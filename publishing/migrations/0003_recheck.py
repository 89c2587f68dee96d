"""The re-check of what waits.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_guards")]
    operations = []  # type: ignore[var-annotated]
