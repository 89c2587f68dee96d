"""Holds of a team or department, who places, lifts and releases, and their progress.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


# The holds that reach a post since somebody last looked at it, one that was lifted
# meanwhile included; not those out of which the director released it by name.
REACH = """
CREATE FUNCTION public.publishing_holds_on(
    post bigint, account bigint, reviewed timestamptz
) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT hold.id FROM public.publishing_hold hold
    WHERE (hold.lifted_at IS NULL OR hold.lifted_at > reviewed)
        AND (hold.account_id IS NULL OR hold.account_id = account)
        AND (hold.team_id IS NULL OR EXISTS (
            SELECT FROM public.accounts_socialaccount held
            WHERE held.id = account AND held.team_id = hold.team_id
        ))
        AND (hold.department_id IS NULL OR EXISTS (
            SELECT FROM public.accounts_socialaccount held
            JOIN public.accounts_team team ON team.id = held.team_id
            WHERE held.id = account AND team.department_id = hold.department_id
        ))
        AND NOT EXISTS (
            SELECT FROM public.publishing_holdrelease released
            WHERE released.hold_id = hold.id AND released.publication_id = post
        )
$$;
"""

# As before, with the holds of teams and departments, and with named releases.
LIFECYCLE = """
CREATE OR REPLACE FUNCTION public.publishing_publication_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.authorisation_id, NEW.revision_id, NEW.digest, NEW.account_id,
        NEW.client_key, NEW.not_after) IS DISTINCT FROM
       (OLD.authorisation_id, OLD.revision_id, OLD.digest, OLD.account_id,
        OLD.client_key, OLD.not_after)
    THEN
        RAISE EXCEPTION 'what a publication is of never changes'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.reviewed_at <> OLD.reviewed_at
        AND NOT (OLD.status = 'held' AND NEW.status = 'waiting')
    THEN
        RAISE EXCEPTION 'only a release says that somebody looked at it again'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = OLD.status THEN
        RETURN NEW;
    END IF;
    IF (OLD.status || ' > ' || NEW.status) NOT IN (
        'waiting > claimed', 'waiting > held', 'waiting > cancelled',
        'claimed > published', 'claimed > waiting', 'claimed > failed',
        'claimed > held', 'claimed > unknown',
        'unknown > published', 'unknown > waiting', 'unknown > taken down',
        'held > waiting', 'held > cancelled',
        'published > taken down'
    ) THEN
        RAISE EXCEPTION 'a publication cannot go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'claimed' AND (
        NEW.fence <> OLD.fence + 1
        OR NOT EXISTS (
            SELECT FROM public.approvals_authorisation authorisation
            JOIN public.audit_leaf leaf ON leaf.entry_id = authorisation.entry
            WHERE authorisation.id = NEW.authorisation_id
                AND authorisation.expires_at > clock_timestamp()
                AND leaf.index < (SELECT max(size) FROM public.audit_checkpoint)
        )
        OR EXISTS (
            SELECT FROM public.publishing_holds_on(
                NEW.id, NEW.account_id, NEW.reviewed_at
            )
        )
    ) THEN
        RAISE EXCEPTION 'this publication may not be claimed now'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'published' AND (
        SELECT count(*) FROM public.publishing_receipt
        WHERE publication_id = NEW.id
    ) <> (
        SELECT jsonb_array_length(target -> 'parts')
        FROM public.drafts_revision revision, jsonb_array_elements(
            convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
        ) target
        WHERE revision.id = NEW.revision_id
            AND (target ->> 'account')::bigint = NEW.account_id
    ) THEN
        RAISE EXCEPTION 'a publication is published when every part has its receipt'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# A post stops or restarts publishing by its role; the duty officer while on duty.
