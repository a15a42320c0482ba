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

    def delete_data(self, key: str) -> bool:
        """Look first: Huey takes back a revocation after each message, and nothing revokes any.

        To write, it would shut out whoever is sending the next.
        """
        return bool(self.has_data_for_key(key) and super().delete_data(key))


class WakeUpHuey(SqliteHuey):
    storage_class = WakeUpStorage
