"""The re-check of what waits.

Nothing else changes here.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


def number() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_guards"),
        ("drafts", "0005_lines"),
    ]
    operations = [
        migrations.CreateModel(
            name="Recheck",
            fields=[
                ("id", number()),
                ("why", models.CharField(max_length=400)),
                ("proposal", models.BigIntegerField()),
                ("asked_at", models.DateTimeField(db_default=Now())),
                ("began_at", models.DateTimeField(null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("upto", models.BigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(finished_at__isnull=True),
                        fields=["id"],
                        name="recheck_unfinished",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Lapse",
            fields=[
                ("id", number()),
                ("reason", models.CharField(max_length=400)),
                ("lapsed_at", models.DateTimeField(db_default=Now())),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lapses",
                        to="drafts.revision",
                    ),
                ),
                (
                    "recheck",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lapses",
                        to="publishing.recheck",
                    ),
                ),
            ],
        ),
    ]
