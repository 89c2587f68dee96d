"""The register of authority.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_languages")]
    operations = []  # type: ignore[var-annotated]
