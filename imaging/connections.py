"""Connections to the database, in threads that live long.

A server's connections are few and may go stale. SQLite's is an open file, which holds up nobody,
and opening it anew for every read costs more than the read.
"""

from django.db import connection


def release_connection() -> None:
    """Close this thread's connection before a long wait; inside a transaction it stays."""
    if connection.vendor != "sqlite" and not connection.in_atomic_block:
        connection.close()
