"""Corrections part by part, and takedowns that make room for corrected words.

Nothing else changes here.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


# A correction names the first post whose words it replaces; the others are the posts
# that our receipts put behind it, whoever corrected them last.
REPLACED = """
CREATE FUNCTION public.publishing_replaces(post bigint)
RETURNS TABLE (part smallint, remote_id varchar)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT ON (receipt.part) receipt.part, receipt.remote_id
    FROM public.publishing_publication sent
    JOIN public.drafts_revision revision ON revision.id = sent.revision_id
    JOIN LATERAL jsonb_array_elements(
        convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
    ) target ON (target ->> 'account')::bigint = sent.account_id
        AND target ->> 'corrects' <> ''
    JOIN public.publishing_receipt opening
        ON opening.remote_id = target ->> 'corrects' AND opening.part = 0
    JOIN public.publishing_publication earlier
        ON earlier.id = opening.publication_id
        AND earlier.account_id = sent.account_id AND earlier.id <> sent.id
    JOIN public.publishing_receipt receipt ON receipt.publication_id = earlier.id
    WHERE sent.id = publishing_replaces.post
    ORDER BY receipt.part, receipt.id DESC;
END $$;
CREATE OR REPLACE FUNCTION public.publishing_is_taken_down(post bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.publishing_publication sent
        JOIN public.drafts_revision revision ON revision.id = sent.revision_id
        JOIN public.approvals_authorisation given ON given.id = sent.authorisation_id
        JOIN public.publishing_takedown takedown
            ON takedown.draft_id = revision.draft_id
            AND takedown.requested_at >= given.authorised_at
        WHERE sent.id = publishing_is_taken_down.post
        UNION ALL
        SELECT FROM public.publishing_replaces(publishing_is_taken_down.post) old
        JOIN public.publishing_publication sent
            ON sent.id = publishing_is_taken_down.post
        JOIN public.publishing_deletion deletion
            ON deletion.account_id = sent.account_id
            AND deletion.remote_id = old.remote_id
    );
END $$;
"""

# What a claim of a correction asks for: words of ours to replace, no part left over,
# no other words there meanwhile; and for a new post in the place of an old one, that
# the old one is gone.
CLAIMED = """
CREATE FUNCTION public.publishing_is_in_the_way(post bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.publishing_publication sent
        JOIN public.drafts_revision revision ON revision.id = sent.revision_id
        JOIN public.publishing_correction begun ON begun.draft_id = revision.draft_id
        JOIN public.drafts_revision words ON words.draft_id = begun.corrects_id
        JOIN public.publishing_publication old ON old.revision_id = words.id
            AND old.account_id = sent.account_id AND old.status = 'published'
        JOIN public.publishing_receipt receipt ON receipt.publication_id = old.id
        WHERE sent.id = publishing_is_in_the_way.post
            AND NOT EXISTS (
                SELECT FROM public.publishing_divergence found
                WHERE found.account_id = old.account_id
                    AND found.remote_id = receipt.remote_id
                    AND found.kind = 'missing' AND found.resolved_at IS NULL
            )
    );
END $$;
CREATE FUNCTION public.publishing_is_corrected_since(post bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.publishing_publication sent
        JOIN public.drafts_revision revision ON revision.id = sent.revision_id
        JOIN public.publishing_correction begun ON begun.draft_id = revision.draft_id
        CROSS JOIN LATERAL public.publishing_replaces(sent.id) old
        JOIN public.publishing_receipt receipt
            ON receipt.remote_id = old.remote_id
            AND receipt.received_at > begun.begun_at
        JOIN public.publishing_publication other
            ON other.id = receipt.publication_id
            AND other.account_id = sent.account_id
        JOIN public.drafts_revision theirs ON theirs.id = other.revision_id
            AND theirs.draft_id <> begun.draft_id
        WHERE sent.id = publishing_is_corrected_since.post
    );
END $$;
CREATE OR REPLACE FUNCTION public.publishing_takedown_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    target jsonb;
    replaced integer;
