"""The seats of a plan and declared conflicts, and what both bind in PostgreSQL itself.

Nothing else changes here.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


INSERT_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""

# The seats of a check are laid in the transaction that stores the check, never after,
# so that nobody adds a seat that is easy to fill or takes one away.
SEAT = """
CREATE FUNCTION public.approvals_seat_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.drafts_check checked
        WHERE checked.id = NEW.check_run_id AND checked.revision_id = NEW.revision_id
            AND checked.checked_at >= transaction_timestamp()
    ) THEN
        RAISE EXCEPTION 'a plan is laid with its check'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_seat_stands BEFORE INSERT ON public.approvals_seat
    FOR EACH ROW EXECUTE FUNCTION public.approvals_seat_stands();
ALTER TABLE public.approvals_seat ENABLE ALWAYS TRIGGER approvals_seat_stands;
"""

CONFLICT = """
CREATE FUNCTION public.approvals_conflict_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'conflict.declared'
            AND entry.actor = NEW.person_id::text
            AND entry.subject_id = NEW.draft_id::text
    ) THEN
        RAISE EXCEPTION 'a conflict needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.declared_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_conflict_stands BEFORE INSERT ON public.approvals_conflict
    FOR EACH ROW EXECUTE FUNCTION public.approvals_conflict_stands();
ALTER TABLE public.approvals_conflict ENABLE ALWAYS TRIGGER approvals_conflict_stands;
CREATE FUNCTION public.approvals_decision_is_free() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.approvals_conflict conflict
        JOIN public.drafts_revision revision ON revision.draft_id = conflict.draft_id
        WHERE revision.id = NEW.revision_id AND conflict.person_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'nobody decides where they have declared a conflict'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_decision_is_free BEFORE INSERT ON public.approvals_decision
    FOR EACH ROW EXECUTE FUNCTION public.approvals_decision_is_free();
ALTER TABLE public.approvals_decision
    ENABLE ALWAYS TRIGGER approvals_decision_is_free;
"""

# A decision rests on a delegation that was given before it, is in force, belongs to a
# post that the decider acts in now, names the class, and reaches every account,
# platform, sum and topic; for one seat of the last plan, in the decision's own
# transaction. One person never fills seats of two kinds.
RELIANCE = """
CREATE OR REPLACE FUNCTION public.approvals_reliance_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    decided public.approvals_decision;
    wanted public.approvals_seat;
    given public.accounts_delegation;
    words jsonb;
    draft bigint;
BEGIN
    SELECT * INTO decided FROM public.approvals_decision WHERE id = NEW.decision_id;
    SELECT * INTO given FROM public.accounts_delegation WHERE id = NEW.delegation_id;
    SELECT convert_from(canonical, 'UTF8')::jsonb, draft_id INTO words, draft
        FROM public.drafts_revision WHERE id = decided.revision_id;
    SELECT seat.* INTO wanted FROM public.approvals_seat seat
        WHERE seat.name = NEW.seat AND seat.check_run_id = (
            SELECT max(id) FROM public.drafts_check
            WHERE revision_id = decided.revision_id
        );
    IF wanted IS NULL OR decided.verdict <> 'approved'
        OR decided.decided_at <> transaction_timestamp()
        OR NEW.authority <> wanted.authority
    THEN
        RAISE EXCEPTION 'this decision fills no seat of the plan'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT coalesce(
        given.classes && wanted.classes
        AND given.granted_at <= decided.decided_at
        AND public.accounts_delegation_in_force(given.id, clock_timestamp())
        AND public.accounts_acts_in_post(
            decided.decided_by_id, given.job_post_id, clock_timestamp())
        AND (given.one_draft IS NULL OR given.one_draft = draft)
        AND (given.topic = '' OR given.topic = wanted.topic)
        AND (wanted.authority NOT IN ('money', 'new_money') OR wanted.plus
            OR wanted.amount <= given.money_ceiling)
        AND EXISTS (
            SELECT FROM public.accounts_jobpost post WHERE post.id = given.job_post_id
                AND post.roles && ARRAY[
                    'line manager', 'authorised officer', 'duty officer',
                    'head of digital', 'director', 'private office', 'policy owner',
                    'statistics head', 'legal', 'security', 'data protection',
                    'finance', 'propriety', 'welsh reader'
                ]::varchar[]
                AND (wanted.roles = '{}' OR post.roles && wanted.roles)
        )
        AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(words -> 'targets') target
            WHERE (given.platforms <> '{}'
                    AND target ->> 'platform' <> ALL (given.platforms))
                OR NOT EXISTS (
                    SELECT FROM public.accounts_delegation_accounts reached
                    WHERE reached.delegation_id = given.id
                        AND reached.socialaccount_id = (target ->> 'account')::bigint
                )
        ), false)
    THEN
        RAISE EXCEPTION 'the approver holds no authority in force for this'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM public.approvals_reliance other
        JOIN public.approvals_decision mine ON mine.id = other.decision_id
        JOIN public.approvals_seat seat
            ON seat.name = other.seat AND seat.check_run_id = wanted.check_run_id
        WHERE mine.revision_id = decided.revision_id
            AND mine.decided_by_id = decided.decided_by_id
            AND (seat.plus, seat.roles) <> (wanted.plus, wanted.roles)
    ) THEN
        RAISE EXCEPTION 'one person cannot fill two seats on a post'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# Every seat of the last plan is filled, nobody refused, no finding that blocks stands,
