"""Disputes, advice and comments: their rows, and what binds both in PostgreSQL itself.

Nothing else changes here.
"""

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

# A finding is cleared for the same rule on the same words of the same draft, and for
# nothing else; the account's place in the list is no part of the words.
STANDING_BLOCKS = r"""
CREATE FUNCTION public.drafts_standing_blocks(checked bigint)
RETURNS SETOF public.drafts_finding LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT finding.*
    FROM public.drafts_finding finding
    JOIN public.drafts_revision revision ON revision.id = checked
    WHERE finding.severity = 'block'
        AND finding.check_run_id = (
            SELECT max(id) FROM public.drafts_check WHERE revision_id = checked
        )
        AND NOT EXISTS (
            SELECT FROM public.drafts_ruling ruling
            JOIN public.drafts_dispute dispute ON dispute.id = ruling.dispute_id
            JOIN public.drafts_finding cleared ON cleared.id = dispute.finding_id
            JOIN public.drafts_check earlier ON earlier.id = cleared.check_run_id
            JOIN public.drafts_revision written ON written.id = earlier.revision_id
            WHERE ruling.verdict = 'upheld'
                AND written.draft_id = revision.draft_id
                AND (cleared.rule, cleared.version, cleared.severity,
                    cleared.authority, cleared.start, cleared."end", cleared.text_hash)
                  = (finding.rule, finding.version, finding.severity,
                    finding.authority, finding.start, finding."end", finding.text_hash)
                AND regexp_replace(cleared.field, '^targets\.[0-9]+\.', '')
                  = regexp_replace(finding.field, '^targets\.[0-9]+\.', '')
        )
$$;
"""

# The rules named speak of records, never of words: the record is corrected instead.
DISPUTE = """
CREATE FUNCTION public.drafts_dispute_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.drafts_finding
        WHERE id = NEW.finding_id AND severity IN ('block', 'auth')
            AND rule NOT IN ('IM-HOLD', 'IM-ELECTION', 'ID-ACCOUNT', 'PR-TRAIN')
    ) THEN
        RAISE EXCEPTION 'a finding of this kind is not disputed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        JOIN public.drafts_finding finding ON finding.id = NEW.finding_id
        JOIN public.drafts_check checked ON checked.id = finding.check_run_id
        JOIN public.drafts_revision revision ON revision.id = checked.revision_id
        WHERE entry.id = NEW.entry AND entry.event = 'finding.disputed'
            AND entry.actor = NEW.raised_by_id::text
            AND entry.digest = revision.digest
    ) THEN
        RAISE EXCEPTION 'a dispute needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.raised_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_dispute_stands BEFORE INSERT ON public.drafts_dispute
    FOR EACH ROW EXECUTE FUNCTION public.drafts_dispute_stands();
ALTER TABLE public.drafts_dispute ENABLE ALWAYS TRIGGER drafts_dispute_stands;
"""

# Two people: a rule custodian of today, who wrote nothing of it and did not ask.
RULING = """
CREATE FUNCTION public.drafts_ruling_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (transaction_timestamp() AT TIME ZONE 'Europe/London')::date;
    disputed bigint;
    words bytea;
    raiser uuid;
BEGIN
    SELECT revision.draft_id, revision.digest, dispute.raised_by_id
        INTO disputed, words, raiser
        FROM public.drafts_dispute dispute
        JOIN public.drafts_finding finding ON finding.id = dispute.finding_id
        JOIN public.drafts_check checked ON checked.id = finding.check_run_id
        JOIN public.drafts_revision revision ON revision.id = checked.revision_id
        WHERE dispute.id = NEW.dispute_id;
    IF NEW.ruled_by_id = raiser OR EXISTS (
        SELECT FROM public.drafts_revision
        WHERE draft_id = disputed AND created_by_id = NEW.ruled_by_id
    ) THEN
        RAISE EXCEPTION 'nobody rules on words that they wrote, or on their own dispute'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.accounts_holding holding
        JOIN public.accounts_person custodian
            ON custodian.id = holding.person_id AND custodian.is_active
        JOIN public.accounts_jobpost post
            ON post.id = holding.job_post_id
            AND post.roles @> ARRAY['rule custodian']::varchar[]
        WHERE holding.person_id = NEW.ruled_by_id AND holding.starts_on <= today
            AND (holding.ends_on IS NULL OR holding.ends_on >= today)
    ) THEN
        RAISE EXCEPTION 'only a rule custodian rules on a dispute'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'dispute.' || NEW.verdict
            AND entry.actor = NEW.ruled_by_id::text AND entry.digest = words
    ) THEN
        RAISE EXCEPTION 'a ruling needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.ruled_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_ruling_stands BEFORE INSERT ON public.drafts_ruling
    FOR EACH ROW EXECUTE FUNCTION public.drafts_ruling_stands();
ALTER TABLE public.drafts_ruling ENABLE ALWAYS TRIGGER drafts_ruling_stands;
"""

QUESTION = """
ALTER TABLE public.drafts_advicerequest ADD CONSTRAINT advice_names_the_digest
    FOREIGN KEY (revision_id, digest) REFERENCES public.drafts_revision (id, digest);
CREATE FUNCTION public.drafts_advice_is_asked() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        JOIN public.drafts_revision revision ON revision.id = NEW.revision_id
        WHERE revision.draft_id = NEW.draft_id AND entry.id = NEW.entry
            AND entry.event = 'advice.asked'
            AND entry.actor = NEW.asked_by_id::text AND entry.digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'a question needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.asked_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_advice_is_asked BEFORE INSERT ON public.drafts_advicerequest
    FOR EACH ROW EXECUTE FUNCTION public.drafts_advice_is_asked();
ALTER TABLE public.drafts_advicerequest ENABLE ALWAYS TRIGGER drafts_advice_is_asked;
"""

