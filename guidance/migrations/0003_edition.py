"""A new edition at every change of a register or calendar.

Nothing else changes here.
"""

from django.db import migrations, models


EDITION = """
CREATE FUNCTION public.guidance_new_edition() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.guidance_edition (id, value) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET value = excluded.value;
    RETURN NULL;
END $$;
INSERT INTO public.guidance_edition (id, value) VALUES (1, gen_random_uuid());
"""
TABLES = (
    "guidance_registerentry",
    "guidance_sensitiveperiod",
    "guidance_sittingdays",
    "guidance_statisticsrelease",
)
FOLLOWS = """
CREATE TRIGGER {table}_has_an_edition
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.guidance_new_edition();
ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {table}_has_an_edition;
"""


class Migration(migrations.Migration):
    dependencies = [("guidance", "0002_two_people")]

    operations = [
        migrations.CreateModel(
            name="Edition",
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
                ("value", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(EDITION),
        *(migrations.RunSQL(FOLLOWS.format(table=table)) for table in TABLES),
    ]
