"""Where the Chromium is that the tests drive."""

import os
import shutil

# The first has no windows and is asked for none: a page costs it a third.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def chromium_path() -> str:
    """What EASEL_CHROMIUM names, else the first there is; "" where there is none."""
    return os.environ.get("EASEL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
