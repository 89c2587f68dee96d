"""Changes that a second person confirms.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_rate_limits")]
    operations = []  # type: ignore[var-annotated]
