"""The languages of accounts, pairs of accounts, and where a Welsh scheme applies.

Nothing else changes here.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_organisation")]
    operations = [
        migrations.AddField(
            "socialaccount",
            "language",
            models.CharField(
                choices=[
                    ("en", "English"),
                    ("cy", "Welsh"),
                    ("both", "English and Welsh"),
                ],
                default="en",
                max_length=4,
            ),
        ),
        migrations.AddField(
            "socialaccount",
            "pair",
            models.OneToOneField(
                blank=True,
                help_text="The English account whose posts this Welsh account carries in "
                "Welsh.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="welsh_account",
                to="accounts.socialaccount",
            ),
        ),
        migrations.AddField(
            "socialaccount",
            "welsh_scheme",
            models.BooleanField(
                default=False,
                help_text="The department's Welsh scheme applies: posts need a Welsh "
                "version.",
            ),
        ),
        migrations.AddConstraint(
            "socialaccount",
            models.CheckConstraint(
                name="account_language_is_known",
                condition=models.Q(language__in=["en", "cy", "both"]),
            ),
        ),
        migrations.AddConstraint(
            "socialaccount",
            models.CheckConstraint(
                name="only_a_welsh_account_names_its_pair",
                condition=models.Q(pair__isnull=True)
                | (models.Q(language="cy") & ~models.Q(pair=models.F("id"))),
            ),
        ),
    ]
