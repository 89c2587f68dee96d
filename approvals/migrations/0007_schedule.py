"""Versions of the schedule of authority.

Nothing else changes here.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now


INSERT_ONLY = """
CREATE TRIGGER approvals_scheduleversion_stays BEFORE UPDATE OR DELETE
    ON public.approvals_scheduleversion
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER approvals_scheduleversion_is_kept BEFORE TRUNCATE
    ON public.approvals_scheduleversion
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.approvals_scheduleversion
    ENABLE ALWAYS TRIGGER approvals_scheduleversion_stays;
ALTER TABLE public.approvals_scheduleversion
    ENABLE ALWAYS TRIGGER approvals_scheduleversion_is_kept;
"""

# A version says what an approved change says that is being made now; two people agreed
# on it, each in a post that may. Its number and its moment are the database's.
STANDS = """
CREATE FUNCTION public.approvals_scheduleversion_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('approvals_scheduleversion'));
    NEW.number := coalesce(
        (SELECT max(number) FROM public.approvals_scheduleversion), 0) + 1;
    NEW.made_at := transaction_timestamp();
    IF NOT EXISTS (
        SELECT FROM public.accounts_proposal change
        WHERE change.id = NEW.proposal_id AND change.kind = 'schedule'
            AND change.verdict = 'approved' AND change.applied_at IS NULL
            AND change.trouble = ''
            AND coalesce(change.takes_effect_at, change.decided_at)
                <= clock_timestamp()
            AND change.payload ->> 'authority' = NEW.authority
            AND change.payload -> 'row' = NEW.row
            AND change.decided_by_id <> change.proposed_by_id
            AND EXISTS (
                SELECT FROM public.accounts_jobpost post
                WHERE post.roles && ARRAY['director', 'head of digital']::varchar[]
                    AND public.accounts_holds_post(
                        change.proposed_by_id, post.id, change.proposed_at))
            AND EXISTS (
                SELECT FROM public.accounts_jobpost post
                WHERE post.roles && ARRAY[
                        'director', 'head of digital', 'rule custodian']::varchar[]
                    AND public.accounts_holds_post(
                        change.decided_by_id, post.id, change.decided_at))
    ) THEN
        RAISE EXCEPTION 'the schedule changes as two people have agreed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_scheduleversion_stands BEFORE INSERT
    ON public.approvals_scheduleversion
    FOR EACH ROW EXECUTE FUNCTION public.approvals_scheduleversion_stands();
ALTER TABLE public.approvals_scheduleversion
    ENABLE ALWAYS TRIGGER approvals_scheduleversion_stands;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0006_statements"),
        ("accounts", "0008_authority"),
    ]
    operations = [
        migrations.CreateModel(
            name="ScheduleVersion",
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
                ("number", models.PositiveIntegerField(unique=True)),
                ("authority", models.CharField(max_length=32)),
                ("row", models.JSONField()),
                ("made_at", models.DateTimeField(db_default=Now())),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule_version",
                        to="accounts.proposal",
                    ),
                ),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.RunSQL(INSERT_ONLY),
        migrations.RunSQL(STANDS),
    ]
