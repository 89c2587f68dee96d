"""What keeps a publication to its authorisation and its lifecycle in PostgreSQL.

No change of a column: those are in the other migrations.
"""

from django.db import migrations


RECEIPTS = """
CREATE TRIGGER publishing_receipt_stays
    BEFORE UPDATE OR DELETE ON public.publishing_receipt
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_receipt ENABLE ALWAYS TRIGGER publishing_receipt_stays;
CREATE TRIGGER publishing_publication_is_kept
    BEFORE DELETE ON public.publishing_publication
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_publication
    ENABLE ALWAYS TRIGGER publishing_publication_is_kept;
CREATE TRIGGER publishing_attempt_is_kept
    BEFORE DELETE ON public.publishing_attempt
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_attempt
    ENABLE ALWAYS TRIGGER publishing_attempt_is_kept;
"""

# The outbox holds only what was authorised: these words, for an account they name.
OUTBOX = """
CREATE FUNCTION public.publishing_publication_is_authorised() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_authorisation authorisation
        JOIN public.drafts_revision revision
            ON revision.id = authorisation.revision_id
        WHERE authorisation.id = NEW.authorisation_id
            AND revision.id = NEW.revision_id
            AND revision.digest = NEW.digest
            AND EXISTS (
                SELECT FROM jsonb_array_elements(
                    convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
                ) target
                WHERE (target ->> 'account')::bigint = NEW.account_id
            )
    ) OR NEW.status <> 'waiting' OR NEW.fence <> 0 THEN
        RAISE EXCEPTION 'the outbox takes only what was authorised, as it was'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_publication_is_authorised
    BEFORE INSERT ON public.publishing_publication
    FOR EACH ROW EXECUTE FUNCTION public.publishing_publication_is_authorised();
ALTER TABLE public.publishing_publication
    ENABLE ALWAYS TRIGGER publishing_publication_is_authorised;
"""

# The pairs of publishing.lifecycle.MOVES (a test compares them), and, of what the
# claim re-checks, that which must hold whoever claims: log before act, holds, expiry.
LIFECYCLE = """
CREATE FUNCTION public.publishing_publication_moves() RETURNS trigger
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
            SELECT FROM public.publishing_hold hold
            WHERE (hold.lifted_at IS NULL OR hold.lifted_at > NEW.reviewed_at)
                AND (hold.account_id IS NULL OR hold.account_id = NEW.account_id)
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
CREATE TRIGGER publishing_publication_moves
    BEFORE UPDATE ON public.publishing_publication
    FOR EACH ROW EXECUTE FUNCTION public.publishing_publication_moves();
ALTER TABLE public.publishing_publication
    ENABLE ALWAYS TRIGGER publishing_publication_moves;
"""

# An all-stop leaves a trace: it is lifted once, and never removed.
HOLD = """
CREATE FUNCTION public.publishing_hold_is_lifted_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL
        OR (NEW.account_id, NEW.reason, NEW.placed_by_id, NEW.placed_at)
            IS DISTINCT FROM
           (OLD.account_id, OLD.reason, OLD.placed_by_id, OLD.placed_at)
    THEN
        RAISE EXCEPTION 'a hold is lifted once and not changed otherwise'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.lifted_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_hold_is_lifted_once
    BEFORE UPDATE ON public.publishing_hold
    FOR EACH ROW EXECUTE FUNCTION public.publishing_hold_is_lifted_once();
ALTER TABLE public.publishing_hold
    ENABLE ALWAYS TRIGGER publishing_hold_is_lifted_once;
CREATE TRIGGER publishing_hold_is_kept
    BEFORE DELETE ON public.publishing_hold
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_hold ENABLE ALWAYS TRIGGER publishing_hold_is_kept;
"""

# An attempt is closed once; only an unknown one may still turn out sent or absent.
ATTEMPT = """
CREATE FUNCTION public.publishing_attempt_closes_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.publication_id, NEW.part, NEW.fence, NEW.started_at) IS DISTINCT FROM
       (OLD.publication_id, OLD.part, OLD.fence, OLD.started_at)
       OR NOT (OLD.outcome = 'started'
            OR (OLD.outcome = 'unknown' AND NEW.outcome IN ('sent', 'absent')))
    THEN
        RAISE EXCEPTION 'an attempt that has ended is not changed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_attempt_closes_once
    BEFORE UPDATE ON public.publishing_attempt
    FOR EACH ROW EXECUTE FUNCTION public.publishing_attempt_closes_once();
ALTER TABLE public.publishing_attempt
    ENABLE ALWAYS TRIGGER publishing_attempt_closes_once;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0001_initial"),
        ("approvals", "0002_four_eyes"),
        ("audit", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(RECEIPTS),
        migrations.RunSQL(OUTBOX),
        migrations.RunSQL(LIFECYCLE),
        migrations.RunSQL(ATTEMPT),
        migrations.RunSQL(HOLD),
    ]
