"""Taking live posts down and correcting them: who may, what is kept, what is never sent.

Nothing else changes here.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


# Whoever stops posts takes them down: a duty officer only on duty, and then the head of
# digital confirms it. It is confirmed once, by another person, and kept.
ASKED = """
CREATE FUNCTION public.publishing_acts_above(person uuid) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.accounts_jobpost post
        WHERE post.roles && ARRAY['director', 'head of digital']::varchar[]
            AND public.accounts_holds_post(person, post.id, clock_timestamp())
    )
$$;
CREATE FUNCTION public.publishing_takedown_is_asked() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.requested_at := clock_timestamp();
    IF NEW.confirmed_at IS NOT NULL OR NEW.overdue_told_at IS NOT NULL
        OR NEW.role NOT IN ('director', 'head of digital', 'duty officer')
        OR NOT EXISTS (
            SELECT FROM public.accounts_jobpost post
            WHERE NEW.role = ANY (post.roles)
                AND public.accounts_holds_post(
                    NEW.requested_by_id, post.id, clock_timestamp()
                )
                AND (NEW.role <> 'duty officer' OR EXISTS (
                    SELECT FROM public.accounts_dutyshift shift
                    WHERE shift.person_id = NEW.requested_by_id
                        AND shift.job_post_id = post.id
                        AND shift.starts_at <= clock_timestamp()
                        AND shift.ends_at > clock_timestamp()
                ))
        )
    THEN
        RAISE EXCEPTION
            'a post is taken down by the director, head of digital or duty officer'
            USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.role = 'duty officer') IS DISTINCT FROM (NEW.confirm_by IS NOT NULL)
        OR NEW.confirm_by > NEW.requested_at + interval '4 days'
    THEN
        RAISE EXCEPTION
            'what a duty officer takes down is confirmed within one working day'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_takedown_is_asked
    BEFORE INSERT ON public.publishing_takedown
    FOR EACH ROW EXECUTE FUNCTION public.publishing_takedown_is_asked();
ALTER TABLE public.publishing_takedown
    ENABLE ALWAYS TRIGGER publishing_takedown_is_asked;
CREATE FUNCTION public.publishing_takedown_is_confirmed_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.draft_id, NEW.account_id, NEW.reason, NEW.requested_by_id, NEW.post,
        NEW.role, NEW.requested_at, NEW.confirm_by) IS DISTINCT FROM
       (OLD.draft_id, OLD.account_id, OLD.reason, OLD.requested_by_id, OLD.post,
        OLD.role, OLD.requested_at, OLD.confirm_by)
    OR OLD.overdue_told_at IS NOT NULL
        AND NEW.overdue_told_at IS DISTINCT FROM OLD.overdue_told_at
    OR OLD.confirmed_at IS NOT NULL
        AND (NEW.finding, NEW.note, NEW.confirmed_by_id, NEW.confirmed_at)
            IS DISTINCT FROM
            (OLD.finding, OLD.note, OLD.confirmed_by_id, OLD.confirmed_at)
    THEN
        RAISE EXCEPTION 'a takedown is kept as it was, and confirmed once'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL THEN
        IF NEW.confirmed_by_id = NEW.requested_by_id
            OR NOT public.publishing_acts_above(NEW.confirmed_by_id)
        THEN
            RAISE EXCEPTION 'the head of digital confirms what another took down'
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.confirmed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_takedown_is_confirmed_once
    BEFORE UPDATE ON public.publishing_takedown
    FOR EACH ROW EXECUTE FUNCTION public.publishing_takedown_is_confirmed_once();
ALTER TABLE public.publishing_takedown
    ENABLE ALWAYS TRIGGER publishing_takedown_is_confirmed_once;
"""

# Only what the takedown is of is deleted; what was captured stays, gone is for good.
DELETED = """
CREATE FUNCTION public.publishing_deletion_is_of_its_takedown() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state <> 'requested' OR NEW.asks <> 0 OR NEW.captured_at IS NOT NULL
        OR NEW.said_by_id IS NOT NULL
        OR NOT EXISTS (
            SELECT FROM public.publishing_takedown takedown
            JOIN public.drafts_revision revision
                ON revision.draft_id = takedown.draft_id
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
                AND found.account_id = NEW.account_id
                AND found.remote_id = NEW.remote_id
                AND found.kind IN ('unauthorised', 'still live')
        )
    THEN
        RAISE EXCEPTION 'only what its takedown is of is deleted'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_deletion_is_of_its_takedown
    BEFORE INSERT ON public.publishing_deletion
    FOR EACH ROW EXECUTE FUNCTION public.publishing_deletion_is_of_its_takedown();
