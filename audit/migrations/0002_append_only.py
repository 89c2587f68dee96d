"""What makes the log append-only in PostgreSQL: checks, triggers, ownership, privileges.

No change of a column: those are in the other migrations.
"""

from django.db import migrations


# One check of an entry and no more: PostgreSQL reads a check anew for every insert.
# How long a body or a digest may be is asked where both are at hand, in ENTRY_AGREES.
CHECKS = """
ALTER TABLE public.audit_entry ADD CONSTRAINT audit_entry_leaf_hash
    CHECK (leaf_hash = sha256('\\x00'::bytea || body));
ALTER TABLE public.audit_leaf
    ADD CONSTRAINT audit_leaf_index CHECK (index >= 0),
    ADD CONSTRAINT audit_leaf_hash CHECK (octet_length(hash) = 32);
ALTER TABLE public.audit_tile
    ADD CONSTRAINT audit_tile_place CHECK (level BETWEEN 0 AND 7 AND index >= 0),
    ADD CONSTRAINT audit_tile_full
        CHECK (octet_length(hashes) = 8192 AND octet_length(root) = 32);
ALTER TABLE public.audit_checkpoint
    ADD CONSTRAINT audit_checkpoint_size CHECK (size > 0),
    ADD CONSTRAINT audit_checkpoint_root CHECK (octet_length(root) = 32);
"""

# The columns are for finding; the body is what is signed. They are taken from it, so
# nobody can make them differ; and the time is written here, so nobody, raw SQL
# included, can choose it. A column or time that was given all the same must be right.
# Few expressions, because each is prepared afresh in every transaction: this function
# is most of what an entry costs beside an ordinary row (`make bench` measures it).
# The comma before "time" rules out a key that only ends in those letters.
ENTRY_AGREES = """
CREATE FUNCTION public.audit_entry_agrees() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    written text := convert_from(NEW.body, 'UTF8');
    entry jsonb;
    moment timestamptz;
BEGIN
    IF written IS NOT JSON OBJECT WITH UNIQUE KEYS THEN
        RAISE EXCEPTION 'an entry of the log must be one JSON object'
            USING ERRCODE = 'check_violation';
    END IF;
    entry := written::jsonb;
    IF right(written, 11) = ',"time":""}' THEN
        moment := statement_timestamp();
        NEW.body := substring(NEW.body FOR octet_length(NEW.body) - 2) || convert_to(
            to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}',
            'UTF8');
    ELSE
        moment := (entry ->> 'time')::timestamptz;
        IF entry ->> 'time' IS DISTINCT FROM
            to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        THEN
            RAISE EXCEPTION 'the time of a log entry must be written in full, in UTC'
                USING ERRCODE = 'check_violation';
        END IF;
        IF moment < transaction_timestamp() OR moment > clock_timestamp() THEN
            RAISE EXCEPTION 'the time of a log entry must be the present'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF octet_length(NEW.body) > 65535
        OR octet_length(decode(entry ->> 'digest', 'hex')) <> 32
    THEN
        RAISE EXCEPTION 'a log entry has at most 65,535 bytes, and a digest has 32'
            USING ERRCODE = 'check_violation';
    END IF;
    IF num_nonnulls(NEW.id, NEW.event, NEW.at, NEW.actor, NEW.actor_post,
        NEW.actor_role, NEW.authority, NEW.subject_type, NEW.subject_id, NEW.account,
        NEW.digest, NEW.leaf_hash) > 0
        AND (NEW.id <> (entry ->> 'id')::uuid OR NEW.event <> entry ->> 'event'
        OR NEW.at <> moment OR NEW.actor <> entry #>> '{actor,id}'
        OR NEW.actor_post <> entry #>> '{actor,post}'
        OR NEW.actor_role <> entry #>> '{actor,role}'
        OR NEW.authority <> coalesce(entry #>> '{authority,id}', '')
        OR NEW.subject_type <> entry #>> '{subject,type}'
        OR NEW.subject_id <> entry #>> '{subject,id}'
        OR NEW.account <> coalesce(entry #>> '{details,account}', '')
        OR NEW.digest <> coalesce(decode(entry ->> 'digest', 'hex'), '')
        OR NEW.leaf_hash <> sha256('\\x00'::bytea || NEW.body))
    THEN
        RAISE EXCEPTION 'the columns of a log entry must say what its body says'
            USING ERRCODE = 'check_violation';
    END IF;
    -- In the order of the table's columns.
    RETURN ROW(
        (entry ->> 'id')::uuid, entry ->> 'event', moment,
        entry #>> '{actor,id}', entry #>> '{actor,post}', entry #>> '{actor,role}',
        coalesce(entry #>> '{authority,id}', ''),
        entry #>> '{subject,type}', entry #>> '{subject,id}',
        coalesce(entry #>> '{details,account}', ''),
        decode(entry ->> 'digest', 'hex'), NEW.body,
        sha256('\\x00'::bytea || NEW.body), pg_current_xact_id()::text::bigint
    )::public.audit_entry;
END $$;
CREATE TRIGGER audit_entry_agrees BEFORE INSERT ON public.audit_entry
    FOR EACH ROW EXECUTE FUNCTION public.audit_entry_agrees();
ALTER TABLE public.audit_entry ENABLE ALWAYS TRIGGER audit_entry_agrees;
"""

