"""Files that hold what is nobody else's business, whatever the folder they are in allows."""

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

# SQLite gives those beside a database the database's own mode, but only as it makes them.
BESIDE_A_DATABASE = ("-wal", "-shm")


def make_private(database: Path | str) -> None:
    """Make a database's file before SQLite would, or take from the one there what is too much.

    Where that cannot be done nothing changes: if the place is wrong, SQLite tells what with it.
    """
    path = Path(database)
    with suppress(OSError):
        if not path.exists():
            _make(path)
        if _is_too_open(path.stat()):
            for suffix in BESIDE_A_DATABASE:
                tighten(Path(f"{path}{suffix}"))
            tighten(path)


def tighten(path: Path) -> None:
    """Let nobody but its owner at what is there, be it a file or a folder.

    A group that may write was given that on purpose and keeps it. What belongs to somebody else,
    or to nobody yet, stays as it is.
    """
    with suppress(OSError):
        found = path.stat()
        if _is_too_open(found):
            path.chmod(found.st_mode & ~_excess(found))


def _make(path: Path) -> None:
    # Never opened under its name: closing it would take away the locks that SQLite has on it in
    # this process by then.
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete_on_close=False
    ) as file:
        file.close()
        with suppress(FileExistsError):
            os.link(file.name, path)


def _is_too_open(found: os.stat_result) -> bool:
    # Windows knows neither owners nor groups in a mode.
    if sys.platform == "win32":
        return False
    return found.st_uid == os.geteuid() and bool(found.st_mode & _excess(found))


def _excess(found: os.stat_result) -> int:
    return stat.S_IRWXO if found.st_mode & stat.S_IWGRP else stat.S_IRWXO | stat.S_IRWXG
