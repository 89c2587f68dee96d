"""Which revisions name which files, who has just uploaded one, and what keeps them.

No row of a revision, a file or a piece changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


NAMED = """
CREATE FUNCTION public.drafts_media_named_in(canonical bytea) RETURNS SETOF varchar
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Most words name no file; those are not read as JSON.
    IF position('"sha256"'::bytea IN canonical) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT DISTINCT (medium ->> 'sha256')::varchar
        FROM jsonb_path_query(
            convert_from(canonical, 'UTF8')::jsonb, '$.targets[*].parts[*].media[*]'
        ) medium;
END $$;
"""

# What was saved before: of a file that is not stored nothing can be kept. Whoever
# uploaded a file that no words name yet has just as long from now on as everybody.
BEFORE = """
INSERT INTO public.drafts_mediause (revision_id, file_id)
    SELECT revision.id, file.sha256
    FROM public.drafts_revision revision,
        public.drafts_media_named_in(revision.canonical) named
    JOIN public.drafts_mediafile file ON file.sha256 = named;
INSERT INTO public.drafts_mediaupload (file_id, person_id)
    SELECT file.sha256, file.uploaded_by_id FROM public.drafts_mediafile file
    WHERE NOT EXISTS (
        SELECT FROM public.drafts_mediause uses WHERE uses.file_id = file.sha256
    );
"""

# The files stay locked until the words are committed, so that nobody removes one
# meanwhile; a foreign key alone would be looked at only then.
STORED = """
CREATE FUNCTION public.drafts_revision_media_is_stored() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    named varchar[] := ARRAY(SELECT public.drafts_media_named_in(NEW.canonical));
    found integer;
BEGIN
    IF cardinality(named) = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM FROM public.drafts_mediafile
        WHERE sha256 = ANY (named) ORDER BY sha256 FOR KEY SHARE;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found <> cardinality(named) THEN
        RAISE EXCEPTION 'these words name a file that is not stored'
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO public.drafts_mediause (revision_id, file_id)
        SELECT NEW.id, name FROM unnest(named) name;
    DELETE FROM public.drafts_mediaupload
        WHERE file_id = ANY (named) AND person_id = NEW.created_by_id;
    RETURN NULL;
END $$;
CREATE TRIGGER drafts_revision_media_is_stored AFTER INSERT ON public.drafts_revision
    FOR EACH ROW EXECUTE FUNCTION public.drafts_revision_media_is_stored();
ALTER TABLE public.drafts_revision
    ENABLE ALWAYS TRIGGER drafts_revision_media_is_stored;
"""

# Who may read a draft is shown its files: so a use is of what its revision names.
USE = """
CREATE FUNCTION public.drafts_mediause_is_of_its_words() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.drafts_revision revision,
            public.drafts_media_named_in(revision.canonical) named
        WHERE revision.id = NEW.revision_id AND named = NEW.file_id
    ) THEN
        RAISE EXCEPTION 'the revision does not name this file'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_mediause_is_of_its_words BEFORE INSERT ON public.drafts_mediause
    FOR EACH ROW EXECUTE FUNCTION public.drafts_mediause_is_of_its_words();
CREATE TRIGGER drafts_mediause_stays BEFORE UPDATE OR DELETE ON public.drafts_mediause
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER drafts_mediause_is_kept BEFORE TRUNCATE ON public.drafts_mediause
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.drafts_mediause
    ENABLE ALWAYS TRIGGER drafts_mediause_is_of_its_words;
ALTER TABLE public.drafts_mediause ENABLE ALWAYS TRIGGER drafts_mediause_stays;
ALTER TABLE public.drafts_mediause ENABLE ALWAYS TRIGGER drafts_mediause_is_kept;
"""

# A file goes whole and once nobody needs it, or not at all: its pieces after it, in
# the same transaction, because their foreign key is looked at when that ends.
REMOVAL = """
CREATE FUNCTION public.drafts_mediafile_is_needed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.drafts_mediause WHERE file_id = OLD.sha256)
        OR EXISTS (SELECT FROM public.drafts_mediaupload WHERE file_id = OLD.sha256)
    THEN
        RAISE EXCEPTION 'a file is kept while words name it or its upload waits'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION public.drafts_mediapiece_is_needed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.drafts_mediafile WHERE sha256 = OLD.file_id) THEN
        RAISE EXCEPTION 'a file that is there loses no piece'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
"""
KEPT = """
DROP TRIGGER {table}_stays ON public.{table};
CREATE TRIGGER {table}_stays BEFORE UPDATE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER {table}_is_needed BEFORE DELETE ON public.{table}
    FOR EACH ROW EXECUTE FUNCTION public.{table}_is_needed();
CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_needed;
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_is_kept;
"""


def _number() -> "models.BigAutoField[object, object]":
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _of(model: str, related_name: str) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        model, django.db.models.deletion.PROTECT, related_name=related_name
    )


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0006_media"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="MediaUpload",
            fields=[
                ("id", _number()),
                ("at", models.DateTimeField(db_default=Now(), db_index=True)),
                ("file", _of("drafts.mediafile", "uploads")),
                ("person", _of(settings.AUTH_USER_MODEL, "+")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["file", "person"], name="one_upload_a_file_and_person"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="MediaUse",
            fields=[
                ("id", _number()),
                ("file", _of("drafts.mediafile", "uses")),
                ("revision", _of("drafts.revision", "media_uses")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["revision", "file"], name="one_use_a_revision_and_file"
                    )
                ]
            },
        ),
        migrations.AlterField(
            model_name="mediapiece",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="pieces",
                to="drafts.mediafile",
            ),
        ),
        migrations.RunSQL(NAMED),
        migrations.RunSQL(STORED),
        migrations.RunSQL(USE),
        migrations.RunSQL(REMOVAL),
        migrations.RunSQL(KEPT.format(table="drafts_mediafile")),
        migrations.RunSQL(KEPT.format(table="drafts_mediapiece")),
        # Last, because no table is altered while foreign keys wait to be looked at.
        migrations.RunSQL(BEFORE),
    ]
