"""What is in the data folder is its owner's alone, though everybody may look into the folder."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from config.sqlite import Connection
from imaging.private_files import make_private, tighten
from imaging.queue import WakeUpHuey


@pytest.fixture(autouse=True)
def _usual_umask() -> None:
    os.umask(0o022)


def mode(path: Path | str) -> int:
    return stat.S_IMODE(Path(path).stat().st_mode)


def write(path: Path) -> None:
    """As Easel does; its files are looked at while it is open."""
    with closing(sqlite3.connect(path, factory=Connection)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS thing (n INTEGER)")
        connection.execute("INSERT INTO thing VALUES (1)")
        for suffix in ("", "-wal", "-shm", "-queue"):
            assert mode(f"{path}{suffix}") == 0o600


def test_a_database_is_private_from_its_making(tmp_path: Path) -> None:
    write(tmp_path / "easel.sqlite3")


def test_one_that_is_there_becomes_private(tmp_path: Path) -> None:
    path = tmp_path / "easel.sqlite3"
    with closing(sqlite3.connect(path)) as others:
        others.execute("PRAGMA journal_mode=WAL")
        others.execute("CREATE TABLE thing (n INTEGER)")
        assert mode(f"{path}-wal") == 0o644
        write(path)


def test_the_queue_is_private(tmp_path: Path) -> None:
    path = tmp_path / "queue.sqlite3"
    WakeUpHuey("q", filename=path)
    assert mode(path) == 0o600


def test_a_group_that_may_write_keeps_that(tmp_path: Path) -> None:
    path = tmp_path / "easel.sqlite3"
    path.touch()
    path.chmod(0o664)
    make_private(path)
    assert mode(path) == 0o660


def test_what_belongs_to_somebody_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "easel.sqlite3"
    path.touch()
    path.chmod(0o644)
    somebody = path.stat().st_uid + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    make_private(path)
    tighten(path)
    assert mode(path) == 0o644


def test_where_there_is_no_folder_sqlite_says_so(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(tmp_path / "none" / "easel.sqlite3", factory=Connection)


def test_a_folder_becomes_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    tighten(tmp_path)
    assert mode(tmp_path) == 0o700


def test_a_database_opens_where_modes_name_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delattr("os.geteuid")

    make_private(tmp_path / "easel.sqlite3")
    make_private(tmp_path / "easel.sqlite3")

    assert (tmp_path / "easel.sqlite3").exists()
