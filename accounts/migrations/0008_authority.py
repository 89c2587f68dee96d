"""The register of authority: what narrows a delegation, and who may give one.

Nothing else changes here.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


# The moment of granting is the database's, and no delegation reaches back before it.
# It is given by the director under the schedule, or onward by whoever holds one that
# may be given on and covers all of it; what is given on goes no further.
STANDS = """
CREATE FUNCTION public.accounts_delegation_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.granted_at := transaction_timestamp();
    NEW.valid_from := greatest(NEW.valid_from, transaction_timestamp());
    IF public.accounts_holds_post(NEW.granted_by_id, NEW.job_post_id, clock_timestamp())
    THEN
        RAISE EXCEPTION 'nobody gives authority to a post that they hold'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.under_id IS NULL THEN
        IF NOT EXISTS (
            SELECT FROM public.accounts_jobpost post
            WHERE 'director' = ANY (post.roles) AND public.accounts_holds_post(
                NEW.granted_by_id, post.id, clock_timestamp())
        ) THEN
            RAISE EXCEPTION 'only the director gives authority under the schedule'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NOT EXISTS (
        SELECT FROM public.accounts_delegation held
        WHERE held.id = NEW.under_id AND held.onward AND held.under_id IS NULL
            AND held.revoked_at IS NULL
            AND held.valid_from <= clock_timestamp()
            AND held.valid_to > clock_timestamp()
            AND public.accounts_holds_post(
                NEW.granted_by_id, held.job_post_id, clock_timestamp())
            AND NEW.classes <@ held.classes
            AND NEW.valid_to <= held.valid_to
            AND (held.platforms = '{}' OR (
                NEW.platforms <> '{}' AND NEW.platforms <@ held.platforms))
            AND (held.topic = '' OR held.topic = NEW.topic)
            AND (held.money_ceiling IS NULL OR NEW.money_ceiling <= held.money_ceiling)
            AND (held.one_draft IS NULL OR held.one_draft = NEW.one_draft)
    ) THEN
        RAISE EXCEPTION 'nobody gives on an authority that they do not hold'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_delegation_stands BEFORE INSERT ON public.accounts_delegation
    FOR EACH ROW EXECUTE FUNCTION public.accounts_delegation_stands();
ALTER TABLE public.accounts_delegation
    ENABLE ALWAYS TRIGGER accounts_delegation_stands;
"""

# Afterwards it is only ever revoked, once, at the database's time; what was given on
# under it ends with it, because it is only in force while that is.
STAYS = """
CREATE FUNCTION public.accounts_delegation_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was jsonb;
    will jsonb;
BEGIN
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'a delegation is kept as it was given'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    was := to_jsonb(OLD) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason'];
    will := to_jsonb(NEW) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason'];
    IF was <> will THEN
        RAISE EXCEPTION 'a delegation is kept as it was given'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.revoked_at IS NOT NULL THEN
        NEW.revoked_at := transaction_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_delegation_stays BEFORE UPDATE OR DELETE
    ON public.accounts_delegation
    FOR EACH ROW EXECUTE FUNCTION public.accounts_delegation_stays();
ALTER TABLE public.accounts_delegation
    ENABLE ALWAYS TRIGGER accounts_delegation_stays;
"""

# The accounts are named in the transaction that gives the authority, and never after.
REACH = """
CREATE FUNCTION public.accounts_delegation_reaches() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR NOT EXISTS (
        SELECT FROM public.accounts_delegation given
        WHERE given.id = NEW.delegation_id
            AND given.granted_at = transaction_timestamp()
            AND (given.under_id IS NULL OR EXISTS (
                SELECT FROM public.accounts_delegation_accounts held
                WHERE held.delegation_id = given.under_id
                    AND held.socialaccount_id = NEW.socialaccount_id
            ))
    ) THEN
        RAISE EXCEPTION 'a delegation reaches the accounts that it was given for'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_delegation_reaches BEFORE INSERT OR UPDATE OR DELETE
    ON public.accounts_delegation_accounts
    FOR EACH ROW EXECUTE FUNCTION public.accounts_delegation_reaches();
ALTER TABLE public.accounts_delegation_accounts
    ENABLE ALWAYS TRIGGER accounts_delegation_reaches;
"""

# In force: not revoked, inside its dates, and so is what it was given under.
IN_FORCE = """
CREATE FUNCTION public.accounts_delegation_in_force(given bigint, at timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.accounts_delegation held
        LEFT JOIN public.accounts_delegation above ON above.id = held.under_id
        WHERE held.id = given
            AND held.granted_at <= at AND held.valid_from <= at AND held.valid_to > at
            AND (held.revoked_at IS NULL OR held.revoked_at > at)
            AND (above.id IS NULL OR (
                above.valid_to > at
                AND (above.revoked_at IS NULL OR above.revoked_at > at)))
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_languages")]
    operations = [
        migrations.AddField(
            "delegation",
            "platforms",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            "delegation", "topic", models.CharField(blank=True, max_length=80)
        ),
        migrations.AddField(
            "delegation",
            "money_ceiling",
            models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            "delegation", "one_draft", models.BigIntegerField(blank=True, null=True)
        ),
        migrations.AddField("delegation", "onward", models.BooleanField(default=False)),
        migrations.AddField(
            "delegation",
            "under",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="given_on",
                to="accounts.delegation",
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.CheckConstraint(
                condition=models.Q(
                    ("classes__overlap", ["money", "new_money"]), _negated=True
                )
                | models.Q(("money_ceiling__gte", 0), ("money_ceiling__isnull", False)),
                name="delegation_of_money_names_a_sum",
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.CheckConstraint(
                condition=models.Q(("under__isnull", True)) | models.Q(("onward", False)),
                name="delegation_is_given_on_once",
            ),
        ),
        migrations.RunSQL(STANDS),
        migrations.RunSQL(STAYS),
        migrations.RunSQL(REACH),
        migrations.RunSQL(IN_FORCE),
    ]