# and no doubt waits for its answer.
AUTHORISATION = """
CREATE OR REPLACE FUNCTION public.approvals_authorisation_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last_check bigint := (
        SELECT max(id) FROM public.drafts_check WHERE revision_id = NEW.revision_id);
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_seat WHERE check_run_id = last_check
    ) THEN
        RAISE EXCEPTION 'nothing is authorised that was not checked and planned'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM public.approvals_seat seat
        WHERE seat.check_run_id = last_check AND seat.name NOT IN (
            SELECT reliance.seat FROM public.approvals_reliance reliance
            JOIN public.approvals_decision decision
                ON decision.id = reliance.decision_id
            WHERE decision.revision_id = NEW.revision_id
        )
    ) OR EXISTS (
        SELECT FROM public.approvals_decision
        WHERE revision_id = NEW.revision_id AND verdict <> 'approved'
    ) THEN
        RAISE EXCEPTION 'a decision that this needs has not been given'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM public.drafts_standing_blocks(NEW.revision_id)) THEN
        RAISE EXCEPTION 'a finding that blocks stands against these words'
            USING ERRCODE = 'check_violation';
    END IF;
    IF public.drafts_waits_for_advice((
        SELECT draft_id FROM public.drafts_revision WHERE id = NEW.revision_id
    )) THEN
        RAISE EXCEPTION 'advice was asked for and has not been given'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'revision.authorised'
            AND entry.digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'an authorisation needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0002_four_eyes"),
        ("accounts", "0008_authority"),
        ("drafts", "0005_lines"),
    ]
    operations = [
        migrations.CreateModel(
            name="Seat",
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
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("authority", models.CharField(max_length=32)),
                (
                    "classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), size=None
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), size=None
                    ),
                ),
                ("plus", models.BooleanField()),
                ("amount", models.BigIntegerField(null=True)),
                ("topic", models.CharField(blank=True, max_length=80)),
                ("why", models.JSONField()),
                (
                    "check_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="drafts.check",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="drafts.revision",
                    ),
                ),
            ],
            options={"ordering": ("position",)},
        ),
        migrations.AddConstraint(
            "seat",
            models.UniqueConstraint(
                fields=("check_run", "name"), name="one_seat_of_a_name"
            ),
        ),
        migrations.CreateModel(
            name="Conflict",
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
                ("declared_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="drafts.draft",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "conflict",
            models.UniqueConstraint(
                fields=("draft", "person"), name="one_conflict_each"
            ),
        ),
        migrations.RunSQL(INSERT_ONLY.format(table="approvals_seat")),
        migrations.RunSQL(INSERT_ONLY.format(table="approvals_conflict")),
        migrations.RunSQL(SEAT),
        migrations.RunSQL(CONFLICT),
        migrations.RunSQL(RELIANCE),
        migrations.RunSQL(AUTHORISATION),
    ]
