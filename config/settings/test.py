"""Settings of the test suite: no key, no network, nothing shared with a person's own data."""

import os
import tempfile
from pathlib import Path

from config import env as environment

DATA = Path(tempfile.mkdtemp(prefix="easel-test-"))
DATABASE_URL = os.environ.get("EASEL_TEST_DATABASE_URL", "")
environment.environ = {
    "DATA_DIR": str(DATA),
    "SECRET_KEY": "for tests only",
    "DATABASE_URL": DATABASE_URL,
}

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import DATABASES, STORAGES, env  # noqa: E402

# Nor does a process that a test starts inherit what a person has set.
for name in env.names:
    os.environ.pop(name, None)

if DATABASE_URL:
    # A pool would keep the test database busy when it is to be removed.
    del DATABASES["default"]["OPTIONS"]["pool"]
else:
    # A file, not memory: threads each open their own connection to it.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    # Rows without an order come in reverse: what relies on one fails here, not now and then.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA reverse_unordered_selects=ON;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
API_RATE = JOB_RATE = None
