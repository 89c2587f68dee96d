"""The register of statements.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("approvals", "0005_urgent")]
    operations = []  # type: ignore[var-annotated]
