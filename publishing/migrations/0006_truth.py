"""What is live on an account against what was authorised; findings are kept.

Nothing else changes here.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


# What was found stays as evidence: it is resolved once, and its words may be erased.
KEPT = """
CREATE FUNCTION public.publishing_divergence_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.resolved_at IS NOT NULL AND
        (NEW.resolution, NEW.resolved_at, NEW.resolved_by_id, NEW.reason)
            IS DISTINCT FROM
        (OLD.resolution, OLD.resolved_at, OLD.resolved_by_id, OLD.reason)
    OR (NEW.account_id, NEW.kind, NEW.remote_id, NEW.publication_id, NEW.part,
        NEW.first_seen_at) IS DISTINCT FROM
       (OLD.account_id, OLD.kind, OLD.remote_id, OLD.publication_id, OLD.part,
        OLD.first_seen_at)
    THEN
        RAISE EXCEPTION 'what was found on an account is kept, and resolved once'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publishing_divergence_stays
    BEFORE UPDATE OR DELETE ON public.publishing_divergence
    FOR EACH ROW EXECUTE FUNCTION public.publishing_divergence_stays();
ALTER TABLE public.publishing_divergence
    ENABLE ALWAYS TRIGGER publishing_divergence_stays;
CREATE TRIGGER publishing_reconciliation_is_kept
    BEFORE DELETE ON public.publishing_reconciliation
    FOR EACH ROW EXECUTE FUNCTION public.countersign_refuse_change();
ALTER TABLE public.publishing_reconciliation
    ENABLE ALWAYS TRIGGER publishing_reconciliation_is_kept;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0005_delivery"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('turn_until', models.DateTimeField(null=True)),
                ('older', models.CharField(blank=True, max_length=1000)),
                ('read_all', models.BooleanField(default=False)),
                ('upto', models.BigIntegerField(default=0)),
                ('pages', models.PositiveIntegerField(default=0)),
                ('posts', models.PositiveIntegerField(default=0)),
                ('matched', models.PositiveIntegerField(default=0)),
                ('differing', models.PositiveIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reconciliations', to='accounts.socialaccount')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='LiveSighting',
            fields=[
                ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sighting', serialize=False, to='publishing.receipt')),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sightings', to='publishing.reconciliation')),
            ],
        ),
        migrations.CreateModel(
            name='Divergence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('altered', 'Altered there'), ('missing', 'Missing there'), ('unauthorised', 'Nobody authorised it'), ('still live', 'Taken down, and still live')], max_length=12)),
                ('remote_id', models.CharField(max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('part', models.PositiveSmallIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('words_hash', models.CharField(max_length=64)),
                ('media', models.PositiveSmallIntegerField(default=0)),
                ('posted_at', models.DateTimeField(null=True)),
                ('first_seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('last_seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('resolution', models.CharField(blank=True, choices=[('restored', 'As it was authorised again'), ('gone', 'Not live any more'), ('recognised', 'Known to us, for the reason given'), ('taken down', 'Taken down by us')], max_length=12)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='divergences', to='accounts.socialaccount')),
                ('publication', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='divergences', to='publishing.publication')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='found', to='publishing.reconciliation')),
            ],
        ),
        migrations.AddIndex(
            model_name='reconciliation',
            index=models.Index(fields=['account', '-id'], name='reconciliation_newest'),
        ),
        migrations.AddConstraint(
            model_name='reconciliation',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('account',), name='one_reconciliation_an_account'),
        ),
        migrations.AddIndex(
            model_name='divergence',
            index=models.Index(condition=models.Q(('resolved_at__isnull', True)), fields=['account', '-id'], name='divergence_open'),
        ),
        migrations.AddConstraint(
            model_name='divergence',
            constraint=models.UniqueConstraint(condition=models.Q(('resolved_at__isnull', True)), fields=('account', 'remote_id', 'kind'), name='one_open_divergence_a_post'),
        ),
        migrations.AddConstraint(
            model_name='divergence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolution', ''), ('resolved_at__isnull', True)), models.Q(models.Q(('resolution', ''), _negated=True), ('resolved_at__isnull', False)), _connector='OR'), name='divergence_resolution_is_whole'),
        ),
        migrations.RunSQL(KEPT),
    ]