ALTER TABLE public.publishing_deletion
    ENABLE ALWAYS TRIGGER publishing_deletion_is_of_its_takedown;
CREATE FUNCTION public.publishing_deletion_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.state = 'gone' AND NEW.state <> 'gone' OR NEW.asks < OLD.asks
    OR (NEW.takedown_id, NEW.account_id, NEW.remote_id, NEW.publication_id, NEW.part,
        NEW.divergence_id) IS DISTINCT FROM
       (OLD.takedown_id, OLD.account_id, OLD.remote_id, OLD.publication_id, OLD.part,
        OLD.divergence_id)
    OR OLD.captured_at IS NOT NULL
        AND ((NEW.captured_at, NEW.words_hash, NEW.media, NEW.posted_at)
            IS DISTINCT FROM
            (OLD.captured_at, OLD.words_hash, OLD.media, OLD.posted_at)
            OR NEW.words NOT IN (OLD.words, ''))
    THEN
        RAISE EXCEPTION 'what was captured is kept, and what is gone stays gone'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_deletion_stays
    BEFORE UPDATE ON public.publishing_deletion
    FOR EACH ROW EXECUTE FUNCTION public.publishing_deletion_stays();
ALTER TABLE public.publishing_deletion
    ENABLE ALWAYS TRIGGER publishing_deletion_stays;
"""

# What was live at a takedown is taken down when every part is gone; and nothing that
# was authorised before it is sent after it, nor words put where a post was taken down.
NEVER_AGAIN = """
CREATE FUNCTION public.publishing_is_taken_down(post bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.publishing_publication sent
        JOIN public.drafts_revision revision ON revision.id = sent.revision_id
        JOIN public.approvals_authorisation given ON given.id = sent.authorisation_id
        JOIN public.publishing_takedown takedown
            ON takedown.draft_id = revision.draft_id
            AND takedown.requested_at >= given.authorised_at
        WHERE sent.id = publishing_is_taken_down.post
        UNION ALL
        SELECT FROM public.publishing_publication sent
        JOIN public.drafts_revision revision ON revision.id = sent.revision_id
        JOIN LATERAL jsonb_array_elements(
            convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
        ) target ON (target ->> 'account')::bigint = sent.account_id
        JOIN public.publishing_deletion deletion
            ON deletion.account_id = sent.account_id
            AND deletion.remote_id = target ->> 'corrects'
        WHERE sent.id = publishing_is_taken_down.post
    )
$$;
CREATE FUNCTION public.publishing_takedown_stands() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'claimed' AND public.publishing_is_taken_down(NEW.id) THEN
        RAISE EXCEPTION 'what was taken down is never sent again'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'claimed' AND EXISTS (
        SELECT FROM public.drafts_revision revision
        CROSS JOIN LATERAL jsonb_array_elements(
            convert_from(revision.canonical, 'UTF8')::jsonb -> 'targets'
        ) target
        WHERE revision.id = NEW.revision_id
            AND (target ->> 'account')::bigint = NEW.account_id
            AND target ->> 'corrects' <> ''
            AND NOT EXISTS (
                SELECT FROM public.publishing_receipt receipt
                JOIN public.publishing_publication post
                    ON post.id = receipt.publication_id
                WHERE post.account_id = NEW.account_id
                    AND receipt.remote_id = target ->> 'corrects'
            )
    ) THEN
        RAISE EXCEPTION 'only words of ours are replaced'
            USING ERRCODE = 'check_violation';
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
CREATE TRIGGER publishing_takedown_stands
    BEFORE UPDATE OF status ON public.publishing_publication
    FOR EACH ROW
    WHEN (NEW.status IN ('claimed', 'taken down') AND OLD.status <> NEW.status)
    EXECUTE FUNCTION public.publishing_takedown_stands();
ALTER TABLE public.publishing_publication
    ENABLE ALWAYS TRIGGER publishing_takedown_stands;
