"""A reason for each warning, and the classes of what an author declares.

What is declared and explained is held here as in `drafts.actions`; nothing else changes.
"""

import django.db.models.deletion
from django.db import migrations, models


INSERT_ONLY = """
CREATE TRIGGER drafts_explanation_stays BEFORE UPDATE OR DELETE ON public.drafts_explanation
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
CREATE TRIGGER drafts_explanation_is_kept BEFORE TRUNCATE ON public.drafts_explanation
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.drafts_explanation ENABLE ALWAYS TRIGGER drafts_explanation_stays;
ALTER TABLE public.drafts_explanation ENABLE ALWAYS TRIGGER drafts_explanation_is_kept;
"""

# A declared statement needs the authority of its class, whether or not a rule fired.
DECLARED = """
CREATE FUNCTION public.drafts_check_asks_for_what_is_declared() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.drafts_revision revision,
            jsonb_array_elements(
                convert_from(revision.canonical, 'UTF8')::jsonb -> 'statements'
            ) statement
        WHERE revision.id = NEW.revision_id
            AND NOT (statement ->> 'authority') = ANY (NEW.classes)
    ) THEN
        RAISE EXCEPTION 'a check asks for the authority of every declared statement'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_check_asks_for_what_is_declared
    BEFORE INSERT ON public.drafts_check
    FOR EACH ROW EXECUTE FUNCTION public.drafts_check_asks_for_what_is_declared();
ALTER TABLE public.drafts_check
    ENABLE ALWAYS TRIGGER drafts_check_asks_for_what_is_declared;
"""

# Nothing goes to an approver with a warning that nobody fixed or explained.
EXPLAINED = """
CREATE FUNCTION public.drafts_draft_is_explained() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'submitted' AND OLD.status <> 'submitted' AND EXISTS (
        SELECT FROM public.drafts_finding finding
        WHERE finding.severity = 'warn'
            AND finding.check_run_id = (
                SELECT max(id) FROM public.drafts_check
                WHERE revision_id = NEW.current_id
            )
            AND NOT EXISTS (
                SELECT FROM public.drafts_explanation explanation
                WHERE explanation.check_run_id = finding.check_run_id
                    AND explanation.rule = finding.rule
            )
    ) THEN
        RAISE EXCEPTION 'a warning is fixed or explained before words are submitted'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_draft_is_explained BEFORE UPDATE ON public.drafts_draft
    FOR EACH ROW EXECUTE FUNCTION public.drafts_draft_is_explained();
ALTER TABLE public.drafts_draft ENABLE ALWAYS TRIGGER drafts_draft_is_explained;
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0003_disputes")]
    operations = [
        migrations.CreateModel(
            name="Explanation",
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
                ("rule", models.CharField(max_length=16)),
                ("reason", models.TextField()),
                (
                    "check_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="drafts.check",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                fields=("check_run", "rule"), name="one_explanation_a_rule"
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="explanation_has_words",
            ),
        ),
        migrations.RunSQL(INSERT_ONLY),
        migrations.RunSQL(DECLARED),
        migrations.RunSQL(EXPLAINED),
    ]
