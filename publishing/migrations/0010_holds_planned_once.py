"""The holds on a post, in a function whose plan a connection keeps.

Nothing else changes here.
"""

from django.db import migrations


# As before, in the other language: a claim asks it three times, and planning it took
# longer than answering.
REACH = """
CREATE OR REPLACE FUNCTION public.publishing_holds_on(
    post bigint, account bigint, reviewed timestamptz
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT hold.id FROM public.publishing_hold hold
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
        );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0009_corrected_threads")]

    operations = [migrations.RunSQL(REACH)]
