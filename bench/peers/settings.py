"""The settings of the site that only the comparison runs.

Nothing of the product is configured here but its log.
"""

import os

import dj_database_url
from cryptography.fernet import Fernet


SECRET_KEY = os.environ["COUNTERSIGN_SECRET_KEY"]
USE_TZ = True
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "audit",
    "auditlog",
    "simple_history",
    "pgtrigger",
    "pghistory",
    "bench.peers",
]
# The comparison's tables have no migrations, so the command installs its triggers.
PGTRIGGER_MIGRATIONS = False
COUNTERSIGN_OPENING_KEYS = [Fernet.generate_key().decode()]
