"""Reasons pinned to words, and where the words of a seat go out.

Nothing else changes here.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


INSERT_ONLY = """
CREATE TRIGGER approvals_pin_stays BEFORE UPDATE OR DELETE ON public.approvals_pin
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER approvals_pin_is_kept BEFORE TRUNCATE ON public.approvals_pin
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.approvals_pin ENABLE ALWAYS TRIGGER approvals_pin_stays;
ALTER TABLE public.approvals_pin ENABLE ALWAYS TRIGGER approvals_pin_is_kept;
"""

# A pin is written with its decision, and points at words that the revision has.
PIN = """
CREATE FUNCTION public.approvals_pin_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_decision decision
        JOIN public.drafts_revision revision ON revision.id = decision.revision_id
        WHERE decision.id = NEW.decision_id AND decision.verdict = 'returned'
            AND decision.decided_at = transaction_timestamp()
            AND NEW."end" <= char_length(
                convert_from(revision.canonical, 'UTF8')::jsonb
                #>> string_to_array(NEW.field, '.')
            )
    ) THEN
        RAISE EXCEPTION 'a reason is pinned to words that a decision sent back'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_pin_stands BEFORE INSERT ON public.approvals_pin
    FOR EACH ROW EXECUTE FUNCTION public.approvals_pin_stands();
ALTER TABLE public.approvals_pin ENABLE ALWAYS TRIGGER approvals_pin_stands;
"""


# The order of the queue, so that its first screenful is read and nothing else.
QUEUE = """
CREATE INDEX approvals_queue ON public.drafts_draft (slot_ends_at, changed_at, id)
    WHERE status = 'submitted';
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_deciding")]
    operations = [
        migrations.CreateModel(
            name="Pin",
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
                ("field", models.CharField(max_length=80)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("reason", models.TextField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pins",
                        to="approvals.decision",
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.AddConstraint(
            "pin",
            models.UniqueConstraint(
                fields=("decision", "field", "start", "end"), name="one_pin_a_passage"
            ),
        ),
        migrations.AddConstraint(
            "pin",
            models.CheckConstraint(
                condition=Q(end__gt=F("start")) & ~Q(reason=""),
                name="pin_has_words_and_a_reason",
            ),
        ),
        migrations.AddField(
            "seat",
            "accounts",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            "seat",
            "platforms",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16), default=list, size=None
            ),
        ),
        migrations.RunSQL(INSERT_ONLY),
        migrations.RunSQL(PIN),
        migrations.RunSQL(QUEUE),
    ]
