"""Settings of the portal.

What differs between places is an environment variable; .env.example names them all.
"""

import os
from importlib.util import find_spec
from pathlib import Path

from portal.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment.read(os.environ, BASE_DIR / ".env")

# --- Where and how -------------------------------------------------------------------

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.required("SECRET_KEY")
_site = env.site("SITE_URL", "http://localhost:8000")
SITE_URL = _site.geturl()
IS_HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or sorted(
    {"localhost", "127.0.0.1", "[::1]", str(_site.hostname)}
)
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# What the portal writes: database, media, collected static files, demo accounts.
VAR_ROOT = env.folder("VAR_ROOT", BASE_DIR / "var")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "party.apps.PartyConfig",
    "news.apps.NewsConfig",
    "portal.apps.PortalAdminConfig",
    "portal.apps.PortalStaticFilesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.forms",
    "ckeditor",
    "taggit",
    "adminsortable2",
]

MIDDLEWARE = [
    "news.site.caching.PageCache",
    "portal.security.SecurityHeaders",
    "portal.limits.RequestLimits",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.composed.ComposedInput",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "news.site.moment.RequestMoment",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
        },
    },
]

# Widgets of ours have templates among the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ----------------------------------------------------------------------------

DATABASES = {
    "default": env.database(
        "DATABASE_URL", base=BASE_DIR, default=VAR_ROOT / "portal.sqlite3"
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# With immediate transactions every GET would take the write lock.
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "portal.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

# An article with a long body and its rows of photos, bylines, pins; without files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755

# --- Language and time ---------------------------------------------------------------

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formats"]

# --- The desk ------------------------------------------------------------------------

# Whether a writer may publish a story of his or her own without a colleague.
SELF_APPROVAL = env.flag("SELF_APPROVAL")

# --- Party records -------------------------------------------------------------------

# Seal what a copy of the database must not give away; the first key seals, all open.
PARTY_KEYS = env.words("PARTY_KEY")

# --- Files ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_ROOT / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_ROOT / "media")
# Originals and attachments: no address leads there.
PRIVATE_ROOT = env.folder("PRIVATE_ROOT", VAR_ROOT / "private")
STORAGES = {
    **env.file_storages(MEDIA_ROOT, PRIVATE_ROOT),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --- Security: the scheme of SITE_URL decides ----------------------------------------

SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
# The header is removed from requests of anybody else: portal.security.
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS and TRUSTED_PROXIES else None
)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-phien" if IS_HTTPS else "phien"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

SILENCED_SYSTEM_CHECKS = [
    # CKEditor 4 gets no more fixes. We know: its output is sanitised by nh3 on the way
    # in and again when an edition is made, and its pages have a narrow policy.
    "ckeditor.W001",
    # Preloading binds the whole domain: that is for its owner to decide.
    "security.W021",
]

# --- Pages ---------------------------------------------------------------------------

# How long a process may go on believing the page generation that it read.
GENERATION_MEMO_SECONDS = 0.3
# Ready pages in the memory of each process; 0 keeps none.
PAGE_CACHE_MEGABYTES = 0 if DEBUG else env.number("PAGE_CACHE_MEGABYTES", 64)
PAGE_CACHE_SECONDS = 60
# How old a page may be when the database does not answer.
PAGE_STALE_SECONDS = 3600 * env.number("PAGE_STALE_HOURS", 24)

# --- Readings ------------------------------------------------------------------------

# A browser's name with one of these words is a robot's: its readings don't count.
READING_ROBOTS = (
    *("bot/", "bot-", "bot;", "robot", "+http", "crawl", "spider", "slurp", "preview"),
    *("facebookexternalhit", "embedly", "zalo-crawler"),
    *("headless", "lighthouse", "pagespeed", "monitor", "uptime", "curl", "wget"),
    *("python", "httpx", "aiohttp", "java/", "okhttp", "go-http-client", "libwww"),
    *("scrapy", "feedfetcher", "validator", "archiver"),
)
# Accepted from one address in a minute: an office behind one address, not a machine.
READINGS_PER_MINUTE = 60
# Readings that may wait for a slow database in a process of 32 threads; more wait no
# longer than a second, so that threads are left for the pages.
READING_WAITERS = env.number("READING_WAITERS", 24)

# --- The desk ------------------------------------------------------------------------

# How often an open article says that it is open; news.models.presence counts on 10.
DESK_PING_SECONDS = 10
# How often what is typed is kept in the browser.
DESK_AUTOSAVE_SECONDS = 10

# --- Libraries -----------------------------------------------------------------------

# The editor loads its plugins by path, so it needs the folder without hashes.
CKEDITOR_BASEPATH = "/static/ckeditor/ckeditor/"
TAGGIT_TAGS_FROM_STRING = "news.models.tag.split_by_commas"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Every 404 of every robot is not news.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"level": "INFO" if DEBUG else "WARNING"},
    },
}

if DEBUG and find_spec("debug_toolbar"):
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(1, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1", "::1"]
