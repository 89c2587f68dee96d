"""PostgreSQL holds the second person on a holding that gives rights; files of training.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


# Whoever is in such a post decides, guards the rules or runs the service: one person
# proposed it and another, neither of them the holder, agreed. Until the first
# administrator is in their post nobody could agree, so that one is appointed alone.
SECOND_PERSON = """
CREATE FUNCTION public.accounts_post_is_guarded(post bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.accounts_jobpost
        WHERE id = post AND roles && ARRAY[
            'line manager', 'authorised officer', 'duty officer', 'head of digital',
            'director', 'private office', 'policy owner', 'statistics head', 'legal',
            'security', 'data protection', 'finance', 'propriety', 'welsh reader',
            'rule custodian', 'training administrator', 'administrator'
        ]::varchar[]
    )
$$;
CREATE FUNCTION public.accounts_holding_has_two() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NEW.proposal_id IS NULL AND (
        NOT public.accounts_post_is_guarded(NEW.job_post_id) OR NOT EXISTS (
            SELECT FROM public.accounts_holding held
            JOIN public.accounts_jobpost post ON post.id = held.job_post_id
            JOIN public.accounts_person holder ON holder.id = held.person_id
            WHERE 'administrator' = ANY (post.roles) AND holder.is_active
                AND held.starts_on <= today
                AND (held.ends_on IS NULL OR held.ends_on >= today)
        )
    ) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.accounts_proposal proposal
        WHERE proposal.id = NEW.proposal_id AND proposal.kind = 'holding'
            AND proposal.verdict = 'approved'
            AND proposal.applied_at IS NULL AND proposal.trouble = ''
            AND proposal.proposed_by_id <> NEW.person_id
            AND proposal.decided_by_id <> NEW.person_id
            AND (proposal.payload ->> 'job_post')::bigint = NEW.job_post_id
            AND (proposal.payload ->> 'person')::uuid = NEW.person_id
            AND (proposal.payload ->> 'starts_on')::date <= NEW.starts_on
            AND (proposal.payload ->> 'ends_on')::date IS NOT DISTINCT FROM NEW.ends_on
    ) THEN
        RAISE EXCEPTION 'one person proposes who holds this post, and another agrees'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_holding_has_two BEFORE INSERT ON public.accounts_holding
    FOR EACH ROW EXECUTE FUNCTION public.accounts_holding_has_two();
ALTER TABLE public.accounts_holding ENABLE ALWAYS TRIGGER accounts_holding_has_two;
"""

# As before, and the last day in such a post never comes later: that would be the post
# again, for which two people are asked.
STAYS = """
CREATE OR REPLACE FUNCTION public.accounts_holding_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.job_post_id, NEW.person_id, NEW.starts_on, NEW.proposal_id)
        IS DISTINCT FROM
       (OLD.id, OLD.job_post_id, OLD.person_id, OLD.starts_on, OLD.proposal_id)
    THEN
        RAISE EXCEPTION 'of a holding only its last day changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.ends_on IS NOT NULL AND coalesce(NEW.ends_on > OLD.ends_on, true)
        AND public.accounts_post_is_guarded(NEW.job_post_id)
    THEN
        RAISE EXCEPTION 'the last day in this post never comes later'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_servers")]
    operations = [
        migrations.AddField(
            "holding",
            "proposal",
            models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holding",
                to="accounts.proposal",
            ),
        ),
        migrations.CreateModel(
            name="TrainingFile",
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
                ("brought_at", models.DateTimeField(db_default=Now())),
                ("text", models.TextField()),
                ("rows", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("to_record", models.PositiveIntegerField(default=0)),
                ("changes", models.JSONField(default=list)),
                ("faults", models.JSONField(default=list)),
                ("read_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=400)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["id"],
                        condition=Q(finished_at__isnull=True),
                        name="training_file_in_hand",
                    )
                ]
            },
        ),
        migrations.RunSQL(SECOND_PERSON),
        migrations.RunSQL(STAYS),
    ]
