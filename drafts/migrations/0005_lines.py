"""The library of pre-cleared lines.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("drafts", "0004_reasons")]
    operations = []  # type: ignore[var-annotated]
