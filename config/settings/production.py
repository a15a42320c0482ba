"""What `make run`, `serve` and the shell use."""

import logging.config

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, LOGGING

DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
logging.config.dictConfig(LOGGING)
