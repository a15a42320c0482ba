"""What `make run`, `serve` and the shell use."""

import logging.config

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, LOGGING
from imaging.private_files import tighten

DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
# Made by an Easel that left its mode to chance.
tighten(DATA_DIR / "media")
logging.config.dictConfig(LOGGING)
