"""Pictures and films that were uploaded, in pieces; no row of them ever changes.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


KEPT = """
CREATE TRIGGER drafts_mediafile_stays
    BEFORE UPDATE OR DELETE ON public.drafts_mediafile
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.drafts_mediafile ENABLE ALWAYS TRIGGER drafts_mediafile_stays;
CREATE TRIGGER drafts_mediapiece_stays
    BEFORE UPDATE OR DELETE ON public.drafts_mediapiece
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.drafts_mediapiece ENABLE ALWAYS TRIGGER drafts_mediapiece_stays;
-- Pictures do not compress; asking PostgreSQL to try costs time and saves nothing.
ALTER TABLE public.drafts_mediapiece ALTER COLUMN data SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0005_lines"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="MediaFile",
            fields=[
                (
                    "sha256",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("type", models.CharField(max_length=40)),
                ("size", models.PositiveBigIntegerField()),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("uploaded_at", models.DateTimeField(db_default=Now())),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(sha256__regex="^[0-9a-f]{64}$"),
                        name="media_is_named_by_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=Q(size__gt=0), name="media_has_bytes"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="MediaPiece",
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
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="drafts.mediafile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["file", "number"], name="media_pieces_are_numbered"
                    )
                ]
            },
        ),
        migrations.RunSQL(KEPT),
    ]
