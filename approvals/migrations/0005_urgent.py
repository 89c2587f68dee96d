"""The urgent route.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("approvals", "0004_pins")]
    operations = []  # type: ignore[var-annotated]
