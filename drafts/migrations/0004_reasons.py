"""A reason for each warning.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("drafts", "0003_disputes")]
    operations = []  # type: ignore[var-annotated]