# A doubt is answered by somebody else than who has it, and than who wrote the words.
ANSWER = """
CREATE FUNCTION public.drafts_advice_is_given() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (transaction_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF EXISTS (
        SELECT FROM public.drafts_advicerequest request
        LEFT JOIN public.drafts_revision written
            ON written.draft_id = request.draft_id
            AND written.created_by_id = NEW.given_by_id
        WHERE request.id = NEW.request_id
            AND (request.asked_by_id = NEW.given_by_id OR written.id IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'nobody answers their own question, or one about their own words'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.drafts_advicerequest request
        JOIN public.drafts_draft draft ON draft.id = request.draft_id
        JOIN public.accounts_holding holding
            ON holding.person_id = NEW.given_by_id AND holding.starts_on <= today
            AND (holding.ends_on IS NULL OR holding.ends_on >= today)
        JOIN public.accounts_person adviser
            ON adviser.id = holding.person_id AND adviser.is_active
        JOIN public.accounts_jobpost post ON post.id = holding.job_post_id
        WHERE request.id = NEW.request_id AND (
            request.asked_person_id = NEW.given_by_id
            OR 'head of digital' = ANY (post.roles)
            OR (request.asked_role = ANY (post.roles) AND (
                request.asked_role <> 'line manager' OR post.team_id = draft.team_id
            ))
        )
    ) THEN
        RAISE EXCEPTION 'only who was asked answers'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        JOIN public.drafts_advicerequest request ON request.id = NEW.request_id
        WHERE entry.id = NEW.entry AND entry.event = 'advice.given'
            AND entry.actor = NEW.given_by_id::text AND entry.digest = request.digest
    ) THEN
        RAISE EXCEPTION 'an answer needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.given_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_advice_is_given BEFORE INSERT ON public.drafts_adviceanswer
    FOR EACH ROW EXECUTE FUNCTION public.drafts_advice_is_given();
ALTER TABLE public.drafts_adviceanswer ENABLE ALWAYS TRIGGER drafts_advice_is_given;
"""

COMMENT = """
CREATE FUNCTION public.drafts_comment_is_made() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        JOIN public.drafts_revision revision ON revision.id = NEW.revision_id
        WHERE revision.draft_id = NEW.draft_id AND entry.id = NEW.entry
            AND entry.event = 'comment.made'
            AND entry.actor = NEW.written_by_id::text
            AND entry.digest = revision.digest
    ) THEN
        RAISE EXCEPTION 'a comment needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.written_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_comment_is_made BEFORE INSERT ON public.drafts_comment
    FOR EACH ROW EXECUTE FUNCTION public.drafts_comment_is_made();
ALTER TABLE public.drafts_comment ENABLE ALWAYS TRIGGER drafts_comment_is_made;
"""

OPEN_ADVICE = """
CREATE FUNCTION public.drafts_waits_for_advice(asked bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.drafts_advicerequest request
        WHERE request.draft_id = asked AND NOT EXISTS (
            SELECT FROM public.drafts_adviceanswer WHERE request_id = request.id
        )
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0002_immutable"),
        ("accounts", "0001_initial"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="AdviceRequest",
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
                ("digest", models.BinaryField(max_length=32)),
                ("asked_role", models.CharField(blank=True, max_length=24)),
                ("question", models.TextField()),
                ("asked_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="drafts.draft",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="drafts.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdviceAnswer",
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
                ("post", models.CharField(max_length=160)),
                ("answer", models.TextField()),
                ("given_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered",
                        to="drafts.advicerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dispute",
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
                ("raised_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispute",
                        to="drafts.finding",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ruling",
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
                (
                    "verdict",
                    models.CharField(
                        choices=[("upheld", "Cleared"), ("refused", "Not cleared")],
                        max_length=8,
                    ),
                ),
                ("post", models.CharField(max_length=160)),
                ("reason", models.TextField()),
                ("ruled_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruling",
                        to="drafts.dispute",
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="advicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_person__isnull", False), ("asked_role", "")),
                    models.Q(
                        ("asked_person__isnull", True),
                        models.Q(("asked_role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="advice_asks_a_person_or_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="advicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True),
                name="advice_asks_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), _negated=True),
                name="advice_answers_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="dispute_gives_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["upheld", "refused"])),
                name="ruling_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="ruling_gives_a_reason",
            ),
        ),
        migrations.CreateModel(
            name="Comment",
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
                ("post", models.CharField(max_length=160)),
                ("words", models.TextField()),
                ("written_at", models.DateTimeField(db_default=Now())),
                ("entry", models.UUIDField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="drafts.draft",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="drafts.revision",
                    ),
                ),
                (
                    "written_by",
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
                        condition=models.Q(("words", ""), _negated=True),
                        name="comment_says_something",
                    )
                ],
            },
        ),
        *[
            migrations.RunSQL(INSERT_ONLY.format(table=table))
            for table in (
                "drafts_dispute",
                "drafts_ruling",
                "drafts_advicerequest",
                "drafts_adviceanswer",
                "drafts_comment",
            )
        ],
        migrations.RunSQL(STANDING_BLOCKS),
        migrations.RunSQL(DISPUTE),
        migrations.RunSQL(RULING),
        migrations.RunSQL(QUESTION),
        migrations.RunSQL(ANSWER),
        migrations.RunSQL(COMMENT),
        migrations.RunSQL(OPEN_ADVICE),
    ]
