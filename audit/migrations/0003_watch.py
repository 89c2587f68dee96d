"""The tables of the monitor: self-checks, and refusals that nobody may take back.

Not part of the log: a self-check moves on while it runs, so its row is updated.
"""

import django.db.models.functions.datetime
from django.db import migrations, models


REFUSAL_STAYS = """
CREATE TRIGGER audit_refusal_no_change BEFORE UPDATE OR DELETE ON public.audit_refusal
    FOR EACH ROW EXECUTE FUNCTION public.audit_refuse();
ALTER TABLE public.audit_refusal ENABLE ALWAYS TRIGGER audit_refusal_no_change;
CREATE TRIGGER audit_refusal_no_truncate BEFORE TRUNCATE ON public.audit_refusal
    FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse();
ALTER TABLE public.audit_refusal ENABLE ALWAYS TRIGGER audit_refusal_no_truncate;
"""

# The sequencer alone says that it refuses; the application alone checks itself.
GRANTS = """
GRANT CREATE ON SCHEMA public TO countersign_audit;
REVOKE ALL ON TABLE public.audit_refusal, public.audit_selfcheck
    FROM PUBLIC, countersign_app, countersign_sequencer;
ALTER TABLE public.audit_refusal OWNER TO countersign_audit;
ALTER TABLE public.audit_selfcheck OWNER TO countersign_audit;
REVOKE CREATE ON SCHEMA public FROM countersign_audit;
GRANT SELECT, INSERT ON public.audit_refusal TO countersign_sequencer;
GRANT SELECT ON public.audit_refusal TO countersign_app;
GRANT SELECT, INSERT, UPDATE ON public.audit_selfcheck TO countersign_app;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'get_latest_by': 'at',
            },
        ),
        migrations.CreateModel(
            name='SelfCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.CharField(max_length=200)),
                ('asked_post', models.CharField(max_length=200)),
                ('asked_role', models.CharField(max_length=100)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('size', models.BigIntegerField()),
                ('done', models.BigIntegerField(default=0)),
                ('moved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('finished_at', models.DateTimeField(null=True)),
                ('failure', models.TextField(blank=True)),
                ('first_bad_index', models.BigIntegerField(null=True)),
                ('root', models.BinaryField(max_length=32, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('finished_at',), name='one_self_check_at_a_time', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(REFUSAL_STAYS),
        migrations.RunSQL(GRANTS),
    ]
