"""A commitment that goes to another post.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


INSERT_ONLY = """
CREATE TRIGGER approvals_statementhandover_stays
    BEFORE UPDATE OR DELETE ON public.approvals_statementhandover
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER approvals_statementhandover_is_kept
    BEFORE TRUNCATE ON public.approvals_statementhandover
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.approvals_statementhandover
    ENABLE ALWAYS TRIGGER approvals_statementhandover_stays;
ALTER TABLE public.approvals_statementhandover
    ENABLE ALWAYS TRIGGER approvals_statementhandover_is_kept;
"""

# Only a commitment has an owner, and each change of it has its own entry by whoever
# handed it over.
HANDOVER = """
CREATE FUNCTION public.approvals_handover_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_registeredstatement
        WHERE id = NEW.statement_id AND owner_id IS NOT NULL
    ) OR NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'statement.handed'
            AND entry.actor = NEW.handed_by_id::text
            AND entry.subject_id = NEW.statement_id::text
    ) THEN
        RAISE EXCEPTION 'handing over a commitment needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.handed_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_handover_stands
    BEFORE INSERT ON public.approvals_statementhandover
    FOR EACH ROW EXECUTE FUNCTION public.approvals_handover_stands();
ALTER TABLE public.approvals_statementhandover
    ENABLE ALWAYS TRIGGER approvals_handover_stands;
"""


def _to(model: str, name: str) -> models.ForeignKey:  # type: ignore[type-arg] # as Django has it
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model
    )


class Migration(migrations.Migration):
    dependencies = [("approvals", "0007_schedule")]
    operations = [
        migrations.CreateModel(
            name="StatementHandover",
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
                ("reason", models.TextField()),
                ("post", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=24)),
                ("handed_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                ("handed_by", _to(settings.AUTH_USER_MODEL, "+")),
                ("statement", _to("approvals.registeredstatement", "handovers")),
                ("to", _to("accounts.jobpost", "commitments_taken")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(reason=""), name="handover_has_a_reason"
                    )
                ],
            },
        ),
        migrations.RunSQL(INSERT_ONLY),
        migrations.RunSQL(HANDOVER),
    ]
