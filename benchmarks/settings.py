"""The portal's settings, with pages that expire as soon as the benchmark says."""

import os

from portal.settings import *  # noqa: F403

PAGE_CACHE_SECONDS = int(os.environ.get("PAGE_SECONDS", "60"))
