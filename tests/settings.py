"""The portal's own settings, in a place that no developer's file can reach.

Everything that the tests write goes to one temporary folder a process; the database
is SQLite in a file there, so that threads meet as in production, or
TEST_DATABASE_URL.
"""

import os
import tempfile
from pathlib import Path

_scratch = tempfile.TemporaryDirectory(prefix="portal-tests-")
SCRATCH = Path(_scratch.name)
clear_scratch = _scratch.cleanup

# A variable of the environment wins over .env, so every one of them is set here.
os.environ.update(
    DEBUG="0",
    SECRET_KEY="only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", ""),
    VAR_ROOT=str(SCRATCH / "var"),
    MEDIA_ROOT=str(SCRATCH / "media"),
    PRIVATE_ROOT=str(SCRATCH / "private"),
    MEDIA_S3_BUCKET="",
    MEDIA_S3_ENDPOINT="",
    MEDIA_S3_ACCESS_KEY="",
    MEDIA_S3_SECRET_KEY="",
    MEDIA_S3_REGION="",
    SITE_URL="http://testserver",
    TRUSTED_PROXIES="",
    PAGE_CACHE_MEGABYTES="",
    PAGE_STALE_HOURS="",
    READING_WAITERS="",
    SELF_APPROVAL="",
    PARTY_KEY="c2VhbHMtY2FyZC1udW1iZXJzLWluLXRlc3RzLW9ubHk=",
)

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}

# Hashing for tests: nothing that lasts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files straight from their sources, without collecting them.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# A change shows at once, and every page asks the same number of questions.
GENERATION_MEMO_SECONDS = 0

# One editor is enough for a test that is about something else; the rule of two pairs
# of eyes has tests of its own, which begin with the default.
SELF_APPROVAL = True
