"""What ties each row of a register to a change that two people made, in PostgreSQL.

No change of a column: those are in the other migrations.
"""

from django.db import migrations


# The first argument is the register's name, empty where each row says its own. A row
# holds exactly the values that were approved, and ends only by a change that names it.
STANDS = """
CREATE FUNCTION public.guidance_register_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    register text := TG_ARGV[0];
    change jsonb;
    number bigint := NEW.proposal;
BEGIN
    IF register = '' THEN
        register := to_jsonb(NEW) ->> 'register';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (to_jsonb(NEW) - 'valid_to' - 'ended_by')
            <> (to_jsonb(OLD) - 'valid_to' - 'ended_by')
            OR OLD.valid_to IS NOT NULL OR NEW.valid_to IS NULL
        THEN
            RAISE EXCEPTION 'an entry of a register ends once and never changes'
                USING ERRCODE = 'check_violation';
        END IF;
        number := NEW.ended_by;
    END IF;
    SELECT payload INTO change FROM public.accounts_proposal
        WHERE id = number AND kind = 'register' AND verdict = 'approved'
            AND applied_at IS NULL AND trouble = ''
            AND (takes_effect_at IS NULL OR takes_effect_at <= clock_timestamp());
    IF change IS NULL OR change ->> 'register' IS DISTINCT FROM register THEN
        RAISE EXCEPTION 'a register changes only as two people agreed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF change ->> 'action' NOT IN ('add', 'correct')
            OR jsonb_populate_record(NEW, change -> 'values') IS DISTINCT FROM NEW
            OR NEW.valid_to IS NOT NULL
        THEN
            RAISE EXCEPTION 'an entry of a register is what two people agreed'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF change ->> 'action' NOT IN ('end', 'correct')
        OR (change ->> 'entry')::bigint IS DISTINCT FROM OLD.id
    THEN
        RAISE EXCEPTION 'an entry of a register ends only as two people agreed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (CASE TG_OP WHEN 'INSERT' THEN NEW.valid_from ELSE NEW.valid_to END)
        NOT BETWEEN transaction_timestamp() AND clock_timestamp()
    THEN
        RAISE EXCEPTION 'an entry of a register starts and ends when it is made'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""

ON_TABLE = """
CREATE TRIGGER {table}_stands BEFORE INSERT OR UPDATE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.guidance_register_stands('{register}');
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stands;
CREATE TRIGGER {table}_is_kept BEFORE DELETE OR TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.accounts_refuse_removal();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""

TABLES = (
    ("guidance_registerentry", ""),
    ("guidance_statisticsrelease", "release"),
    ("guidance_sensitiveperiod", "period"),
    ("guidance_sittingdays", "sitting"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("guidance", "0001_initial"),
        ("accounts", "0004_proposals"),
    ]
    operations = [
        migrations.RunSQL(STANDS),
        *[
            migrations.RunSQL(ON_TABLE.format(table=table, register=register))
            for table, register in TABLES
        ],
    ]
