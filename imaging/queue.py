"""Huey's queue in SQLite, as Easel needs it: its messages only wake workers."""

from sqlite3 import Connection

from huey import SqliteHuey
from huey.storage import SqliteStorage


class WakeUpStorage(SqliteStorage):
    def _create_connection(self) -> Connection:
        """Without a sync of the disk for each message, of which a job would wait for five.

        A power cut may lose the last messages, never the file; the sweep makes up for them.
        """
        connection: Connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


class WakeUpHuey(SqliteHuey):
    storage_class = WakeUpStorage
