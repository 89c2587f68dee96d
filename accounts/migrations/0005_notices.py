"""Notices, e-mails and webhooks.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_proposals")]
    operations = []  # type: ignore[var-annotated]
