"""Notices, e-mails and webhooks, and what keeps them as they were told.

Nothing else changes here.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


# What somebody was told stays as it was told: only reading and its e-mail are added.
NOTICE = """
ALTER TABLE public.accounts_notice ADD CONSTRAINT notice_goes_to_its_person
    FOREIGN KEY (email_id, person_id) REFERENCES public.accounts_email (id, person_id);
CREATE FUNCTION public.accounts_notice_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (OLD.id, OLD.person_id, OLD.kind, OLD.way, OLD.subject_type, OLD.subject_id,
            OLD.path, OLD.why, OLD.told_at)
        IS DISTINCT FROM
       (NEW.id, NEW.person_id, NEW.kind, NEW.way, NEW.subject_type, NEW.subject_id,
            NEW.path, NEW.why, NEW.told_at)
        OR OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at
        OR OLD.email_id IS NOT NULL AND NEW.email_id IS DISTINCT FROM OLD.email_id
    THEN
        RAISE EXCEPTION 'a notice stays as it was told'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_notice_stays BEFORE UPDATE ON public.accounts_notice
    FOR EACH ROW EXECUTE FUNCTION public.accounts_notice_stays();
ALTER TABLE public.accounts_notice ENABLE ALWAYS TRIGGER accounts_notice_stays;
"""

# An e-mail that was sent or given up is over, and nobody else gets it.
EMAIL = """
CREATE FUNCTION public.accounts_email_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.sent_at IS NOT NULL OR OLD.abandoned_at IS NOT NULL
        OR (OLD.id, OLD.person_id, OLD.digest) IS DISTINCT FROM
            (NEW.id, NEW.person_id, NEW.digest)
    THEN
        RAISE EXCEPTION 'this e-mail is over, or is another person''s'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_email_stays BEFORE UPDATE ON public.accounts_email
    FOR EACH ROW EXECUTE FUNCTION public.accounts_email_stays();
ALTER TABLE public.accounts_email ENABLE ALWAYS TRIGGER accounts_email_stays;
"""

# What an endpoint is told is written once; a closed endpoint is never opened again.
WEBHOOK = """
CREATE FUNCTION public.accounts_webhookdelivery_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (OLD.id, OLD.webhook_id, OLD.message, OLD.entry, OLD.event, OLD.body)
        IS DISTINCT FROM
       (NEW.id, NEW.webhook_id, NEW.message, NEW.entry, NEW.event, NEW.body)
    THEN
        RAISE EXCEPTION 'what a webhook is told stays as it was written'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_webhookdelivery_stays
    BEFORE UPDATE ON public.accounts_webhookdelivery
    FOR EACH ROW EXECUTE FUNCTION public.accounts_webhookdelivery_stays();
ALTER TABLE public.accounts_webhookdelivery
    ENABLE ALWAYS TRIGGER accounts_webhookdelivery_stays;

CREATE FUNCTION public.accounts_webhook_stays_closed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a closed webhook is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_webhook_stays_closed BEFORE UPDATE ON public.accounts_webhook
    FOR EACH ROW EXECUTE FUNCTION public.accounts_webhook_stays_closed();
ALTER TABLE public.accounts_webhook ENABLE ALWAYS TRIGGER accounts_webhook_stays_closed;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_proposals")]
    operations = [
        migrations.CreateModel(
            name='Email',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BooleanField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('try_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('tries', models.PositiveIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('abandoned_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('way', models.CharField(choices=[('at once', 'By e-mail at once'), ('digest', 'In one e-mail a day'), ('app', 'Only on the page Notices')], max_length=8)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.CharField(max_length=200)),
                ('path', models.CharField(max_length=200)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('told_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('read_at', models.DateTimeField(null=True)),
                ('email', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='accounts.email')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('way', models.CharField(choices=[('at once', 'By e-mail at once'), ('digest', 'In one e-mail a day'), ('app', 'Only on the page Notices')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_choices', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('url', models.CharField(max_length=500)),
                ('secret', models.BinaryField()),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('registered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WebhookCursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_index', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_webhook_cursor')],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('entry', models.UUIDField()),
                ('event', models.CharField(max_length=60)),
                ('body', models.TextField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('delivered', 'Delivered'), ('abandoned', 'Given up')], default='waiting', max_length=10)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('wanted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('try_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('tries', models.PositiveIntegerField(default=0)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='accounts.webhook')),
            ],
        ),
        migrations.CreateModel(
            name='WebhookAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ended_at', models.DateTimeField(null=True)),
                ('result', models.CharField(choices=[('started', 'Under way'), ('taken', 'Taken'), ('refused', 'Answered, but did not take it'), ('silent', 'No answer'), ('forbidden', 'Not called: its address or secret cannot be used')], default='started', max_length=10)),
                ('code', models.PositiveSmallIntegerField(null=True)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='accounts.webhookdelivery')),
            ],
        ),
        migrations.AddIndex(
            model_name='email',
            index=models.Index(condition=models.Q(('abandoned_at__isnull', True), ('sent_at__isnull', True)), fields=['try_at', 'id'], name='email_due'),
        ),
        migrations.AddConstraint(
            model_name='email',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('abandoned_at__isnull', True), _connector='OR'), name='email_is_sent_or_abandoned'),
        ),
        migrations.AddConstraint(
            model_name='email',
            constraint=models.UniqueConstraint(fields=('id', 'person'), name='email_is_of_one_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['person', '-id'], name='notice_inbox'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at__isnull', True)), fields=['person', '-id'], name='notice_unread'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('email__isnull', True), ('read_at__isnull', True), ('way', 'digest')), fields=['told_at'], name='notice_digest'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['at once', 'digest', 'app'])), name='notice_way_is_known'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('path__regex', '^/([^/\\\\\\s][^\\\\\\s]*)?\\Z')), name='notice_leads_to_a_page_of_ours'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.UniqueConstraint(fields=('person', 'kind'), name='one_choice_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['at once', 'digest', 'app'])), name='choice_way_is_known'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['try_at', 'id'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['webhook', '-id'], name='delivery_of_webhook'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.UniqueConstraint(fields=('webhook', 'entry'), name='one_delivery_an_entry'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'delivered', 'abandoned'])), name='delivery_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='webhookattempt',
            constraint=models.UniqueConstraint(fields=('delivery', 'number'), name='one_attempt_a_number'),
        ),
        migrations.RunSQL(NOTICE),
        migrations.RunSQL(EMAIL),
        migrations.RunSQL(WEBHOOK),
    ]
