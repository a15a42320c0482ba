"""A migrated database with people in it, made once and copied for each server."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "easel.sqlite3"
SESSION_COOKIE = "easel_session"
FOREIGN = ("API_KEY", "_BASE_URL", "_URL", "_FILE", "MEDIA_ROOT", "IMAGE_", "IMAGEN_", "GEMINI_")


@dataclass(frozen=True, slots=True)
class Account:
    """A person who has signed in already: `session` is the value of their session cookie."""

    username: str
    session: str


class Installation:
    """`folder` holds the template, made where there is none; every copy has the `accounts`."""

    def __init__(self, folder: Path, *, people: int = 200) -> None:
        self._folder = folder
        made = folder / "accounts.json"
        if not made.exists():
            made.write_text(self._made(people))
        self.accounts = [Account(**each) for each in json.loads(made.read_text())]

    def _made(self, people: int) -> str:
        """The accounts as JSON."""
        folder = self._folder
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.serving.prepare", str(people)]
        prepared = subprocess.run(
            command, cwd=ROOT, env=environment(folder), check=True, capture_output=True, text=True
        )
        # What still sits in the write-ahead log would be missing from a copy of the file.
        database = sqlite3.connect(folder / DATABASE)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        return prepared.stdout

    def copy(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self._folder / DATABASE, folder / DATABASE)


def environment(data_dir: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what configures Easel, and with `settings`."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not any(part in name for part in FOREIGN)
    }
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": "a fixed one, so that sessions hold in every copy",
        "PYTHONUNBUFFERED": "1",
        **(settings or {}),
    }
