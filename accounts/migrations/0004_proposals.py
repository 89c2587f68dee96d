"""Changes that a second person confirms.

Nothing else changes here.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now


DECISION_IS_WHOLE = Q(
    decided_at__isnull=True,
    decided_by__isnull=True,
    decided_entry__isnull=True,
    verdict="",
) | (
    ~Q(verdict="")
    & Q(
        decided_at__isnull=False,
        decided_by__isnull=False,
        decided_entry__isnull=False,
    )
)
SECOND_PERSON = (
    Q(verdict="")
    | Q(decided_by=F("proposed_by"), verdict="withdrawn")
    | (Q(verdict__in=["approved", "refused"]) & ~Q(decided_by=F("proposed_by")))
)
ONLY_APPROVED = Q(applied_at__isnull=True, trouble="") | (
    Q(verdict="approved") & (Q(applied_at__isnull=True) | Q(trouble=""))
)

# Each step has its own entry in the log, by whoever took it, of exactly this change;
# what was proposed and what was decided never change, and no proposal is removed.
PROPOSAL = """
CREATE FUNCTION public.accounts_proposal_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.verdict <> '' OR NEW.applied_at IS NOT NULL OR NEW.trouble <> '' THEN
            RAISE EXCEPTION 'a change is proposed before it is decided'
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.proposed_at := transaction_timestamp();
    ELSIF (NEW.id, NEW.kind, NEW.subject, NEW.payload, NEW.digest, NEW.summary,
        NEW.why, NEW.takes_effect_at, NEW.proposed_by_id, NEW.proposed_at,
        NEW.made_entry) IS DISTINCT FROM
       (OLD.id, OLD.kind, OLD.subject, OLD.payload, OLD.digest, OLD.summary,
        OLD.why, OLD.takes_effect_at, OLD.proposed_by_id, OLD.proposed_at,
        OLD.made_entry)
    THEN
        RAISE EXCEPTION 'what was proposed never changes'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.audit_entry entry
        WHERE entry.id = NEW.made_entry AND entry.event = 'proposal.made'
            AND entry.subject_type = 'proposal' AND entry.subject_id = NEW.id::text
            AND entry.actor = NEW.proposed_by_id::text AND entry.digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'a proposal needs its own entry in the log'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF OLD.verdict <> '' THEN
        IF (NEW.verdict, NEW.decided_by_id, NEW.decided_at, NEW.decided_entry,
            NEW.reason) IS DISTINCT FROM
           (OLD.verdict, OLD.decided_by_id, OLD.decided_at, OLD.decided_entry,
            OLD.reason)
           OR OLD.applied_at IS NOT NULL OR OLD.trouble <> ''
        THEN
            RAISE EXCEPTION 'a proposal that was decided never changes'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.applied_at IS NOT NULL THEN
            IF NEW.takes_effect_at > clock_timestamp() THEN
                RAISE EXCEPTION 'a change is not made before its day of effect'
                    USING ERRCODE = 'check_violation';
            END IF;
            NEW.applied_at := clock_timestamp();
        END IF;
    ELSIF NEW.verdict <> '' THEN
        IF NOT EXISTS (
            SELECT FROM public.audit_entry entry
            WHERE entry.id = NEW.decided_entry
                AND entry.event = 'proposal.' || NEW.verdict
                AND entry.subject_type = 'proposal'
                AND entry.subject_id = NEW.id::text
                AND entry.actor = NEW.decided_by_id::text
                AND entry.digest = NEW.digest
        ) THEN
            RAISE EXCEPTION 'a decision needs its own entry in the log'
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.decided_at := transaction_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_proposal_stands
    BEFORE INSERT OR UPDATE ON public.accounts_proposal
    FOR EACH ROW EXECUTE FUNCTION public.accounts_proposal_stands();
ALTER TABLE public.accounts_proposal ENABLE ALWAYS TRIGGER accounts_proposal_stands;

CREATE FUNCTION public.accounts_refuse_removal() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER accounts_proposal_is_kept
    BEFORE DELETE OR TRUNCATE ON public.accounts_proposal
    FOR EACH STATEMENT EXECUTE FUNCTION public.accounts_refuse_removal();
ALTER TABLE public.accounts_proposal ENABLE ALWAYS TRIGGER accounts_proposal_is_kept;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_rate_limits"),
        ("audit", "0002_append_only"),
    ]
    operations = [
        migrations.CreateModel(
            name="Proposal",
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
                ("kind", models.CharField(max_length=32)),
                ("subject", models.CharField(max_length=120)),
                ("payload", models.JSONField()),
                ("digest", models.BinaryField(max_length=32)),
                ("summary", models.CharField(max_length=400)),
                ("why", models.CharField(blank=True, max_length=400)),
                ("takes_effect_at", models.DateTimeField(null=True)),
                ("proposed_at", models.DateTimeField(db_default=Now())),
                ("made_entry", models.UUIDField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_entry", models.UUIDField(null=True)),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("applied_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=400)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=Q(
                            applied_at__isnull=True, trouble="", verdict="approved"
                        ),
                        fields=["takes_effect_at"],
                        name="proposal_due",
                    ),
                    models.Index(
                        condition=Q(verdict=""),
                        fields=["kind", "id"],
                        name="proposal_open",
                    ),
                    models.Index(
                        fields=["kind", "subject", "-id"], name="proposal_history"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            verdict__in=["", "approved", "refused", "withdrawn"]
                        ),
                        name="proposal_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=DECISION_IS_WHOLE, name="proposal_decision_is_whole"
                    ),
                    models.CheckConstraint(
                        condition=SECOND_PERSON, name="proposal_needs_a_second_person"
                    ),
                    models.CheckConstraint(
                        condition=~Q(verdict="refused") | ~Q(reason=""),
                        name="refusing_a_proposal_gives_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=ONLY_APPROVED,
                        name="only_an_approved_proposal_is_applied",
                    ),
                ],
            },
        ),
        migrations.RunSQL(PROPOSAL),
    ]
