"""What is live on an account against what was authorised.

Nothing else changes here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_delivery")]
    operations = []
