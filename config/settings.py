"""Django's settings, read from the environment; `docs/operations.md` lists every variable.

No secret has a default outside the embedded set-up, and no module imports this one.
"""

import os
from pathlib import Path

import dj_database_url

from config.cursors import NEVER, Cursor
from config.logging import configure_logging


BASE_DIR = Path(__file__).resolve().parent.parent


def environment_secret(name: str, default: str = "") -> str:
    """The variable itself, or what is in the file that the variable `<name>_FILE` names."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, default)


def environment_flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes", "on"}


def separated(items: str) -> list[str]:
    return [item for item in items.split(",") if item]


def environment_list(name: str, default: str) -> list[str]:
    return separated(os.environ.get(name, default))


def three_numbers(name: str, default: str) -> tuple[int, ...]:
    """Three whole numbers, none smaller than the one before it."""
    numbers = tuple(int(item) for item in environment_list(name, default))
    if len(numbers) != 3 or list(numbers) != sorted(numbers):
        raise ValueError(f"{name} must be three numbers that rise, such as {default}")
    return numbers


def hours_of_a_day(name: str, default: str) -> tuple[int, int]:
    """From a full hour to a later one of the same day."""
    opens, _, closes = os.environ.get(name, default).partition("-")
    if not 0 <= int(opens) < int(closes or 0) <= 23:
        raise ValueError(f"{name} must be two hours of a day, such as {default}")
    return int(opens), int(closes)


DEBUG = environment_flag("COUNTERSIGN_DEBUG", default=False)
SECRET_KEY = environment_secret("COUNTERSIGN_SECRET_KEY")
ALLOWED_HOSTS = environment_list("COUNTERSIGN_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = environment_list("COUNTERSIGN_ORIGINS", "")
HTTPS = environment_flag("COUNTERSIGN_HTTPS", default=False)

INSTALLED_APPS = [
    "config.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_rq",
    "govuk_frontend_django",
    "audit",
    "accounts",
    "guidance",
    "drafts",
    "approvals",
    "publishing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.KeepNoCopies",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.OwnPasswordFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "publishing.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Every process is given the address of its own database role: the web and the
# workers may only insert into the log, the sequencer alone may sign it.
DATABASES = {
    "default": dj_database_url.parse(
        environment_secret("DATABASE_URL", "postgresql://localhost/countersign"),
        # A connection that a restarted server cut is replaced, not handed out.
        conn_health_checks=True,
        # Workers keep theirs from job to job: a new one has to learn every table and
        # trigger anew, which takes longer than most jobs do.
        conn_max_age=600,
    )
}
DATABASES["default"]["OPTIONS"] = {
    "server_side_binding": True,
    "cursor_factory": Cursor,
    "prepare_threshold": NEVER,
}
if environment_flag("COUNTERSIGN_DATABASE_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 16}
    # The pool keeps them instead.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment_secret("REDIS_URL", "redis://localhost:6379/0")
RQ_QUEUES = {
    name: {
        "URL": REDIS_URL,
        # Above a batch, the steps of one upload and the call after it together.
        "DEFAULT_TIMEOUT": 300,
        "SERIALIZER": "rq.serializers.JSONSerializer",
    }
    for name in ("wake", "clock", "publish", "slow", "tell")
}
# For the limits on sign-in tries alone. In the database, so that they hold across
# processes, and so that people can sign in while Valkey is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey proves the person, by finger, face or PIN, and not only the device.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Countersign"
MFA_TOTP_TOLERANCE = 1
# As many tries a minute as with a password.
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_FORMS = {
    "add_webauthn": "accounts.forms.factors.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.factors.RenamePasskeyForm",
    "login_webauthn": "accounts.forms.factors.SignInForm",
    "authenticate_webauthn": "accounts.forms.factors.SecondStepForm",
    "reauthenticate_webauthn": "accounts.forms.factors.ProofForm",
}

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing inline and nothing from elsewhere: injected words can run no script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        # GOV.UK Frontend names fonts, which our style sheet sees to it are not used.
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("COUNTERSIGN_STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("govuk-frontend", BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk"),
    ("htmx", BASE_DIR / "node_modules" / "htmx.org" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.HashedStatic"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# No upload is held in memory, and no more of one is kept than may be stored.
FILE_UPLOAD_HANDLERS = ["config.uploads.CappedUploadHandler"]

LOGGING_CONFIG = None
configure_logging(os.environ.get("COUNTERSIGN_LOG_LEVEL", "INFO"))

# Without a mail server, e-mails are written into a folder or to the console.
EMAIL_HOST = os.environ.get("COUNTERSIGN_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("COUNTERSIGN_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("COUNTERSIGN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment_secret("COUNTERSIGN_SMTP_PASSWORD")
SMTP_SECURITY = os.environ.get("COUNTERSIGN_SMTP_SECURITY", "starttls")
EMAIL_USE_TLS = SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = SMTP_SECURITY == "tls"
EMAIL_FILE_PATH = os.environ.get("COUNTERSIGN_EMAIL_FOLDER", "")
EMAIL_BACKEND = "django.core.mail.backends." + (
    ("smtp" if EMAIL_HOST else "filebased" if EMAIL_FILE_PATH else "console")
    + ".EmailBackend"
)
EMAIL_TIMEOUT = 10
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = os.environ.get(
    "COUNTERSIGN_EMAIL_FROM", "Countersign <countersign@localhost>"
)

# --- Countersign's own settings -------------------------------------------------

# Where lower apps reach the outbox (see docs/decisions).
COUNTERSIGN_OUTBOX = "publishing.actions.outbox.PublicationOutbox"
# Where drafts ask what is needed for them and who could give it.
COUNTERSIGN_APPROVERS = "approvals.actions.planning.Approvals"
# Where a post that ends reaches the work that its holder leaves in hand.
COUNTERSIGN_LEAVING = "publishing.actions.leaving.LeftInHand"
# Each kind of change that a second person confirms, and what it brings.
COUNTERSIGN_PROPOSAL_KINDS = {
    "holding": "accounts.actions.confirmed.HoldingChange",
    "roles": "accounts.actions.confirmed.RolesChange",
    "password": "accounts.actions.confirmed.PasswordReset",
    "factors": "accounts.actions.confirmed.FactorsRemoval",
    "register": "drafts.actions.registers.RegisterChange",
    "schedule": "approvals.actions.schedule.ScheduleChange",
}
# How many posts of an account's rate limit are kept back for danger to life.
COUNTERSIGN_URGENT_RESERVE = int(os.environ.get("COUNTERSIGN_URGENT_RESERVE", "2"))
# How often each account's timeline is compared with what was authorised, how far back
# the clock reads, and how far back when a person asks.
COUNTERSIGN_RECONCILE_MINUTES = int(
    os.environ.get("COUNTERSIGN_RECONCILE_MINUTES", "15")
)
COUNTERSIGN_RECONCILE_DAYS = int(os.environ.get("COUNTERSIGN_RECONCILE_DAYS", "3"))
COUNTERSIGN_RECONCILE_DAYS_ON_DEMAND = int(
    os.environ.get("COUNTERSIGN_RECONCILE_DAYS_ON_DEMAND", "90")
)
# Where the registers ask whose secret they were given.
COUNTERSIGN_PLATFORM_CHECK = "publishing.platforms.registry.accepts"
# What ends an account's connection, and cancels what waits for it.
COUNTERSIGN_PLATFORM_DISCONNECT = "publishing.actions.disconnecting.disconnect_as"
# Where drafts ask what the platforms take.
COUNTERSIGN_PLATFORM_FIT = "publishing.platforms.fitting.Fitting"
# How large a picture or film may be when it is uploaded, in bytes.
COUNTERSIGN_MEDIA_IMAGE_BYTES = int(
    os.environ.get("COUNTERSIGN_MEDIA_IMAGE_BYTES", "20000000")
)
COUNTERSIGN_MEDIA_VIDEO_BYTES = int(
    os.environ.get("COUNTERSIGN_MEDIA_VIDEO_BYTES", "200000000")
)
# Days that an upload is kept which nobody saves in a draft; at least one.
COUNTERSIGN_MEDIA_UNUSED_DAYS = max(
    1, int(os.environ.get("COUNTERSIGN_MEDIA_UNUSED_DAYS", "7"))
)
# Fernet keys, newest first, that seal platform credentials; never in the database.
COUNTERSIGN_CREDENTIAL_KEYS = separated(
    environment_secret("COUNTERSIGN_CREDENTIAL_KEYS")
)
# Fernet keys that seal the openings of personal fields in the log.
COUNTERSIGN_OPENING_KEYS = separated(environment_secret("COUNTERSIGN_OPENING_KEYS"))
# The log's name, which is also the name of its signing key.
COUNTERSIGN_LOG_ORIGIN = os.environ.get(
    "COUNTERSIGN_LOG_ORIGIN", "countersign.example/log"
)
# Only the sequencer's environment has these two.
COUNTERSIGN_SIGNING_KEY_FILE = os.environ.get("COUNTERSIGN_SIGNING_KEY_FILE", "")
COUNTERSIGN_SEQUENCER_MEMORY = os.environ.get("COUNTERSIGN_SEQUENCER_MEMORY", "")
# The public half, which anybody may have.
COUNTERSIGN_LOG_VERIFIER_KEY = environment_secret("COUNTERSIGN_LOG_VERIFIER_KEY")
# Whether checkpoints and hash tiles are served to everybody, or to whoever is signed in.
COUNTERSIGN_LOG_PUBLIC = environment_flag("COUNTERSIGN_LOG_PUBLIC", default=False)
# The trust file (C2SP tlog-policy) that names the log's witnesses, and whether a post
# goes out only when their quorum has cosigned its authorisation.
COUNTERSIGN_WITNESS_POLICY = os.environ.get("COUNTERSIGN_WITNESS_POLICY", "")
COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES = environment_flag(
    "COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES", default=False
)
# Seconds an attempt may take before its outcome counts as unknown.
COUNTERSIGN_LEASE_SECONDS = int(os.environ.get("COUNTERSIGN_LEASE_SECONDS", "60"))
# Workers that publish, on this host.
COUNTERSIGN_PUBLISHERS = int(os.environ.get("COUNTERSIGN_PUBLISHERS", "1"))
# A post that is not out this long after its time is overdue.
COUNTERSIGN_OVERDUE_MINUTES = int(os.environ.get("COUNTERSIGN_OVERDUE_MINUTES", "5"))
# Hours an approval stays good.
COUNTERSIGN_APPROVAL_HOURS = int(os.environ.get("COUNTERSIGN_APPROVAL_HOURS", "72"))
# Minutes within which a second officer reviews what one published by the urgent route.
COUNTERSIGN_URGENT_REVIEW_MINUTES = int(
    os.environ.get("COUNTERSIGN_URGENT_REVIEW_MINUTES", "60")
)
# When a decision is late: after which per cent of the time left, or without a time after
# how many working hours, whoever could decide is reminded, the account's deputy hears of
# it, and then the duty officer.
COUNTERSIGN_CHASE_PERCENTS = three_numbers("COUNTERSIGN_CHASE_PERCENTS", "50,75,90")
COUNTERSIGN_CHASE_HOURS = three_numbers("COUNTERSIGN_CHASE_HOURS", "4,6,8")
# From and to which hour people are at work, Monday to Friday.
COUNTERSIGN_WORKING_DAY = hours_of_a_day("COUNTERSIGN_WORKING_DAY", "9-17")
# Days before a commitment is due on which its owner is told.
COUNTERSIGN_COMMITMENT_NOTICE_DAYS = int(
    os.environ.get("COUNTERSIGN_COMMITMENT_NOTICE_DAYS", "7")
)
# Minutes after which deciding asks for the password or a passkey again.
COUNTERSIGN_PROOF_MINUTES = int(os.environ.get("COUNTERSIGN_PROOF_MINUTES", "15"))
ACCOUNT_REAUTHENTICATION_TIMEOUT = COUNTERSIGN_PROOF_MINUTES * 60
# Minutes after its slot in which a post may still go out.
COUNTERSIGN_SLOT_MINUTES = int(os.environ.get("COUNTERSIGN_SLOT_MINUTES", "15"))
# How often a minute the check may be asked while one person writes.
COUNTERSIGN_CHECKS_A_MINUTE = int(os.environ.get("COUNTERSIGN_CHECKS_A_MINUTE", "90"))
# Where X's API is; tests point it at a local server that speaks X's description.
COUNTERSIGN_X_API = os.environ.get("COUNTERSIGN_X_API", "https://api.x.com")
COUNTERSIGN_BLUESKY_API = os.environ.get(
    "COUNTERSIGN_BLUESKY_API", "https://bsky.social"
)
COUNTERSIGN_LINKEDIN_API = os.environ.get(
    "COUNTERSIGN_LINKEDIN_API", "https://api.linkedin.com"
)
COUNTERSIGN_LINKEDIN_OAUTH = os.environ.get(
    "COUNTERSIGN_LINKEDIN_OAUTH", "https://www.linkedin.com/oauth/v2"
)
# Where people sign in to X.
COUNTERSIGN_X_SITE = os.environ.get("COUNTERSIGN_X_SITE", "https://x.com")
# The department's own apps at platforms on which accounts are connected by signing in
# there. Facebook's is Instagram's too.
COUNTERSIGN_X_CLIENT_ID = os.environ.get("COUNTERSIGN_X_CLIENT_ID", "")
COUNTERSIGN_X_CLIENT_SECRET = environment_secret("COUNTERSIGN_X_CLIENT_SECRET")
COUNTERSIGN_FACEBOOK_CLIENT_ID = os.environ.get("COUNTERSIGN_FACEBOOK_CLIENT_ID", "")
COUNTERSIGN_FACEBOOK_CLIENT_SECRET = environment_secret(
    "COUNTERSIGN_FACEBOOK_CLIENT_SECRET"
)
COUNTERSIGN_THREADS_CLIENT_ID = os.environ.get("COUNTERSIGN_THREADS_CLIENT_ID", "")
COUNTERSIGN_THREADS_CLIENT_SECRET = environment_secret(
    "COUNTERSIGN_THREADS_CLIENT_SECRET"
)
COUNTERSIGN_LINKEDIN_CLIENT_ID = os.environ.get("COUNTERSIGN_LINKEDIN_CLIENT_ID", "")
COUNTERSIGN_LINKEDIN_CLIENT_SECRET = environment_secret(
    "COUNTERSIGN_LINKEDIN_CLIENT_SECRET"
)
# Where Meta's APIs are, with their version; the second for Instagram is that of accounts
# connected through Instagram's own login.
COUNTERSIGN_FACEBOOK_API = os.environ.get(
    "COUNTERSIGN_FACEBOOK_API", "https://graph.facebook.com/v26.0"
)
COUNTERSIGN_THREADS_API = os.environ.get(
    "COUNTERSIGN_THREADS_API", "https://graph.threads.net/v1.0"
)
COUNTERSIGN_INSTAGRAM_API = os.environ.get(
    "COUNTERSIGN_INSTAGRAM_API", "https://graph.facebook.com/v26.0"
)
COUNTERSIGN_INSTAGRAM_LOGIN_API = os.environ.get(
    "COUNTERSIGN_INSTAGRAM_LOGIN_API", "https://graph.instagram.com/v26.0"
)
# How people reach the service: the beginning of every address in e-mails and webhooks,
# and the name that passkeys are made for.
COUNTERSIGN_BASE_URL = os.environ.get(
    "COUNTERSIGN_BASE_URL",
    "http://" + os.environ.get("COUNTERSIGN_BIND", "127.0.0.1:8000"),
).rstrip("/")
# The hour, by the clock of TIME_ZONE, at which each day's digest goes out.
COUNTERSIGN_DIGEST_HOUR = int(os.environ.get("COUNTERSIGN_DIGEST_HOUR", "8"))
# What calls to other systems' addresses may do beyond https to public addresses:
# plain http, and the networks (CIDR) of this department's own systems.
COUNTERSIGN_OUTBOUND_HTTP = environment_flag("COUNTERSIGN_OUTBOUND_HTTP", default=False)
COUNTERSIGN_OUTBOUND_NETWORKS = environment_list("COUNTERSIGN_OUTBOUND_NETWORKS", "")
