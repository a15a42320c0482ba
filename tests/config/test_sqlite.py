"""Writers of one SQLite file wait for their turn, and always pass it on."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config.sqlite import Connection


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "things.sqlite3"
    with closing(connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE thing (n INTEGER UNIQUE)")
    return path


@pytest.fixture
def first(database: Path) -> Iterator[Connection]:
    with closing(connect(database)) as connection:
        yield connection


@pytest.fixture
def second(database: Path) -> Iterator[Connection]:
    with closing(connect(database)) as connection:
        yield connection


def connect(path: Path, *, timeout_s: float = 20) -> Connection:
    connection: Connection = sqlite3.connect(
        path, timeout=timeout_s, factory=Connection, check_same_thread=False, isolation_level=None
    )
    # Without SQLite's own wait: who has the turn must never find the file locked.
    connection.execute("PRAGMA busy_timeout=0")
    return connection


def insert(connection: Connection, n: int) -> None:
    connection.cursor().execute("INSERT INTO thing VALUES (%s)", (n,))


def in_background(connection: Connection, n: int) -> threading.Thread:
    thread = threading.Thread(target=insert, args=(connection, n))
    thread.start()
    return thread


def count(connection: Connection) -> int:
    return int(connection.cursor().execute("SELECT count(*) FROM thing").fetchone()[0])


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_writer_waits_for_the_end_of_another_ones_transaction(
    first: Connection, second: Connection, end: str
) -> None:
    first.cursor().execute("BEGIN IMMEDIATE")
    insert(first, 1)

    waiting = in_background(second, 2)
    waiting.join(0.1)
    assert waiting.is_alive()

    getattr(first, end)()
    waiting.join(5)
    assert count(second) == (2 if end == "commit" else 1)


def test_who_only_reads_waits_for_nobody(first: Connection, second: Connection) -> None:
    first.cursor().execute("BEGIN IMMEDIATE")

    assert count(second) == 0


def test_a_write_that_fails_passes_its_turn_on(first: Connection, second: Connection) -> None:
    insert(first, 1)
    with pytest.raises(sqlite3.IntegrityError):
        insert(first, 1)

    insert(second, 2)

    assert count(second) == 2


def test_who_waits_in_vain_is_told_so_as_by_sqlite(database: Path, first: Connection) -> None:
    first.cursor().execute("BEGIN IMMEDIATE")
    with closing(connect(database, timeout_s=0.05)) as second:
        for _ in range(2):
            with pytest.raises(sqlite3.OperationalError, match=r"^database is locked$"):
                insert(second, 1)

        first.commit()
        insert(second, 2)
        assert not second.in_transaction
        insert(first, 3)
        assert count(first) == 2


def test_none_of_many_writers_is_turned_away(database: Path) -> None:
    def write(start: int) -> None:
        with closing(connect(database)) as connection:
            for n in range(start, start + 20):
                connection.cursor().execute("BEGIN IMMEDIATE")
                insert(connection, n)
                connection.commit()

    threads = [threading.Thread(target=write, args=(start,)) for start in range(0, 200, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with closing(connect(database)) as connection:
        assert count(connection) == 200
