"""Connections to the database, where a thread waits long for something else."""

from django.db import connection


def release_connection() -> None:
    """Close this thread's connection before a long wait; inside a transaction it stays."""
    if not connection.in_atomic_block:
        connection.close()
