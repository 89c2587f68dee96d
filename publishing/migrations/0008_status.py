"""What the pages and the claim need to find publications quickly.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_takedown")]
    operations = []
