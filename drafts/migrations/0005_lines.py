"""The library of pre-cleared lines: its rows, and what binds them in PostgreSQL itself.

Nothing else changes here.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


KEPT = """
CREATE TRIGGER {table}_is_kept BEFORE DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_not_emptied;
"""

STAYS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
"""

# A version is proposed undecided, decided once by somebody who wrote no part of the
# line, with its own entry in the log, and withdrawn once. Its words never change.
VERSION = """
CREATE FUNCTION public.drafts_lineversion_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.verdict <> '' OR NEW.withdrawn_at IS NOT NULL
        OR cardinality(NEW.classes) > 0
    THEN
        RAISE EXCEPTION 'a line begins as a proposal' USING ERRCODE = 'check_violation';
    END IF;
    NEW.proposed_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE FUNCTION public.drafts_lineversion_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.line_id, NEW.number, NEW.title, NEW.text, NEW.slots, NEW.topic,
        NEW.language, NEW.accounts, NEW.valid_from, NEW.valid_to, NEW.proposed_by_id,
        NEW.proposed_as, NEW.proposed_at) IS DISTINCT FROM
       (OLD.line_id, OLD.number, OLD.title, OLD.text, OLD.slots, OLD.topic,
        OLD.language, OLD.accounts, OLD.valid_from, OLD.valid_to, OLD.proposed_by_id,
        OLD.proposed_as, OLD.proposed_at)
    THEN
        RAISE EXCEPTION 'a wording that was proposed never changes'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.verdict <> '' OR OLD.withdrawn_at IS NOT NULL) AND
        (NEW.verdict, NEW.classes, NEW.decided_by_id, NEW.decided_as, NEW.decided_at,
         NEW.reason, NEW.entry) IS DISTINCT FROM
        (OLD.verdict, OLD.classes, OLD.decided_by_id, OLD.decided_as, OLD.decided_at,
         OLD.reason, OLD.entry)
    THEN
        RAISE EXCEPTION 'a line is decided on once' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL AND
        (NEW.withdrawn_at, NEW.withdrawn_by_id, NEW.withdrawn_why) IS DISTINCT FROM
        (OLD.withdrawn_at, OLD.withdrawn_by_id, OLD.withdrawn_why)
    THEN
        RAISE EXCEPTION 'a line is withdrawn once' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.verdict <> OLD.verdict THEN
        IF EXISTS (
            SELECT FROM public.drafts_lineversion written
            WHERE written.line_id = NEW.line_id AND written.number <= NEW.number
                AND written.proposed_by_id = NEW.decided_by_id
        ) THEN
            RAISE EXCEPTION 'nobody decides on a line that they wrote any part of'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (
            SELECT FROM public.audit_entry entry
            WHERE entry.id = NEW.entry AND entry.event = 'line.' || NEW.verdict
                AND entry.actor = NEW.decided_by_id::text
                AND entry.subject_id = 'L-' || NEW.line_id
        ) THEN
            RAISE EXCEPTION 'a decision on a line needs its own entry in the log'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.verdict = 'cleared' AND EXISTS (
            SELECT FROM unnest(NEW.classes || 'routine'::varchar) class
            WHERE class NOT IN (
                SELECT reliance.authority FROM public.drafts_linereliance reliance
                WHERE reliance.version_id = NEW.id
                    AND reliance.relied_on_by_id = NEW.decided_by_id
            )
        ) THEN
            RAISE EXCEPTION 'a line is cleared with authority for each of its classes'
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.decided_at := transaction_timestamp();
    ELSIF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN
        NEW.withdrawn_at := transaction_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_lineversion_begins BEFORE INSERT ON public.drafts_lineversion
    FOR EACH ROW EXECUTE FUNCTION public.drafts_lineversion_begins();
CREATE TRIGGER drafts_lineversion_stands BEFORE UPDATE ON public.drafts_lineversion
    FOR EACH ROW EXECUTE FUNCTION public.drafts_lineversion_stands();
ALTER TABLE public.drafts_lineversion ENABLE ALWAYS TRIGGER drafts_lineversion_begins;
ALTER TABLE public.drafts_lineversion ENABLE ALWAYS TRIGGER drafts_lineversion_stands;
"""

