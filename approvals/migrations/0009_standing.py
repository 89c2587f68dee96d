"""What of a decision stands no more, asked of PostgreSQL; editions of the schedule.

Nothing else changes here.
"""

from django.db import migrations


# Planned once a connection: a delivery asks it twice, and planning it takes longer than
# answering it.
LAPSED = """
CREATE FUNCTION public.approvals_lapsed(revision bigint, moment timestamptz)
RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    day date := (moment AT TIME ZONE 'Europe/London')::date;
BEGIN
    RETURN QUERY
    SELECT delegation.reference::text
    FROM public.approvals_reliance reliance
    JOIN public.approvals_decision decision ON decision.id = reliance.decision_id
    JOIN public.accounts_person decider ON decider.id = decision.decided_by_id
    JOIN public.accounts_delegation delegation ON delegation.id = reliance.delegation_id
    LEFT JOIN public.accounts_delegation above ON above.id = delegation.under_id
    WHERE decision.revision_id = approvals_lapsed.revision AND NOT (
        decider.is_active
        AND delegation.granted_at <= moment
        AND delegation.valid_from <= moment AND delegation.valid_to > moment
        AND (delegation.revoked_at IS NULL OR delegation.revoked_at > moment)
        AND (above.id IS NULL OR (
            above.valid_to > moment
            AND (above.revoked_at IS NULL OR above.revoked_at > moment)))
        AND (
            EXISTS (
                SELECT FROM public.accounts_holding holding
                WHERE holding.person_id = decider.id
                    AND holding.job_post_id = delegation.job_post_id
                    AND holding.starts_on <= day
                    AND (holding.ends_on IS NULL OR holding.ends_on >= day))
            OR EXISTS (
                SELECT FROM public.accounts_substitution standing
                JOIN public.accounts_holding held
                    ON held.person_id = standing.principal_id
                    AND held.job_post_id = standing.job_post_id
                WHERE standing.person_id = decider.id
                    AND standing.job_post_id = delegation.job_post_id
                    AND standing.starts_at <= moment AND standing.ends_at > moment
                    AND held.starts_on <= day
                    AND (held.ends_on IS NULL OR held.ends_on >= day))));
END $$;
"""
SCHEDULE = """
CREATE TRIGGER approvals_scheduleversion_has_an_edition
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.approvals_scheduleversion
    FOR EACH STATEMENT EXECUTE FUNCTION public.guidance_new_edition();
ALTER TABLE public.approvals_scheduleversion
    ENABLE ALWAYS TRIGGER approvals_scheduleversion_has_an_edition;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0008_handover"),
        ("guidance", "0003_edition"),
    ]

    operations = [
        migrations.RunSQL(LAPSED),
        migrations.RunSQL(SCHEDULE),
    ]
