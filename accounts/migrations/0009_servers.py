"""The server of a social account, more platforms, and what the platform last said.

Nothing else changes here.
"""

from django.db import migrations, models


PLATFORMS = [
    ("rehearsal", "Rehearsal network"),
    ("x", "X"),
    ("facebook", "Facebook Page"),
    ("wordpress", "WordPress"),
    ("discourse", "Discourse"),
    ("mastodon", "Mastodon"),
    ("bluesky", "Bluesky"),
    ("linkedin", "LinkedIn"),
    ("threads", "Threads"),
    ("instagram", "Instagram"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_authority")]
    operations = [
        migrations.RemoveConstraint(
            model_name="socialaccount", name="one_row_per_account"
        ),
        migrations.AddField(
            model_name="credential",
            name="checked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="expires_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="trouble",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="socialaccount",
            name="limits",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="socialaccount",
            name="remote_id",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="socialaccount",
            name="server",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="socialaccount",
            name="platform",
            field=models.CharField(choices=PLATFORMS, max_length=16),
        ),
        migrations.AddConstraint(
            model_name="socialaccount",
            constraint=models.UniqueConstraint(
                fields=["platform", "server", "handle"], name="one_row_per_account"
            ),
        ),
    ]
