"""Huey's queue in SQLite, as Easel needs it."""

from pathlib import Path
from sqlite3 import Connection
from typing import Any

from huey import SqliteHuey
from huey.storage import SqliteStorage

from imaging.bell import Bell
from imaging.private_files import make_private
from imaging.wake_ups import NothingKept

# A message whose sender ended before it could ring is found this much later.
LOOK_S = 1.0


class WakeUpStorage(NothingKept, SqliteStorage):
    """Each message is sent, and taken, by a statement of its own.

    A transaction around it would be two more, and keep others from writing in between.
    """

    # It waits for messages itself, so Huey need not ask again and again.
    blocking = True

    def __init__(self, name: str, filename: Path | str, **values: Any) -> None:
        make_private(filename)
        super().__init__(name, filename=filename, **values)
        self._bell = Bell(Path(f"{filename}-bell"))

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        with self.lock:
            self.conn.execute(
                "INSERT INTO task (queue, data, priority) VALUES (?, ?, ?)",
                (self.name, data, priority or 0),
            )
        self._bell.ring()

    def dequeue(self) -> bytes | None:
        """None where no message comes within `LOOK_S`."""
        found = self._take()
        if found is None:
            self._bell.wait(LOOK_S)
            found = self._take()
        return found

    def _take(self) -> bytes | None:
        with self.lock:
            # Whoever looks in vain shuts out nobody who writes.
            waits = "SELECT 1 FROM task WHERE queue = ? LIMIT 1"
            if not self.conn.execute(waits, (self.name,)).fetchall():
                return None
            found = self.conn.execute(
                "DELETE FROM task WHERE id = (SELECT id FROM task WHERE queue = ?"
                " ORDER BY priority DESC, id LIMIT 1) RETURNING data",
                (self.name,),
            ).fetchall()
        return found[0][0] if found else None

    def _create_connection(self) -> Connection:
        """Without a sync of the disk for each message.

        A power cut may lose the last messages, never the file; the sweep makes up for them.
        """
        connection: Connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


class WakeUpHuey(SqliteHuey):
    storage_class = WakeUpStorage
