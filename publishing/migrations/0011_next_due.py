"""What is due, asked of functions in which no planner can choose otherwise.

Nothing else changes here.
"""

from django.db import migrations


# Sealed, due, on an account that nobody is sending to and that may still post: the last
# few posts that a platform allows are for danger to life.
READY = """
        WHERE post.status = 'waiting' AND post.priority = {priority}
            AND post.try_at <= statement_timestamp() + make_interval(secs => within)
            AND post.account_id <> ALL (busy)
            AND NOT EXISTS (
                SELECT FROM public.publishing_ratelimit allowed
                WHERE allowed.account_id = post.account_id AND allowed.kind = 'posts'
                    AND allowed.resets_at > statement_timestamp()
                    AND allowed.remaining <= {reserve} OFFSET 0)
            AND size > (
                SELECT leaf.index FROM public.audit_leaf leaf WHERE leaf.entry_id = (
                    SELECT given.entry FROM public.approvals_authorisation given
                    WHERE given.id = post.authorisation_id))
"""
URGENT = READY.format(priority=0, reserve=0)
ORDINARY = READY.format(priority=1, reserve="reserve")

# Whether rows are sorted or read in the order of `publication_due` looks the same to a
# planner whose statistics are of an empty queue, and is a thousand times slower beside
# ten thousand posts. So it may not sort, nor read what no index leads to.
PINNED = """
SET search_path = pg_catalog, pg_temp
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off
"""
BUSY = """
    size bigint := coalesce(sealed, (
        SELECT checkpoint.size FROM public.audit_checkpoint checkpoint
        ORDER BY checkpoint.size DESC LIMIT 1));
    busy bigint[] := ARRAY(
        SELECT sent.account_id FROM public.publishing_publication sent
        WHERE sent.status = 'claimed' ORDER BY sent.account_id);
"""
NEXT_DUE = f"""
CREATE FUNCTION public.publishing_next_due(
    sealed bigint, reserve integer, within double precision, passed bigint[]
) RETURNS bigint LANGUAGE plpgsql {PINNED} AS $$
DECLARE
    {BUSY}
    found bigint;
BEGIN
    SELECT post.id INTO found FROM public.publishing_publication post
        {URGENT} AND post.id <> ALL (passed)
        ORDER BY post.try_at, post.id LIMIT 1 FOR UPDATE OF post SKIP LOCKED;
    IF found IS NULL THEN
        SELECT post.id INTO found FROM public.publishing_publication post
        {ORDINARY} AND post.id <> ALL (passed)
        ORDER BY post.try_at, post.id LIMIT 1 FOR UPDATE OF post SKIP LOCKED;
    END IF;
    RETURN found;
END $$;
"""  # noqa: S608 - our own constants
HOW_MANY = f"""
CREATE FUNCTION public.publishing_how_many_due(
    sealed bigint, reserve integer, within double precision, most integer
) RETURNS bigint LANGUAGE plpgsql STABLE {PINNED} AS $$
DECLARE
    {BUSY}
BEGIN
    RETURN (SELECT count(*) FROM (
        SELECT FROM public.publishing_publication post
        {URGENT} ORDER BY post.try_at, post.id LIMIT most) ready)
    + (SELECT count(*) FROM (
        SELECT FROM public.publishing_publication post
        {ORDINARY} ORDER BY post.try_at, post.id LIMIT most) ready);
END $$;
"""  # noqa: S608 - our own constants


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_holds_planned_once")]

    operations = [migrations.RunSQL(NEXT_DUE), migrations.RunSQL(HOW_MANY)]
