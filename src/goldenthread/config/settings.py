"""Every setting, in one file, from the environment. docs/guide/settings.md lists them."""

from __future__ import annotations

from pathlib import Path

from goldenthread.config import environment, ways_out

PACKAGE = Path(__file__).resolve().parent.parent

PRODUCTION = environment.flag("GOLDENTHREAD_PRODUCTION")
DEBUG = False
SECRET_KEY = environment.key(
    "GOLDENTHREAD_SECRET_KEY", None if PRODUCTION else "only-for-a-machine-of-ones-own"
)
SECRET_KEY_FALLBACKS = environment.words("GOLDENTHREAD_FORMER_SECRET_KEYS")
ALLOWED_HOSTS = environment.words(
    "GOLDENTHREAD_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1],testserver"
)
_HOME = environment.text("GOLDENTHREAD_HOME", "var")
# What signs the audit's checkpoints, and where they are written: both out of the database's reach.
AUDIT_KEY = environment.text("GOLDENTHREAD_AUDIT_KEY", "" if PRODUCTION else f"{_HOME}/keys/audit.pem")
CHECKPOINTS = environment.text("GOLDENTHREAD_CHECKPOINTS", f"{_HOME}/checkpoints")
# Documents and mails as they came, each under the hash of what is in it; `goldenthread backup` takes them.
FILES = f"{_HOME}/files"
# The mailbox whose mail comes in, and the server whose word on a sender counts: docs/guide/mailbox.md.
IMAP = environment.imap("GOLDENTHREAD_IMAP", is_production=PRODUCTION)
IMAP_AUTHSERV = environment.text("GOLDENTHREAD_IMAP_AUTHSERV", "")
environment.kept_day("GOLDENTHREAD_TODAY", is_production=PRODUCTION)
DATABASES = {
    "default": environment.database(
        environment.text("DATABASE_URL"), environment.text("DATABASE_OWNER_URL", "") or None
    )
}

STAGES = ("intake", "triage", "advice", "deadlines", "plans", "reviews")
INSTALLED_APPS = [
    "goldenthread.database",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "goldenthread.design",
    "goldenthread.once",
    "goldenthread.audit",
    "goldenthread.directory",
    "goldenthread.accounts",
    "goldenthread.recovery",
    "goldenthread.people",
    "goldenthread.cases",
    "goldenthread.documents",
    "procrastinate.contrib.django",
    "goldenthread.post",
    "goldenthread.inbox",
    "goldenthread.intake",
    "goldenthread.advice",
    "goldenthread.deadlines",
    "goldenthread.tracker",
]

MIDDLEWARE = [
    "goldenthread.config.logs.referenced",
    "goldenthread.config.headers.guarding",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "goldenthread.config.methods.known",
    "goldenthread.config.sizes.weighed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.accounts.sessions.middleware.sessions",
    "goldenthread.accounts.middleware.acting",
    "goldenthread.accounts.sessions.middleware.typing",
    "goldenthread.accounts.middleware.declared_access",
]

EMAIL_BACKEND = "goldenthread.recovery.mail.Held"  # letters do not leave by it, and nothing else should
# Letters: docs/guide/letters.md. Without a server they are written and wait.
PUBLIC_URL = environment.site("GOLDENTHREAD_URL", is_production=PRODUCTION)
SMTP = environment.smtp("GOLDENTHREAD_SMTP")
NOTIFY = ways_out.notify("GOLDENTHREAD_NOTIFY", smtp=SMTP)
MESH = ways_out.mesh("GOLDENTHREAD_MESH")
MAIL_FROM = environment.mailbox("GOLDENTHREAD_MAIL_FROM", "letters@goldenthread.example")
MAIL_ALLOWED = environment.words("GOLDENTHREAD_MAIL_ALLOWED") if not PRODUCTION else None
PROCRASTINATE_AUTODISCOVER = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "goldenthread.design.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "goldenthread.once.keys.tokens",
                "goldenthread.config.page_context.page_context",
            ],
        },
    },
]

ROOT_URLCONF = "goldenthread.config.urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:worklist"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
CSRF_FAILURE_VIEW = "goldenthread.desk.errors.views.stale"
TOO_LARGE_VIEW = "goldenthread.desk.errors.views.too_large"
UNRECORDED_VIEW = "goldenthread.desk.errors.views.unrecorded"
CAME_BACK = "goldenthread.post.returned.came_back"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "goldenthread.accounts.words_of_the_place.WordsOfThePlace"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]

# Sign-in has pages of our own (goldenthread.accounts); django-allauth keeps and checks the second factors.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "goldenthread.accounts.two_factor.Adapter"
ORGANISATION_SIGN_IN, ORGANISATION_TRUST, SOCIALACCOUNT_PROVIDERS = environment.organisation(
    "GOLDENTHREAD_OIDC"
)
SOCIALACCOUNT_ADAPTER = "goldenthread.accounts.elsewhere.views.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds that a phone's clock may be wrong by

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
# In production `manage collectstatic` gathers the files here once; elsewhere they are found where they lie.
_GATHERED = environment.text("GOLDENTHREAD_STATIC", f"{environment.text('GOLDENTHREAD_HOME', 'var')}/static")
STATIC_ROOT = _GATHERED if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
if PRODUCTION:  # each file is named after what is in it, so that a browser may keep it for ever
    _NAMED = {"BACKEND": "goldenthread.config.gathered.Named"}
    STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, "staticfiles": _NAMED}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

IDLE_MINUTES = environment.whole("GOLDENTHREAD_IDLE_MINUTES", 30, at_most=24 * 60)
SESSION_HOURS = environment.whole("GOLDENTHREAD_SESSION_HOURS", 12, at_most=7 * 24)
# A day longer, so that whoever comes back too late is still known, and what they typed is kept for them.
SESSION_COOKIE_AGE = (SESSION_HOURS + 24) * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What the browser is told, and keeps: docs/guide/running-in-production.md.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    ("__Host-session", "__Host-csrf") if PRODUCTION else ("session", "csrf")
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # as long as the browser stays open
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a message may hold a name
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready|deep)$"]  # asked by the machine itself, without TLS
if PRODUCTION:  # the server listens on this machine alone: who says so is the proxy that ends TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds a whole domain: whoever owns it decides, not we
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# For whoever runs it.
HEALTH_TOKEN = environment.token("GOLDENTHREAD_HEALTH_TOKEN")
SECURITY_CONTACT = environment.contact("GOLDENTHREAD_SECURITY_CONTACT")
COMMIT = environment.text("GOLDENTHREAD_COMMIT", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "goldenthread.config.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "goldenthread": {"level": environment.level("GOLDENTHREAD_LOG", "info" if PRODUCTION else "warning")},
        "django": {"handlers": [], "level": "WARNING"},  # nothing is mailed to anybody
        "django.request": {"level": "ERROR"},  # a refusal stands in the request's own line
    },
}
