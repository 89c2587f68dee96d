"""The urgent route and what the clock does, and what holds the route in PostgreSQL.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now


INSERT_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""

# The route is for danger to life alone, used in the transaction of the decision, with a
# reason, and reviewed within the hour.
USE = """
CREATE FUNCTION public.approvals_urgent_use_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_decision decided
        JOIN public.drafts_revision revision ON revision.id = decided.revision_id
        JOIN public.audit_entry entry ON entry.id = NEW.entry
        WHERE decided.id = NEW.decision_id AND decided.verdict = 'approved'
            AND decided.decided_at = transaction_timestamp()
            AND decided.reason <> ''
            AND convert_from(revision.canonical, 'UTF8')::jsonb ->> 'purpose'
                = 'life safety'
            AND entry.event = 'urgent.used' AND entry.digest = decided.digest
            AND entry.actor = decided.decided_by_id::text
    ) THEN
        RAISE EXCEPTION 'the urgent route is for danger to life, with a reason, in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.used_at := transaction_timestamp();
    NEW.review_due_at := least(
        NEW.review_due_at, transaction_timestamp() + interval '60 minutes');
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_urgent_use_stands BEFORE INSERT ON public.approvals_urgentuse
    FOR EACH ROW EXECUTE FUNCTION public.approvals_urgent_use_stands();
ALTER TABLE public.approvals_urgentuse
    ENABLE ALWAYS TRIGGER approvals_urgent_use_stands;
"""

# A second officer: in a deciding post now, neither whoever used the route nor an author.
REVIEW = """
CREATE FUNCTION public.approvals_urgent_review_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    decided public.approvals_decision;
BEGIN
    SELECT decision.* INTO decided FROM public.approvals_decision decision
        JOIN public.approvals_urgentuse used ON used.decision_id = decision.id
        WHERE used.id = NEW.use_id;
    IF NEW.reviewed_by_id = decided.decided_by_id OR EXISTS (
        SELECT FROM public.drafts_revision words
        JOIN public.drafts_revision written
            ON written.draft_id = words.draft_id AND written.number <= words.number
        WHERE words.id = decided.revision_id
            AND written.created_by_id = NEW.reviewed_by_id
    ) THEN
        RAISE EXCEPTION 'a second officer reviews an urgent post'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.accounts_jobpost post
        WHERE post.roles && ARRAY[
                'line manager', 'authorised officer', 'duty officer',
                'head of digital', 'director', 'private office', 'policy owner',
                'statistics head', 'legal', 'security', 'data protection',
                'finance', 'propriety', 'welsh reader'
            ]::varchar[]
            AND public.accounts_acts_in_post(
                NEW.reviewed_by_id, post.id, clock_timestamp())
    ) OR NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'urgent.reviewed'
            AND entry.actor = NEW.reviewed_by_id::text
            AND entry.digest = decided.digest
    ) THEN
        RAISE EXCEPTION 'whoever reviews decides on drafts, and says so in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.reviewed_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_urgent_review_stands
    BEFORE INSERT ON public.approvals_urgentreview
    FOR EACH ROW EXECUTE FUNCTION public.approvals_urgent_review_stands();
ALTER TABLE public.approvals_urgentreview
    ENABLE ALWAYS TRIGGER approvals_urgent_review_stands;