PLACED = """
CREATE FUNCTION public.publishing_acts_as_director(person uuid) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.accounts_jobpost post
        WHERE 'director' = ANY (post.roles)
            AND public.accounts_holds_post(person, post.id, clock_timestamp())
    )
$$;
CREATE FUNCTION public.publishing_hold_is_placed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.lifted_at IS NOT NULL OR NOT EXISTS (
        SELECT FROM public.accounts_jobpost post
        WHERE public.accounts_holds_post(
            NEW.placed_by_id, post.id, clock_timestamp()
        ) AND (
            post.roles && ARRAY['director', 'head of digital']::varchar[]
            OR 'duty officer' = ANY (post.roles) AND EXISTS (
                SELECT FROM public.accounts_dutyshift shift
                WHERE shift.person_id = NEW.placed_by_id
                    AND shift.job_post_id = post.id
                    AND shift.starts_at <= clock_timestamp()
                    AND shift.ends_at > clock_timestamp()
            )
        )
    ) THEN
        RAISE EXCEPTION 'a hold is placed by the director, head of digital or duty officer'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.placed_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_hold_is_placed BEFORE INSERT ON public.publishing_hold
    FOR EACH ROW EXECUTE FUNCTION public.publishing_hold_is_placed();
ALTER TABLE public.publishing_hold ENABLE ALWAYS TRIGGER publishing_hold_is_placed;
CREATE OR REPLACE FUNCTION public.publishing_hold_is_lifted_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL
        OR (NEW.account_id, NEW.team_id, NEW.department_id, NEW.reason,
            NEW.placed_by_id, NEW.placed_at) IS DISTINCT FROM
           (OLD.account_id, OLD.team_id, OLD.department_id, OLD.reason,
            OLD.placed_by_id, OLD.placed_at)
    THEN
        RAISE EXCEPTION 'a hold is lifted once and not changed otherwise'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT public.publishing_acts_as_director(NEW.lifted_by_id) THEN
        RAISE EXCEPTION 'only the director lifts a hold'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.lifted_at := clock_timestamp();
    RETURN NEW;
END $$;
"""

# One post let out of a hold in force, by the director, of words that others wrote.
RELEASED = """
CREATE FUNCTION public.publishing_release_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT public.publishing_acts_as_director(NEW.released_by_id) OR NOT EXISTS (
        SELECT FROM public.publishing_hold hold, public.publishing_publication post
        WHERE hold.id = NEW.hold_id AND hold.lifted_at IS NULL
            AND post.id = NEW.publication_id AND post.status = 'held'
    ) THEN
        RAISE EXCEPTION 'only the director releases a held post from a hold in force'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM public.publishing_publication post
        JOIN public.drafts_revision sent ON sent.id = post.revision_id
        JOIN public.drafts_revision written
            ON written.draft_id = sent.draft_id AND written.number <= sent.number
        WHERE post.id = NEW.publication_id
            AND written.created_by_id = NEW.released_by_id
    ) THEN
        RAISE EXCEPTION 'nobody releases words that they wrote any part of'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.released_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_release_stands
    BEFORE INSERT ON public.publishing_holdrelease
    FOR EACH ROW EXECUTE FUNCTION public.publishing_release_stands();
ALTER TABLE public.publishing_holdrelease
    ENABLE ALWAYS TRIGGER publishing_release_stands;
CREATE TRIGGER publishing_release_stays
    BEFORE UPDATE OR DELETE ON public.publishing_holdrelease
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_holdrelease
    ENABLE ALWAYS TRIGGER publishing_release_stays;
CREATE TRIGGER publishing_release_is_kept
    BEFORE TRUNCATE ON public.publishing_holdrelease
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_holdrelease
    ENABLE ALWAYS TRIGGER publishing_release_is_kept;
"""


def number() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def reference(to: str, name: str = "+", *, empty: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        blank=empty,
        null=empty,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to=to,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0003_recheck"),
        ("accounts", "0008_authority"),
    ]
    operations = [
        migrations.AddField(
            model_name="hold",
            name="team",
            field=reference("accounts.team", "holds", empty=True),
        ),
        migrations.AddField(
            model_name="hold",
            name="department",
            field=reference("accounts.department", "holds", empty=True),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                name="hold_is_of_one_thing",
                condition=Q(account__isnull=True, team__isnull=True)
                | Q(account__isnull=True, department__isnull=True)
                | Q(team__isnull=True, department__isnull=True),
            ),
        ),
        migrations.CreateModel(
            name="HoldRelease",
            fields=[
                ("id", number()),
                ("reason", models.CharField(max_length=200)),
                ("released_at", models.DateTimeField(db_default=Now())),
                ("hold", reference("publishing.hold", "releases")),
                ("publication", reference("publishing.publication", "releases")),
                ("released_by", reference(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hold", "publication"), name="one_release_from_a_hold"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Unscheduling",
            fields=[
                ("id", number()),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("upto", models.BigIntegerField(default=0)),
                ("began_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "hold",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unscheduling",
                        to="publishing.hold",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(finished_at__isnull=True),
                        fields=["id"],
                        name="unscheduling_unfinished",
                    )
                ]
            },
        ),
        migrations.RunSQL(REACH),
        migrations.RunSQL(LIFECYCLE),
        migrations.RunSQL(PLACED),
        migrations.RunSQL(RELEASED),
    ]
