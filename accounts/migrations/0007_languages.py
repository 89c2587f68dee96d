"""Languages and pairs of accounts.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_organisation")]
    operations = []  # type: ignore[var-annotated]