"""

# As before, and of an urgent use: the routine authority of a duty post fills any seat
# but those of the floor, of whoever is on duty in it at this moment, also several.
RELIANCE = """
CREATE OR REPLACE FUNCTION public.approvals_reliance_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    decided public.approvals_decision;
    wanted public.approvals_seat;
    given public.accounts_delegation;
    words jsonb;
    draft bigint;
    urgent boolean := EXISTS (
        SELECT FROM public.approvals_urgentuse WHERE decision_id = NEW.decision_id);
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
        given.granted_at <= decided.decided_at
        AND public.accounts_delegation_in_force(given.id, clock_timestamp())
        AND public.accounts_acts_in_post(
            decided.decided_by_id, given.job_post_id, clock_timestamp())
        AND (given.one_draft IS NULL OR given.one_draft = draft)
        AND (given.topic = '' OR given.topic = wanted.topic)
        AND CASE WHEN urgent THEN
            'routine' = ANY (given.classes)
            AND wanted.authority NOT IN ('statistics', 'case', 'all_stop')
            AND words ->> 'purpose' = 'life safety'
            AND EXISTS (
                SELECT FROM public.accounts_jobpost post
                JOIN public.accounts_dutyshift shift ON shift.job_post_id = post.id
                WHERE post.id = given.job_post_id
                    AND 'duty officer' = ANY (post.roles)
                    AND shift.person_id = decided.decided_by_id
                    AND shift.starts_at <= clock_timestamp()
                    AND shift.ends_at > clock_timestamp()
            )
        ELSE
            given.classes && wanted.classes
            AND (wanted.authority NOT IN ('money', 'new_money') OR wanted.plus
                OR wanted.amount <= given.money_ceiling)
            AND EXISTS (
                SELECT FROM public.accounts_jobpost post
                WHERE post.id = given.job_post_id
                    AND post.roles && ARRAY[
                        'line manager', 'authorised officer', 'duty officer',
                        'head of digital', 'director', 'private office',
                        'policy owner', 'statistics head', 'legal', 'security',
                        'data protection', 'finance', 'propriety', 'welsh reader'
                    ]::varchar[]
                    AND (wanted.roles = '{}' OR post.roles && wanted.roles)
            )
        END
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
    IF NOT urgent AND EXISTS (
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

# A step that was taken stays taken, and its moment does not move.
CHASE = """
CREATE FUNCTION public.approvals_chase_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.done_at IS NOT NULL
        OR (NEW.id, NEW.revision_id, NEW.step, NEW.due_at) IS DISTINCT FROM
           (OLD.id, OLD.revision_id, OLD.step, OLD.due_at)
    THEN
        RAISE EXCEPTION 'a step is taken once and kept'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_chase_stays BEFORE UPDATE OR DELETE ON public.approvals_chase
    FOR EACH ROW EXECUTE FUNCTION public.approvals_chase_stays();
ALTER TABLE public.approvals_chase ENABLE ALWAYS TRIGGER approvals_chase_stays;
"""


def _id() -> models.BigAutoField:  # type: ignore[type-arg] # as Django has it
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _one(model: str, name: str) -> models.OneToOneField:  # type: ignore[type-arg] # as Django has it
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model
    )


def _to(model: str, name: str) -> models.ForeignKey:  # type: ignore[type-arg] # as Django has it
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model
    )


class Migration(migrations.Migration):
    dependencies = [("approvals", "0004_pins")]
    operations = [
        migrations.CreateModel(
            name="Chase",
            fields=[
                ("id", _id()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("reminder", "Those who could decide"),
                            ("deputy", "The deputy of the account"),
                            ("duty", "The duty officer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("told", models.PositiveSmallIntegerField(null=True)),
                ("revision", _to("drafts.revision", "chases")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["due_at", "id"],
                        condition=Q(done_at__isnull=True),
                        name="chase_to_do",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "step"), name="each_step_is_taken_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RulesetSeen",
            fields=[
                ("id", _id()),
                ("ruleset", models.CharField(max_length=64, unique=True)),
                ("seen_at", models.DateTimeField(db_default=Now())),
            ],
        ),
        migrations.CreateModel(
            name="UrgentUse",
            fields=[
                ("id", _id()),
                ("used_at", models.DateTimeField(db_default=Now())),
                ("review_due_at", models.DateTimeField()),
                ("entry", models.UUIDField()),
                ("decision", _one("approvals.decision", "urgent_use")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-used_at", "-id"], name="urgent_recent"),
                    models.Index(fields=["review_due_at"], name="urgent_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(review_due_at__gt=F("used_at")),
                        name="urgent_review_is_due_later",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UrgentReview",
            fields=[
                ("id", _id()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("stands", "It was right to publish it"),
                            ("wrong", "It should not have gone out"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField()),
                ("post", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=24)),
                ("reviewed_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                ("reviewed_by", _to(settings.AUTH_USER_MODEL, "+")),
                ("use", _one("approvals.urgentuse", "review")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(outcome__in=["stands", "wrong"]) & ~Q(note=""),
                        name="urgent_review_is_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UrgentAlarm",
            fields=[
                ("id", _id()),
                ("told_at", models.DateTimeField(db_default=Now())),
                ("use", _one("approvals.urgentuse", "alarm")),
            ],
        ),
        *[
            migrations.RunSQL(INSERT_ONLY.format(table=table))
            for table in (
                "approvals_urgentuse",
                "approvals_urgentreview",
                "approvals_urgentalarm",
                "approvals_rulesetseen",
            )
        ],
        migrations.RunSQL(USE),
        migrations.RunSQL(REVIEW),
        migrations.RunSQL(RELIANCE),
        migrations.RunSQL(CHASE),
    ]