LEAVES_FOLLOW = """
CREATE FUNCTION public.audit_leaves_follow() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first bigint;
    last bigint;
    added bigint;
BEGIN
    SELECT min(index), max(index), count(*) INTO first, last, added FROM fresh;
    IF added > 0 AND (last - first + 1 <> added OR (first > 0 AND NOT EXISTS (
        SELECT FROM public.audit_leaf WHERE index = first - 1)))
    THEN
        RAISE EXCEPTION 'a leaf of the log must follow the leaf before it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_leaves_follow AFTER INSERT ON public.audit_leaf
    REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION public.audit_leaves_follow();
ALTER TABLE public.audit_leaf ENABLE ALWAYS TRIGGER audit_leaves_follow;
"""

CHECKPOINT_FOLLOWS = """
CREATE FUNCTION public.audit_checkpoint_follows() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.size <= (SELECT max(size) FROM public.audit_checkpoint)
        OR NEW.size - 1 IS DISTINCT FROM (SELECT max(index) FROM public.audit_leaf)
    THEN
        RAISE EXCEPTION 'a checkpoint must cover every leaf and more than the last one'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_checkpoint_follows BEFORE INSERT ON public.audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION public.audit_checkpoint_follows();
ALTER TABLE public.audit_checkpoint ENABLE ALWAYS TRIGGER audit_checkpoint_follows;
"""

REFUSAL = """
CREATE FUNCTION public.audit_refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# ALWAYS, because an ordinary trigger sleeps while session_replication_role = replica.
APPEND_ONLY = """
CREATE TRIGGER {table}_{name} BEFORE {when} ON public.{table}
    FOR EACH {each} EXECUTE FUNCTION public.audit_refuse();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_{name};
"""

LOG_TABLES = (
    "audit_entry",
    "audit_leaf",
    "audit_tile",
    "audit_checkpoint",
    "audit_cosignature",
)
OPENINGS = "audit_opening"


def refusals() -> str:
    rows = [(table, "UPDATE OR DELETE") for table in LOG_TABLES]
    # An opening may be deleted, which is erasure; it may not be exchanged.
    rows.append((OPENINGS, "UPDATE"))
    return "".join(
        APPEND_ONLY.format(table=table, name="no_change", when=when, each="ROW")
        + APPEND_ONLY.format(
            table=table, name="no_truncate", when="TRUNCATE", each="STATEMENT"
        )
        for table, when in rows
    )


# The owner cannot sign in, and may create nothing; the other roles only get what they
# need, whatever default privileges the database was given.
OWNED = """
REVOKE ALL ON TABLE public.{table}
    FROM PUBLIC, countersign_app, countersign_sequencer;
ALTER TABLE public.{table} OWNER TO countersign_audit;
"""
OWNED_FUNCTION = """
REVOKE ALL ON FUNCTION public.{function}() FROM PUBLIC;
ALTER FUNCTION public.{function}() OWNER TO countersign_audit;
"""
FUNCTIONS = (
    "audit_entry_agrees",
    "audit_leaves_follow",
    "audit_checkpoint_follows",
    "audit_refuse",
)


def ownership() -> str:
    tables = (OWNED.format(table=table) for table in (*LOG_TABLES, OPENINGS))
    functions = (OWNED_FUNCTION.format(function=function) for function in FUNCTIONS)
    return "\n".join(
        (
            "GRANT CREATE ON SCHEMA public TO countersign_audit;",
            *tables,
            *functions,
            "REVOKE CREATE ON SCHEMA public FROM countersign_audit;",
        )
    )


GRANTS = """
GRANT SELECT, INSERT ON public.audit_entry TO countersign_app;
GRANT SELECT, INSERT, DELETE ON public.audit_opening TO countersign_app;
GRANT SELECT ON public.audit_leaf, public.audit_tile, public.audit_checkpoint,
    public.audit_cosignature TO countersign_app;
GRANT SELECT ON public.audit_entry TO countersign_sequencer;
GRANT SELECT, INSERT ON public.audit_leaf, public.audit_tile, public.audit_checkpoint,
    public.audit_cosignature TO countersign_sequencer;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(CHECKS),
        migrations.RunSQL(ENTRY_AGREES),
        migrations.RunSQL(LEAVES_FOLLOW),
        migrations.RunSQL(CHECKPOINT_FOLLOWS),
        migrations.RunSQL(REFUSAL),
        migrations.RunSQL(refusals()),
        migrations.RunSQL(ownership()),
        migrations.RunSQL(GRANTS),
    ]
