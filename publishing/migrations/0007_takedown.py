"""Taking live posts down and correcting them.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0006_truth")]
    operations = []