# An authority counts when it is in force now, names the class, reaches every account of
# the line and belongs to a deciding post that whoever relies on it holds today.
RELIANCE = """
CREATE FUNCTION public.drafts_linereliance_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.drafts_lineversion version, public.accounts_delegation given
        JOIN public.accounts_jobpost post
            ON post.id = given.job_post_id
            AND post.roles && ARRAY[
                'line manager', 'authorised officer', 'duty officer',
                'head of digital', 'director', 'private office', 'policy owner',
                'statistics head', 'legal', 'security', 'data protection', 'finance',
                'propriety', 'welsh reader'
            ]::varchar[]
        WHERE version.id = NEW.version_id AND version.verdict = ''
            AND given.id = NEW.delegation_id
            AND NEW.authority = ANY (given.classes)
            AND given.one_draft IS NULL
            AND public.accounts_delegation_in_force(given.id, clock_timestamp())
            AND public.accounts_acts_in_post(
                NEW.relied_on_by_id, given.job_post_id, clock_timestamp())
            AND version.accounts <@ ARRAY(
                SELECT reached.socialaccount_id
                FROM public.accounts_delegation_accounts reached
                WHERE reached.delegation_id = given.id
            )
    ) THEN
        RAISE EXCEPTION 'whoever clears the line holds no authority in force for this'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_linereliance_stands BEFORE INSERT ON public.drafts_linereliance
    FOR EACH ROW EXECUTE FUNCTION public.drafts_linereliance_stands();
ALTER TABLE public.drafts_linereliance
    ENABLE ALWAYS TRIGGER drafts_linereliance_stands;
"""


def _person(**options: bool) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        django.db.models.deletion.PROTECT,
        related_name="+",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0004_reasons"),
        ("accounts", "0008_authority"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Line",
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
                ("created_at", models.DateTimeField(db_default=Now())),
                (
                    "owner",
                    models.ForeignKey(
                        "accounts.jobpost",
                        django.db.models.deletion.PROTECT,
                        related_name="lines",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LineVersion",
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
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("slots", models.JSONField(default=list)),
                ("topic", models.CharField(max_length=60)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("cy", "Welsh")],
                        default="en",
                        max_length=2,
                    ),
                ),
                (
                    "accounts",
                    django.contrib.postgres.fields.ArrayField(models.BigIntegerField()),
                ),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField()),
                ("proposed_as", models.CharField(max_length=160)),
                ("proposed_at", models.DateTimeField(db_default=Now())),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waiting to be cleared"),
                            ("cleared", "Cleared"),
                            ("refused", "Refused"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "classes",
                    django.contrib.postgres.fields.ArrayField(
                        models.CharField(max_length=32), default=list
                    ),
                ),
                ("decided_as", models.CharField(blank=True, max_length=160)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("entry", models.UUIDField(null=True, unique=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=500)),
                ("decided_by", _person(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        "drafts.line",
                        django.db.models.deletion.PROTECT,
                        related_name="versions",
                    ),
                ),
                ("proposed_by", _person()),
                ("withdrawn_by", _person(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LineReliance",
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
                ("authority", models.CharField(max_length=32)),
                (
                    "delegation",
                    models.ForeignKey(
                        "accounts.delegation",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                    ),
                ),
                ("relied_on_by", _person()),
                (
                    "version",
                    models.ForeignKey(
                        "drafts.lineversion",
                        django.db.models.deletion.PROTECT,
                        related_name="reliances",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="lineversion",
            constraint=models.UniqueConstraint(
                fields=["line", "number"], name="line_versions_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="lineversion",
            constraint=models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(verdict="", withdrawn_at=None),
                name="one_version_of_a_line_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineversion",
            constraint=models.CheckConstraint(
                name="line_ends_after_it_starts",
                condition=models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ),
        migrations.AddConstraint(
            model_name="lineversion",
            constraint=models.CheckConstraint(
                name="line_names_its_accounts",
                condition=models.Q(accounts__len__gt=0),
            ),
        ),
        migrations.AddConstraint(
            model_name="lineversion",
            constraint=models.CheckConstraint(
                name="line_decision_is_whole",
                condition=models.Q(
                    verdict="", decided_by=None, decided_at=None, entry=None
                )
                | models.Q(
                    verdict__in=["cleared", "refused"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    entry__isnull=False,
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="lineversion",
            constraint=models.CheckConstraint(
                name="line_withdrawal_is_whole",
                condition=models.Q(
                    withdrawn_at=None, withdrawn_by=None, withdrawn_why=""
                )
                | (
                    models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~models.Q(withdrawn_why="")
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="linereliance",
            constraint=models.UniqueConstraint(
                fields=["version", "authority"], name="one_delegation_a_class_of_a_line"
            ),
        ),
        *[
            migrations.RunSQL(KEPT.format(table=table))
            for table in ("drafts_line", "drafts_lineversion", "drafts_linereliance")
        ],
        migrations.RunSQL(STAYS.format(table="drafts_line")),
        migrations.RunSQL(STAYS.format(table="drafts_linereliance")),
        migrations.RunSQL(VERSION),
        migrations.RunSQL(RELIANCE),
    ]
