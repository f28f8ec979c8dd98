"""The Chromium of this machine; Playwright drives it and downloads none."""

import shutil

# The first is the same engine without a window system: half the work for a test.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
PATIENCE = 30_000  # Milliseconds: other tests may take the processor meanwhile.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
