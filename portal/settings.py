"""Settings of Teplo. What an installation may choose comes from `portal.env`; the rest is decided here."""

import sys
from datetime import timedelta
from pathlib import Path

from portal import csp, env, http, masking, players

BASE_DIR = Path(__file__).resolve().parent.parent
try:
    ENV = env.read(BASE_DIR)
except env.WrongEnvironmentError as error:
    print(f"Teplo cannot start: {error}", file=sys.stderr)
    raise SystemExit(2) from None

masking.hide(*ENV.telegram.tokens.values(), ENV.telegram.witness_token, *ENV.max.tokens.values())
DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
DATA_DIR = ENV.data_dir
DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "home",
    "news",
    "magazine",
    "films",
    "contests",
    "engagement",
    "people",
    "accounts",
    "syndication",
    "portal",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.users_app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Outermost: every answer, cached or refused, carries the protective headers.
    "portal.proxies.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.uploads.limits.LargestRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PersonGatesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "people.bulk.BulkReadingMiddleware",
    "portal.pagecache.PageCacheMiddleware",
    "portal.access.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Innermost: a write is one transaction, a read takes no lock.
    "portal.transactions.AtomicWritesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# SQLite: all four together, or lock errors return (performance.md, rule 9).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=33554432;PRAGMA cache_size=-20000;",
}
DATABASES = {"default": {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, **ENV.database}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    # A table locked by a migration must not hold every thread of the server: after this «портал занят» is answered.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c lock_timeout=5s"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# `default` holds finished page bodies, `filtered` those of lists under a filter, `typed` short answers to what people type:
# apart, so that what comes and goes pushes no page out. They may differ between processes; `shared` is the same for all.
if ENV.cache_url:
    _redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.cache_url}
    CACHES = {name: {**_redis, "KEY_PREFIX": name} for name in ("default", "filtered", "typed", "shared")}
else:
    _memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    CACHES = {
        "default": {**_memory, "LOCATION": "default", "OPTIONS": {"MAX_ENTRIES": 1000}},
        "filtered": {**_memory, "LOCATION": "filtered", "OPTIONS": {"MAX_ENTRIES": 300}},
        "typed": {**_memory, "LOCATION": "typed", "OPTIONS": {"MAX_ENTRIES": 5000}},
        "shared": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_shared_cache"},
    }

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = ["accounts.logins.LoginBackend"]
if ENV.ldap:
    from portal import ldap

    masking.hide(ENV.ldap.bind_password)
    AUTHENTICATION_BACKENDS.append("accounts.ldap.DirectoryBackend")
    globals().update(ldap.settings_for(ENV.ldap))
# scrypt is in Python itself and needs 16 MB a hash; Argon2 with Django's parameters would need 100 MB in each of 16 threads.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "accounts.passwords.CompanyWordValidator"},
    {"NAME": "accounts.passwords.LoginValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
# Who may open the CMS has the short limits: (idle, absolute). Renewed at most so often, so that reading writes no row.
SESSION_ENGINE = "accounts.sessions"
SESSION_LIMITS = {
    "staff": (timedelta(hours=1), timedelta(hours=12)),
    "readers": (timedelta(hours=12), timedelta(days=14)),
}
SESSION_RENEWAL = timedelta(minutes=10)
CSRF_FAILURE_VIEW = "accounts.interrupted.csrf_failure"
# django-allauth: sign-up closed, its own counting of failures off (`accounts.throttle` is the one brake).
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
SOCIALACCOUNT_ADAPTER = "accounts.company.CompanyAdapter"
# A link leads to the company's page: a form's redirect would need that page in the policy's form-action.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if ENV.oidc:
    masking.hide(ENV.oidc.client_secret)
    _company = {"provider_id": "company", "name": ENV.oidc.name, "client_id": ENV.oidc.client_id}
    _company |= {"secret": ENV.oidc.client_secret, "settings": {"server_url": ENV.oidc.server_url}}
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [_company]
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Тепло"
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": ENV.media_storage,
    "staticfiles": {"BACKEND": "portal.staticfiles.JoinedStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Wagtail's own tasks run in the request: a dead worker must not break search. Ours go to the database.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["jobs"], "ENQUEUE_ON_COMMIT": True},
    "heavy": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["heavy"], "ENQUEUE_ON_COMMIT": True},
}

CHANNEL_TIMEOUTS = http.Timeouts()
WORKER_DEAD_AFTER = timedelta(seconds=30)

for _name, _value in ENV.email.items():
    globals()[_name] = _value
EMAIL_TIMEOUT = 20  # seconds: a mail server that is silent must not hold the worker
DEFAULT_FROM_EMAIL = f"Тепло <{ENV.email.get('EMAIL_HOST_USER') or 'teplo@localhost'}>"

WAGTAIL_SITE_NAME = "Тепло"
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
WAGTAILADMIN_BASE_URL = ENV.base_url
WAGTAILIMAGES_IMAGE_MODEL = "portal.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "portal.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# Files are guarded by groups: a password that everybody knows guards nothing.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
FILE_UPLOAD_HANDLERS = [
    "portal.uploads.limits.CuttingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.forms.PictureForm"
WAGTAILEMBEDS_FINDERS = []  # nothing is fetched from addresses that somebody typed
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("ru", "Русский")]
WAGTAILADMIN_LOGIN_URL = "login"
WAGTAIL_FRONTEND_LOGIN_URL = "login"
# The account is managed at /me/, not in the CMS.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.workflows.finish_workflow"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.backend"}}
TAGGIT_CASE_INSENSITIVE = True

PEERTUBE_HOSTS = ENV.peertube_hosts
CONTENT_SECURITY_POLICY = {"DIRECTIVES": csp.directives(players.frame_origins(PEERTUBE_HOSTS))}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if ENV.https:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
# W021 asks for the browsers' preload list: entering it is the domain owner's decision, not this program's.
# W019 asks for X-Frame-Options DENY: the CMS shows its previews of pages in frames of its own origin.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField is one form

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s", "datefmt": "%Y-%m-%dT%H:%M:%S%z"}
    },
    "filters": {"secrets": {"()": "portal.masking.MaskSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "pymorphy3": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}

# The order in which `manage.py setup` and `manage.py demo` call the apps' `setup.py` and `demo.py`: what others stand on comes first.
ROOMS = ["accounts", "home", "people", "news", "magazine", "films", "contests", "engagement", "syndication"]
