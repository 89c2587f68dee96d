"""Departments, rosters, substitutions and training, and the triggers that hold them.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now


PERSON = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


def key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def reference(to, related_name, **options):
    return models.ForeignKey(
        on_delete=PROTECT, related_name=related_name, to=to, **options
    )


# Line management has no circles, however a post is changed: under one lock, so that two
# changes at once cannot close a circle that neither sees.
NO_CIRCLES = """
CREATE FUNCTION public.accounts_post_reports_upward() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.reports_to_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(727001, 0);
    IF EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.reports_to_id
            UNION
            SELECT post.reports_to_id FROM public.accounts_jobpost post
            JOIN above ON post.id = above.id
            WHERE post.reports_to_id IS NOT NULL
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a post does not report to itself, nor in a circle'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_post_reports_upward
    BEFORE INSERT OR UPDATE OF reports_to_id ON public.accounts_jobpost
    FOR EACH ROW EXECUTE FUNCTION public.accounts_post_reports_upward();
ALTER TABLE public.accounts_jobpost ENABLE ALWAYS TRIGGER accounts_post_reports_upward;
"""

KEPT = """
CREATE FUNCTION public.accounts_is_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""

# Who held what when is history: only a last day is ever written on it.
HOLDING = """
CREATE FUNCTION public.accounts_holding_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.job_post_id, NEW.person_id, NEW.starts_on) IS DISTINCT FROM
       (OLD.id, OLD.job_post_id, OLD.person_id, OLD.starts_on)
    THEN
        RAISE EXCEPTION 'of a holding only its last day changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_holding_stays BEFORE UPDATE ON public.accounts_holding
    FOR EACH ROW EXECUTE FUNCTION public.accounts_holding_stays();
CREATE TRIGGER accounts_holding_is_kept BEFORE DELETE ON public.accounts_holding
    FOR EACH ROW EXECUTE FUNCTION public.accounts_is_kept();
ALTER TABLE public.accounts_holding ENABLE ALWAYS TRIGGER accounts_holding_stays;
ALTER TABLE public.accounts_holding ENABLE ALWAYS TRIGGER accounts_holding_is_kept;
"""

# What approvals and publishing ask: who acts in a post at a moment, by holding it or by
# standing in for its holder. The second also asks that whoever decides in a duty post
# alone is on the roster then.
WHO_ACTS = """
CREATE FUNCTION public.accounts_holds_by_right(person uuid, post bigint, moment timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.accounts_holding holding
        JOIN public.accounts_person holder ON holder.id = holding.person_id
        WHERE holding.person_id = person AND holding.job_post_id = post
            AND holder.is_active
            AND holding.starts_on <= (moment AT TIME ZONE 'Europe/London')::date
            AND (holding.ends_on IS NULL
                OR holding.ends_on >= (moment AT TIME ZONE 'Europe/London')::date)
    )
$$;
CREATE FUNCTION public.accounts_holds_post(person uuid, post bigint, moment timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.accounts_holds_by_right(person, post, moment) OR EXISTS (
        SELECT FROM public.accounts_substitution standing
        JOIN public.accounts_person substitute ON substitute.id = standing.person_id
        WHERE standing.person_id = person AND standing.job_post_id = post
            AND substitute.is_active
            AND standing.starts_at <= moment AND standing.ends_at > moment
            AND public.accounts_holds_by_right(standing.principal_id, post, moment)
    )
$$;
CREATE FUNCTION public.accounts_acts_in_post(person uuid, post bigint, moment timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.accounts_holds_post(person, post, moment) AND EXISTS (
        SELECT FROM public.accounts_jobpost job WHERE job.id = post AND (
            NOT 'duty officer' = ANY (job.roles)
            OR job.roles && ARRAY[
                'line manager', 'authorised officer', 'head of digital', 'director',
                'private office', 'policy owner', 'statistics head', 'legal',
                'security', 'data protection', 'finance', 'propriety', 'welsh reader'
            ]::varchar[]
            OR EXISTS (
                SELECT FROM public.accounts_dutyshift shift
                WHERE shift.person_id = person AND shift.job_post_id = post
                    AND shift.starts_at <= moment AND shift.ends_at > moment
            )
        )
    )
$$;
"""

