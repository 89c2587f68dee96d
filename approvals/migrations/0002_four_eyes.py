"""What holds four eyes, digest, authority and the log entry in PostgreSQL itself.

No change of a column: those are in the other migrations.
"""

from django.db import migrations


INSERT_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""

# A decision and an authorisation name one digest: the digest of their revision.
DIGEST = """
ALTER TABLE public.approvals_decision ADD CONSTRAINT decision_names_the_digest
    FOREIGN KEY (revision_id, digest) REFERENCES public.drafts_revision (id, digest);
ALTER TABLE public.approvals_authorisation
    ADD CONSTRAINT authorisation_names_the_digest
    FOREIGN KEY (revision_id, digest) REFERENCES public.drafts_revision (id, digest);
"""

# Four eyes, superusers of the application included, and the entry in the log.
DECISION = """
CREATE FUNCTION public.approvals_decision_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.drafts_revision decided
        JOIN public.drafts_revision written
            ON written.draft_id = decided.draft_id AND written.number <= decided.number
        WHERE decided.id = NEW.revision_id AND written.created_by_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'nobody decides on words that they wrote any part of'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'decision.' || NEW.verdict
            AND entry.actor = NEW.decided_by_id::text AND entry.digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'a decision needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.decided_at := transaction_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_decision_stands BEFORE INSERT ON public.approvals_decision
    FOR EACH ROW EXECUTE FUNCTION public.approvals_decision_stands();
ALTER TABLE public.approvals_decision ENABLE ALWAYS TRIGGER approvals_decision_stands;
"""

# An authority counts when it is in force now, names the class, reaches every account
# and belongs to a deciding post that the decider holds today.
RELIANCE = """
CREATE FUNCTION public.approvals_reliance_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (transaction_timestamp() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.approvals_decision decision
        JOIN public.drafts_revision revision ON revision.id = decision.revision_id
        JOIN public.accounts_holding holding
            ON holding.person_id = decision.decided_by_id
            AND holding.starts_on <= today
            AND (holding.ends_on IS NULL OR holding.ends_on >= today)
        JOIN public.accounts_person decider
            ON decider.id = holding.person_id AND decider.is_active
        JOIN public.accounts_jobpost post
            ON post.id = holding.job_post_id
            AND post.roles && ARRAY[
                'line manager', 'authorised officer', 'duty officer',
                'head of digital', 'director', 'private office', 'policy owner',
                'statistics head', 'legal', 'security', 'data protection', 'finance',
                'propriety', 'welsh reader'
            ]::varchar[]
        JOIN public.accounts_delegation delegation
            ON delegation.job_post_id = holding.job_post_id
        WHERE decision.id = NEW.decision_id AND decision.verdict = 'approved'
            AND delegation.id = NEW.delegation_id
            AND NEW.authority = ANY (delegation.classes)
            AND delegation.valid_from <= clock_timestamp()
            AND delegation.valid_to > clock_timestamp()
            AND (delegation.revoked_at IS NULL
                OR delegation.revoked_at > clock_timestamp())
            AND NOT EXISTS (
                SELECT FROM jsonb_array_elements(
                    convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
                ) target
                WHERE (target ->> 'account')::bigint NOT IN (
                    SELECT reached.socialaccount_id
                    FROM public.accounts_delegation_accounts reached
                    WHERE reached.delegation_id = delegation.id
                )
            )
    ) THEN
        RAISE EXCEPTION 'the approver holds no authority in force for this'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_reliance_stands BEFORE INSERT ON public.approvals_reliance
    FOR EACH ROW EXECUTE FUNCTION public.approvals_reliance_stands();
ALTER TABLE public.approvals_reliance ENABLE ALWAYS TRIGGER approvals_reliance_stands;
"""

# Every class that the last check asked for is covered, nobody sent it back, no finding
# that blocks stands, and no doubt waits for its answer.
AUTHORISATION = """
CREATE FUNCTION public.approvals_authorisation_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted varchar[];
BEGIN
    SELECT classes INTO wanted FROM public.drafts_check
        WHERE revision_id = NEW.revision_id ORDER BY id DESC LIMIT 1;
    IF wanted IS NULL THEN
        RAISE EXCEPTION 'nothing is authorised that was not checked'
            USING ERRCODE = 'check_violation';
    END IF;
    IF cardinality(wanted) = 0 THEN
        wanted := ARRAY['routine'];
    END IF;
    IF EXISTS (
        SELECT FROM unnest(wanted) class WHERE class NOT IN (
            SELECT reliance.authority FROM public.approvals_reliance reliance
            JOIN public.approvals_decision decision
                ON decision.id = reliance.decision_id
            WHERE decision.revision_id = NEW.revision_id
        )
    ) OR EXISTS (
        SELECT FROM public.approvals_decision
        WHERE revision_id = NEW.revision_id AND verdict = 'returned'
    ) THEN
        RAISE EXCEPTION 'a decision that this needs has not been given'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM public.drafts_standing_blocks(NEW.revision_id)) THEN
        RAISE EXCEPTION 'a finding that blocks stands against these words'
            USING ERRCODE = 'check_violation';
    END IF;
    IF public.drafts_waits_for_advice((
        SELECT draft_id FROM public.drafts_revision WHERE id = NEW.revision_id
    )) THEN
        RAISE EXCEPTION 'advice was asked for and has not been given'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.entry AND entry.event = 'revision.authorised'
            AND entry.digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'an authorisation needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_authorisation_stands
    BEFORE INSERT ON public.approvals_authorisation
    FOR EACH ROW EXECUTE FUNCTION public.approvals_authorisation_stands();
ALTER TABLE public.approvals_authorisation
    ENABLE ALWAYS TRIGGER approvals_authorisation_stands;
"""

# A draft becomes approved only with the authorisation of its current revision.
APPROVED = """
CREATE FUNCTION public.approvals_draft_is_authorised() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'approved' AND NOT EXISTS (
        SELECT FROM public.approvals_authorisation
        WHERE revision_id = NEW.current_id
    ) THEN
        RAISE EXCEPTION 'a draft is approved by decisions, not by its status'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approvals_draft_is_authorised
    BEFORE INSERT OR UPDATE ON public.drafts_draft
    FOR EACH ROW EXECUTE FUNCTION public.approvals_draft_is_authorised();
ALTER TABLE public.drafts_draft ENABLE ALWAYS TRIGGER approvals_draft_is_authorised;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0001_initial"),
        ("drafts", "0003_disputes"),
        ("accounts", "0001_initial"),
        ("audit", "0002_append_only"),
    ]
    operations = [
        *[
            migrations.RunSQL(INSERT_ONLY.format(table=table))
            for table in (
                "approvals_decision",
                "approvals_reliance",
                "approvals_authorisation",
            )
        ],
        migrations.RunSQL(DIGEST),
        migrations.RunSQL(DECISION),
        migrations.RunSQL(RELIANCE),
        migrations.RunSQL(AUTHORISATION),
        migrations.RunSQL(APPROVED),
    ]
