"""Huey's queue in SQLite, as Easel needs it: its messages only wake workers."""

from pathlib import Path
from sqlite3 import Connection
from typing import Any

from huey import SqliteHuey
from huey.storage import SqliteStorage

from imaging.bell import Bell

# A message whose sender ended before it could ring is found this much later.
LOOK_S = 1.0


class WakeUpStorage(SqliteStorage):
    # It waits for messages itself, so Huey need not ask again and again.
    blocking = True

    def __init__(self, name: str, filename: Path | str, **values: Any) -> None:
        super().__init__(name, filename=filename, **values)
        self._bell = Bell(Path(f"{filename}-bell"))

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        super().enqueue(data, priority)
        self._bell.ring()

    def dequeue(self) -> bytes | None:
        """None where no message comes within `LOOK_S`."""
        found: bytes | None = super().dequeue()
        if found is None:
            self._bell.wait(LOOK_S)
            found = super().dequeue()
        return found

    def _create_connection(self) -> Connection:
        """Without a sync of the disk for each message, of which a job would wait for five.

        A power cut may lose the last messages, never the file; the sweep makes up for them.
        """
        connection: Connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    def delete_data(self, key: str) -> bool:
        """Look first: Huey takes back a revocation after each message, and nothing revokes any.

        To write, it would shut out whoever is sending the next.
        """
        return bool(self.has_data_for_key(key) and super().delete_data(key))


class WakeUpHuey(SqliteHuey):
    storage_class = WakeUpStorage