# A substitute stands in for somebody who holds the post by right, is not away from it
# and has nobody standing in for them: no chain, and one substitute at a time.
SUBSTITUTION = """
CREATE FUNCTION public.accounts_substitution_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.id, NEW.job_post_id, NEW.principal_id, NEW.person_id, NEW.starts_at,
                NEW.why, NEW.arranged_by_id, NEW.arranged_at) IS DISTINCT FROM
           (OLD.id, OLD.job_post_id, OLD.principal_id, OLD.person_id, OLD.starts_at,
                OLD.why, OLD.arranged_by_id, OLD.arranged_at)
            OR OLD.ended_by_id IS NOT NULL OR NEW.ended_by_id IS NULL
            OR NEW.ends_at > OLD.ends_at
        THEN
            RAISE EXCEPTION 'a substitution is ended once and not changed otherwise'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(727002, 0);
    IF NEW.arranged_by_id = NEW.person_id THEN
        RAISE EXCEPTION 'nobody arranges to stand in for somebody themselves'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT public.accounts_holds_by_right(
        NEW.principal_id, NEW.job_post_id, NEW.starts_at
    ) THEN
        RAISE EXCEPTION 'somebody stands in only for whoever holds the post by right'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM public.accounts_substitution other
        WHERE other.starts_at < other.ends_at AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
            AND (other.principal_id = NEW.person_id
                OR (other.person_id = NEW.principal_id
                    AND other.job_post_id = NEW.job_post_id)
                OR (other.principal_id = NEW.principal_id
                    AND other.job_post_id = NEW.job_post_id))
    ) THEN
        RAISE EXCEPTION 'substitutes make no chain, and a post has one at a time'
            USING ERRCODE = 'exclusion_violation';
    END IF;
    NEW.arranged_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_substitution_stands
    BEFORE INSERT OR UPDATE ON public.accounts_substitution
    FOR EACH ROW EXECUTE FUNCTION public.accounts_substitution_stands();
CREATE TRIGGER accounts_substitution_is_kept
    BEFORE DELETE ON public.accounts_substitution
    FOR EACH ROW EXECUTE FUNCTION public.accounts_is_kept();
ALTER TABLE public.accounts_substitution
    ENABLE ALWAYS TRIGGER accounts_substitution_stands;
ALTER TABLE public.accounts_substitution
    ENABLE ALWAYS TRIGGER accounts_substitution_is_kept;
"""

# One person to a duty at a time. The lock is the duty's own, so two rosters that are
# written at once wait for one another only where they are of the same duty.
SHIFT = """
CREATE FUNCTION public.accounts_shift_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.id, NEW.job_post_id, NEW.person_id, NEW.starts_at, NEW.assigned_by_id,
                NEW.assigned_at, NEW.taken_over_from_id) IS DISTINCT FROM
           (OLD.id, OLD.job_post_id, OLD.person_id, OLD.starts_at, OLD.assigned_by_id,
                OLD.assigned_at, OLD.taken_over_from_id)
            OR NEW.ends_at > OLD.ends_at
        THEN
            RAISE EXCEPTION 'of a shift only its end moves, and only earlier'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(727003, hashint8(NEW.job_post_id));
    IF EXISTS (
        SELECT FROM public.accounts_dutyshift other
        WHERE other.job_post_id = NEW.job_post_id
            AND other.starts_at < other.ends_at
            AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
    ) THEN
        RAISE EXCEPTION 'somebody is on duty in this post at that time already'
            USING ERRCODE = 'exclusion_violation';
    END IF;
    NEW.assigned_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_shift_stands
    BEFORE INSERT OR UPDATE ON public.accounts_dutyshift
    FOR EACH ROW EXECUTE FUNCTION public.accounts_shift_stands();
CREATE TRIGGER accounts_shift_is_kept BEFORE DELETE ON public.accounts_dutyshift
    FOR EACH ROW EXECUTE FUNCTION public.accounts_is_kept();
ALTER TABLE public.accounts_dutyshift ENABLE ALWAYS TRIGGER accounts_shift_stands;
ALTER TABLE public.accounts_dutyshift ENABLE ALWAYS TRIGGER accounts_shift_is_kept;
"""

