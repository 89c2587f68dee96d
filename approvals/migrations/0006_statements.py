"""The register of statements.

Nothing else changes here.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


INSERT_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""

# A line of the register is what the authorised revision declares, word for word, under
# a delegation that one of its decisions rests on.
STATEMENT = """
CREATE FUNCTION public.approvals_statement_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    words jsonb;
    given public.approvals_authorisation;
BEGIN
    SELECT * INTO given FROM public.approvals_authorisation
        WHERE id = NEW.authorisation_id;
    SELECT convert_from(canonical, 'UTF8')::jsonb INTO words
        FROM public.drafts_revision WHERE id = given.revision_id;
    IF (words #> ARRAY['statements', NEW.position::text]) IS NULL
        OR NEW.authority <> (words #>> ARRAY['statements', NEW.position::text, 'authority'])
        OR NEW.what <> (words #>> ARRAY['statements', NEW.position::text, 'what'])
        OR NEW.basis <> (words #>> ARRAY['statements', NEW.position::text, 'basis'])
        OR NEW.topic <> (words #>> ARRAY['statements', NEW.position::text, 'topic'])
        OR NEW.by_when <> coalesce(
            words #>> ARRAY['statements', NEW.position::text, 'by_when'], '')
    THEN
        RAISE EXCEPTION 'the register has what the authorised words declare'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.approvals_reliance reliance
        JOIN public.approvals_decision decision ON decision.id = reliance.decision_id
        WHERE reliance.id = NEW.reliance_id
            AND decision.revision_id = given.revision_id
            -- Words of a cleared line have no seat of their own for what they declare.
            AND (reliance.authority = NEW.authority OR NOT EXISTS (
                SELECT FROM public.approvals_reliance other
                JOIN public.approvals_decision beside ON beside.id = other.decision_id
                WHERE beside.revision_id = given.revision_id
                    AND other.authority = NEW.authority
            ))
    ) THEN
        RAISE EXCEPTION 'a statement names the decision that authorised it'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.made_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_statement_stands
    BEFORE INSERT ON public.approvals_registeredstatement
    FOR EACH ROW EXECUTE FUNCTION public.approvals_statement_stands();
ALTER TABLE public.approvals_registeredstatement
    ENABLE ALWAYS TRIGGER approvals_statement_stands;
"""

# An outcome is of a commitment, and has its own entry by the person who recorded it.
OUTCOME = """
CREATE FUNCTION public.approvals_outcome_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_registeredstatement
        WHERE id = NEW.statement_id AND owner_id IS NOT NULL
    ) OR NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'statement.outcome'
            AND entry.actor = NEW.recorded_by_id::text
            AND entry.subject_id = NEW.statement_id::text
    ) THEN
        RAISE EXCEPTION 'the outcome of a commitment needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.recorded_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_outcome_stands
    BEFORE INSERT ON public.approvals_statementoutcome
    FOR EACH ROW EXECUTE FUNCTION public.approvals_outcome_stands();
ALTER TABLE public.approvals_statementoutcome
    ENABLE ALWAYS TRIGGER approvals_outcome_stands;
"""

# At the commit every declared statement of an authorised revision is in the register.
COMPLETE = """
CREATE FUNCTION public.approvals_register_is_complete() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (
        SELECT jsonb_array_length(
            convert_from(canonical, 'UTF8')::jsonb -> 'statements')
        FROM public.drafts_revision WHERE id = NEW.revision_id
    ) > (
        SELECT count(*) FROM public.approvals_registeredstatement
        WHERE authorisation_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'every statement of authorised words goes into the register'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER approvals_register_is_complete
    AFTER INSERT ON public.approvals_authorisation DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION public.approvals_register_is_complete();
ALTER TABLE public.approvals_authorisation
    ENABLE ALWAYS TRIGGER approvals_register_is_complete;
"""


def _id() -> models.BigAutoField:  # type: ignore[type-arg] # as Django has it
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _to(model: str, name: str, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg] # as Django has it
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to=model,
        null=null,
    )


class Migration(migrations.Migration):
    dependencies = [("approvals", "0005_urgent")]
    operations = [
        migrations.CreateModel(
            name="RegisteredStatement",
            fields=[
                ("id", _id()),
                ("position", models.PositiveSmallIntegerField()),
                ("authority", models.CharField(max_length=32)),
                ("what", models.TextField()),
                ("basis", models.TextField(blank=True)),
                ("by_when", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(null=True)),
                ("amount", models.BigIntegerField(null=True)),
                ("topic", models.CharField(blank=True, max_length=80)),
                (
                    "accounts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("made_at", models.DateTimeField(db_default=Now())),
                ("authorisation", _to("approvals.authorisation", "statements")),
                ("reliance", _to("approvals.reliance", "statements")),
                ("owner", _to("accounts.jobpost", "commitments", null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["due_on"],
                        condition=Q(owner__isnull=False),
                        name="commitment_due",
                    ),
                    models.Index(fields=["-made_at", "-id"], name="statement_recent"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authorisation", "position"), name="each_statement_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementOutcome",
            fields=[
                ("id", _id()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("kept", "Kept"),
                            ("changed", "Changed"),
                            ("missed", "Missed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField()),
                ("due_on", models.DateField(null=True)),
                ("post", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=24)),
                ("recorded_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                ("statement", _to("approvals.registeredstatement", "outcomes")),
                ("said_in", _to("drafts.draft", "+", null=True)),
                ("recorded_by", _to(settings.AUTH_USER_MODEL, "+")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(outcome__in=["kept", "changed", "missed"]),
                        name="outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=~Q(note=""), name="outcome_has_a_note"
                    ),
                    models.CheckConstraint(
                        condition=Q(due_on__isnull=True) | Q(outcome="changed"),
                        name="only_a_change_has_a_new_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DueNotice",
            fields=[
                ("id", _id()),
                ("due_on", models.DateField()),
                ("told_at", models.DateTimeField(db_default=Now())),
                ("statement", _to("approvals.registeredstatement", "due_notices")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "due_on"), name="told_once_of_each_day"
                    )
                ],
            },
        ),
        migrations.RunSQL(INSERT_ONLY.format(table="approvals_registeredstatement")),
        migrations.RunSQL(INSERT_ONLY.format(table="approvals_statementoutcome")),
        migrations.RunSQL(INSERT_ONLY.format(table="approvals_duenotice")),
        migrations.RunSQL(STATEMENT),
        migrations.RunSQL(OUTCOME),
        migrations.RunSQL(COMPLETE),
    ]
