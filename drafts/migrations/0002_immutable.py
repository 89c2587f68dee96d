"""What makes a revision immutable and the lifecycle binding in PostgreSQL itself.

No change of a column: those are in the other migrations.
"""

from django.db import migrations


# One function for every table whose rows are only ever inserted.
REFUSE_CHANGE = """
CREATE FUNCTION public.countersign_refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""

INSERT_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""

DIGEST = """
ALTER TABLE public.drafts_revision
    ADD CONSTRAINT revision_digest_is_of_its_content CHECK (digest = sha256(canonical));
"""

# The pairs of drafts.lifecycle.MOVES; a test compares them.
LIFECYCLE = """
CREATE FUNCTION public.drafts_draft_moves() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status <> OLD.status AND (OLD.status || ' > ' || NEW.status) NOT IN (
        'draft > submitted', 'draft > withdrawn',
        'submitted > draft', 'submitted > returned', 'submitted > approved',
        'submitted > withdrawn', 'submitted > expired',
        'returned > draft', 'returned > withdrawn',
        'approved > draft', 'approved > withdrawn', 'approved > expired',
        'approved > published', 'approved > partly published', 'approved > failed',
        'expired > draft', 'expired > withdrawn',
        'failed > draft', 'failed > withdrawn'
    ) THEN
        RAISE EXCEPTION 'a draft cannot go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_draft_moves BEFORE UPDATE ON public.drafts_draft
    FOR EACH ROW EXECUTE FUNCTION public.drafts_draft_moves();
ALTER TABLE public.drafts_draft ENABLE ALWAYS TRIGGER drafts_draft_moves;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSE_CHANGE),
        migrations.RunSQL(DIGEST),
        migrations.RunSQL(LIFECYCLE),
        *[
            migrations.RunSQL(INSERT_ONLY.format(table=table))
            for table in ("drafts_revision", "drafts_check", "drafts_finding")
        ],
    ]
