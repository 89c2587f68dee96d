"""What goes on the wire, frozen at approval; what was staged; what a platform allows.

Nothing else changes here.
"""

import hashlib

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


# What was rendered at the approval is what its digest says, and never changes.
WIRE = """
ALTER TABLE public.publishing_publication ADD CONSTRAINT publication_wire_is_whole
    CHECK (wire_digest = sha256(wire));
CREATE TRIGGER publishing_publication_wire_stays
    BEFORE UPDATE OF wire, wire_digest, priority ON public.publishing_publication
    FOR EACH ROW
    WHEN ((OLD.wire, OLD.wire_digest, OLD.priority)
        IS DISTINCT FROM (NEW.wire, NEW.wire_digest, NEW.priority))
    EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_publication
    ENABLE ALWAYS TRIGGER publishing_publication_wire_stays;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0004_holds"),
        ("accounts", "0009_servers"),
        ("drafts", "0006_media"),
    ]
    operations = [
        migrations.CreateModel(
            name="RateLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("limit", models.PositiveIntegerField(null=True)),
                ("remaining", models.PositiveIntegerField()),
                ("resets_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_default=Now())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rate_limits",
                        to="accounts.socialaccount",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["account", "kind"], name="one_rate_limit_a_kind"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Staging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("part", models.PositiveSmallIntegerField()),
                ("ref", models.JSONField(default=dict)),
                ("whole", models.BooleanField(default=False)),
                ("began_at", models.DateTimeField(db_default=Now())),
                ("changed_at", models.DateTimeField(db_default=Now())),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stagings",
                        to="publishing.publication",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["publication", "part"], name="one_staging_a_part"
                    )
                ]
            },
        ),
        migrations.RemoveIndex(model_name="publication", name="publication_due"),
        migrations.AddField(
            model_name="publication",
            name="priority",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        # What was approved before has no frozen rendering: a person looks at it again.
        migrations.AddField(
            model_name="publication",
            name="wire",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publication",
            name="wire_digest",
            field=models.BinaryField(
                default=hashlib.sha256(b"").digest(), max_length=32
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                fields=["priority", "try_at", "id"],
                condition=Q(status="waiting"),
                name="publication_due",
            ),
        ),
        migrations.AddField(
            model_name="rehearsalpost",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rehearsalpost",
            name="media",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="rehearsalpost",
            name="title",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.RunSQL(WIRE),
    ]