"""

KEPT = """
CREATE TRIGGER publishing_{table}_is_kept
    BEFORE DELETE ON public.publishing_{table}
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_{table}
    ENABLE ALWAYS TRIGGER publishing_{table}_is_kept;
CREATE TRIGGER publishing_{table}_is_not_emptied
    BEFORE TRUNCATE ON public.publishing_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_{table}
    ENABLE ALWAYS TRIGGER publishing_{table}_is_not_emptied;
"""
CORRECTED = """
CREATE TRIGGER publishing_correction_stays
    BEFORE UPDATE ON public.publishing_correction
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_correction
    ENABLE ALWAYS TRIGGER publishing_correction_stays;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_truth"),
        ("accounts", "0008_authority"),
        ("drafts", "0006_media"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='drafts.draft')),
                ('draft', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='drafts.draft')),
            ],
        ),
        migrations.CreateModel(
            name='Takedown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=400)),
                ('post', models.CharField(max_length=160)),
                ('role', models.CharField(max_length=24)),
                ('requested_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('confirm_by', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, choices=[('stands', 'It was right to take it down'), ('wrong', 'It should have stayed')], max_length=8)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('overdue_told_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='takedowns', to='accounts.socialaccount')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='takedowns', to='drafts.draft')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Deletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remote_id', models.CharField(max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('part', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('requested', 'About to be taken down'), ('deleting', 'Being taken down'), ('checking', 'Asked for: looking whether it is gone'), ('by hand', 'Somebody must delete it by hand'), ('gone', 'Gone')], default='requested', max_length=12)),
                ('captured_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True)),
                ('words_hash', models.CharField(blank=True, max_length=64)),
                ('media', models.PositiveSmallIntegerField(default=0)),
                ('posted_at', models.DateTimeField(null=True)),
                ('asks', models.PositiveSmallIntegerField(default=0)),
                ('looks', models.PositiveSmallIntegerField(default=0)),
                ('try_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('turn_until', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('said_at', models.DateTimeField(null=True)),
                ('gone_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deletions', to='accounts.socialaccount')),
                ('divergence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deletions', to='publishing.divergence')),
                ('publication', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deletions', to='publishing.publication')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('takedown', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deletions', to='publishing.takedown')),
            ],
        ),
        migrations.AddIndex(
            model_name='takedown',
            index=models.Index(condition=models.Q(('confirm_by__isnull', False), ('confirmed_at__isnull', True)), fields=['confirm_by'], name='takedown_unconfirmed'),
        ),
        migrations.AddConstraint(
            model_name='takedown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', False), ('draft__isnull', True)), models.Q(('account__isnull', True), ('draft__isnull', False)), _connector='OR'), name='takedown_is_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='takedown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True), ('finding', '')), models.Q(models.Q(('note', ''), _negated=True), ('confirm_by__isnull', False), ('confirmed_at__isnull', False), ('confirmed_by__isnull', False), ('finding__in', ['stands', 'wrong'])), _connector='OR'), name='takedown_confirmation_is_whole'),
        ),
        migrations.AddIndex(
            model_name='deletion',
            index=models.Index(condition=models.Q(('state__in', ('requested', 'deleting', 'checking'))), fields=['try_at', 'id'], name='deletion_due'),
        ),
        migrations.AddConstraint(
            model_name='deletion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'gone'), _negated=True), fields=('account', 'remote_id'), name='one_open_deletion_a_post'),
        ),
        migrations.AddConstraint(
            model_name='deletion',
            constraint=models.UniqueConstraint(fields=('takedown', 'account', 'remote_id'), name='one_deletion_a_post_of_a_takedown'),
        ),
        migrations.AddConstraint(
            model_name='deletion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'deleting', 'checking', 'by hand', 'gone'])), name='deletion_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='deletion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('gone_at__isnull', False), ('state', 'gone')), models.Q(models.Q(('state', 'gone'), _negated=True), ('gone_at__isnull', True)), _connector='OR'), name='deletion_is_gone_at_a_moment'),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["remote_id"], name="receipt_remote"),
        ),
        migrations.RunSQL(ASKED),
        migrations.RunSQL(DELETED),
        migrations.RunSQL(NEVER_AGAIN),
        *(
            migrations.RunSQL(KEPT.replace("{table}", table))
            for table in ("takedown", "deletion", "correction")
        ),
        migrations.RunSQL(CORRECTED),
    ]