# A record of training is corrected, never removed and never made another person's.
TRAINING = """
CREATE FUNCTION public.accounts_training_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.person_id, NEW.course_id, NEW.completed_on) IS DISTINCT FROM
       (OLD.id, OLD.person_id, OLD.course_id, OLD.completed_on)
    THEN
        RAISE EXCEPTION 'of a training record only its last day is corrected'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_training_stays BEFORE UPDATE ON public.accounts_trainingrecord
    FOR EACH ROW EXECUTE FUNCTION public.accounts_training_stays();
CREATE TRIGGER accounts_training_is_kept BEFORE DELETE ON public.accounts_trainingrecord
    FOR EACH ROW EXECUTE FUNCTION public.accounts_is_kept();
ALTER TABLE public.accounts_trainingrecord ENABLE ALWAYS TRIGGER accounts_training_stays;
ALTER TABLE public.accounts_trainingrecord
    ENABLE ALWAYS TRIGGER accounts_training_is_kept;
INSERT INTO public.accounts_course (name, months, required)
    VALUES ('Official social media and the Civil Service Code', 24, true);
"""


ACCOUNT_FIELDS = [
    (
        "owner",
        reference("accounts.jobpost", "accounts_owned", blank=True, null=True),
    ),
    (
        "deputy",
        reference("accounts.jobpost", "accounts_deputised", blank=True, null=True),
    ),
    ("purpose", models.CharField(blank=True, max_length=200)),
    ("recovery", models.CharField(blank=True, max_length=200)),
    ("mfa", models.BooleanField(blank=True, null=True)),
    ("names_body", models.BooleanField(blank=True, null=True)),
    ("links_official", models.BooleanField(blank=True, null=True)),
    ("dormant", models.BooleanField(default=False)),
    ("review_on", models.DateField(blank=True, null=True)),
    ("reviewed_on", models.DateField(blank=True, null=True)),
    ("approved_by", reference(PERSON, "+", blank=True, null=True)),
    ("approved_at", models.DateTimeField(blank=True, null=True)),
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_notices"),
        ("audit", "0002_append_only"),
    ]
    operations = [
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=120, unique=True)),
            ],
        ),
        migrations.AddField(
            "team",
            "department",
            reference("accounts.department", "teams", blank=True, null=True),
        ),
        *[
            migrations.AddField("socialaccount", name, field)
            for name, field in ACCOUNT_FIELDS
        ],
        migrations.AddConstraint(
            "socialaccount",
            models.CheckConstraint(
                condition=Q(owner__isnull=True)
                | Q(deputy__isnull=True)
                | ~Q(owner=F("deputy")),
                name="account_owner_is_not_its_deputy",
            ),
        ),
        migrations.AddConstraint(
            "socialaccount",
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="account_approval_is_whole",
            ),
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                ("id", key()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("why", models.CharField(max_length=200)),
                ("arranged_at", models.DateTimeField(db_default=Now())),
                ("arranged_by", reference(PERSON, "+")),
                ("ended_by", reference(PERSON, "+", blank=True, null=True)),
                ("job_post", reference("accounts.jobpost", "substitutions")),
                ("person", reference(PERSON, "substitutions")),
                ("principal", reference(PERSON, "substitutions_for")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "ends_at"], name="substitution_person"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends_at__gte=F("starts_at")),
                        name="substitution_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=~Q(person=F("principal")),
                        name="substitute_is_another_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyShift",
            fields=[
                ("id", key()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("assigned_at", models.DateTimeField(db_default=Now())),
                ("assigned_by", reference(PERSON, "+")),
                ("job_post", reference("accounts.jobpost", "shifts")),
                ("person", reference(PERSON, "shifts")),
                (
                    "taken_over_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="handed_over_to",
                        to="accounts.dutyshift",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["job_post", "ends_at"], name="shift_of_post")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends_at__gte=F("starts_at")),
                        name="shift_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=120, unique=True)),
                ("months", models.PositiveSmallIntegerField(default=24)),
                ("required", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="TrainingRecord",
            fields=[
                ("id", key()),
                ("completed_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=Now())),
                ("course", reference("accounts.course", "records")),
                ("person", reference(PERSON, "training")),
                ("recorded_by", reference(PERSON, "+", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "course", "completed_on"),
                        name="one_record_a_completion",
                    ),
                    models.CheckConstraint(
                        condition=Q(expires_on__gte=F("completed_on")),
                        name="training_expires_after_it_is_completed",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NO_CIRCLES),
        migrations.RunSQL(KEPT),
        migrations.RunSQL(HOLDING),
        migrations.RunSQL(WHO_ACTS),
        migrations.RunSQL(SUBSTITUTION),
        migrations.RunSQL(SHIFT),
        migrations.RunSQL(TRAINING),
    ]