BEGIN
    IF NEW.status = 'claimed' AND public.publishing_is_taken_down(NEW.id) THEN
        RAISE EXCEPTION 'what was taken down is never sent again'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'claimed' THEN
        SELECT each INTO target
        FROM public.drafts_revision revision
        CROSS JOIN LATERAL jsonb_array_elements(
            convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
        ) each
        WHERE revision.id = NEW.revision_id
            AND (each ->> 'account')::bigint = NEW.account_id;
        IF target ->> 'corrects' <> '' THEN
            SELECT count(*) INTO replaced FROM public.publishing_replaces(NEW.id);
            IF replaced = 0 THEN
                RAISE EXCEPTION 'only words of ours are replaced'
                    USING ERRCODE = 'check_violation';
            END IF;
            IF replaced > jsonb_array_length(target -> 'parts') THEN
                RAISE EXCEPTION 'a correction leaves no part of a thread over'
                    USING ERRCODE = 'check_violation';
            END IF;
            IF public.publishing_is_corrected_since(NEW.id) THEN
                RAISE EXCEPTION 'other words took their place meanwhile'
                    USING ERRCODE = 'check_violation';
            END IF;
        ELSIF target ->> 'reply_to' IS NULL
            AND public.publishing_is_in_the_way(NEW.id)
        THEN
            RAISE EXCEPTION 'a new post waits until the old one is gone'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF OLD.status = 'published' AND NEW.status = 'taken down' AND EXISTS (
        SELECT FROM public.publishing_receipt receipt
        WHERE receipt.publication_id = NEW.id AND NOT EXISTS (
            SELECT FROM public.publishing_deletion deletion
            WHERE deletion.account_id = NEW.account_id
                AND deletion.remote_id = receipt.remote_id
                AND deletion.state = 'gone'
        )
    ) THEN
        RAISE EXCEPTION 'a post is taken down when every part of it is gone'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# Beside what it was: the old post of the correction that a takedown makes room for, and
# the parts that a correction added to a post that goes.
DELETED = """
CREATE OR REPLACE FUNCTION public.publishing_deletion_is_of_its_takedown()
RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state <> 'requested' OR NEW.asks <> 0 OR NEW.captured_at IS NOT NULL
        OR NEW.said_by_id IS NOT NULL
        OR NOT EXISTS (
            SELECT FROM public.publishing_takedown takedown
            LEFT JOIN public.publishing_correction begun
                ON begun.id = takedown.correction_id
                AND takedown.account_id = NEW.account_id
            JOIN public.drafts_revision revision
                ON revision.draft_id IN (takedown.draft_id, begun.corrects_id)
            JOIN public.publishing_publication post
                ON post.revision_id = revision.id
            JOIN public.publishing_receipt receipt ON receipt.publication_id = post.id
            WHERE takedown.id = NEW.takedown_id AND post.id = NEW.publication_id
                AND post.account_id = NEW.account_id
                AND receipt.part = NEW.part AND receipt.remote_id = NEW.remote_id
            UNION ALL
            SELECT FROM public.publishing_takedown takedown
            JOIN public.publishing_divergence found
                ON found.account_id = takedown.account_id
            WHERE takedown.id = NEW.takedown_id AND found.id = NEW.divergence_id
                AND takedown.correction_id IS NULL
                AND found.account_id = NEW.account_id
                AND found.remote_id = NEW.remote_id
                AND found.kind IN ('unauthorised', 'still live')
            UNION ALL
            SELECT FROM public.publishing_deletion beside
            JOIN public.publishing_receipt shared ON shared.remote_id = beside.remote_id
            JOIN public.publishing_publication post
                ON post.id = shared.publication_id
                AND post.account_id = beside.account_id
            JOIN public.publishing_receipt receipt ON receipt.publication_id = post.id
            WHERE beside.takedown_id = NEW.takedown_id
                AND beside.account_id = NEW.account_id
                AND post.id = NEW.publication_id
                AND receipt.part = NEW.part AND receipt.remote_id = NEW.remote_id
        )
    THEN
        RAISE EXCEPTION 'only what its takedown is of is deleted'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_takedown_keeps_its_correction
    BEFORE UPDATE OF correction_id ON public.publishing_takedown
    FOR EACH ROW WHEN (NEW.correction_id IS DISTINCT FROM OLD.correction_id)
    EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_takedown
    ENABLE ALWAYS TRIGGER publishing_takedown_keeps_its_correction;
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0008_status")]
    operations = [
        migrations.AddField(
            model_name="takedown",
            name="correction",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="takedowns",
                to="publishing.correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                name="takedown_makes_room_on_one_account",
                condition=Q(correction__isnull=True) | Q(account__isnull=False),
            ),
        ),
        migrations.RunSQL(REPLACED),
        migrations.RunSQL(CLAIMED),
        migrations.RunSQL(DELETED),
    ]
