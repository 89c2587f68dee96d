"""Since when a publication is overdue, and what finds those that are.

Nothing else changes here.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_takedown")]
    operations = [
        migrations.AddField(
            model_name="publication",
            name="overdue_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["due_at"],
                condition=Q(status__in=["waiting", "claimed", "unknown"]),
                name="publication_under_way",
            ),
        ),
    ]
