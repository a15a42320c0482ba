"""A file on disk is seen whole or not at all, whoever writes it at the same time."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from imaging.filesystem import UNFINISHED, AtomicFileSystemStorage

NAME = "images/ab/abc.png"


class Slow(ContentFile):  # type: ignore[type-arg]
    """Looks what is there under the name while it is being written."""

    def __init__(self, data: bytes, storage: AtomicFileSystemStorage) -> None:
        super().__init__(data)
        self.storage = storage
        self.seen: list[bool] = []

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        data = self.read()
        for byte in (data[:1], data[1:]):
            yield byte
            self.seen.append(self.storage.exists(NAME))


@pytest.fixture
def disk(tmp_path: Path) -> AtomicFileSystemStorage:
    return AtomicFileSystemStorage(location=tmp_path)


def content(disk: AtomicFileSystemStorage) -> bytes:
    with disk.open(NAME) as stream:
        return bytes(stream.read())


def test_nothing_has_the_name_until_all_of_it_is_written(disk: AtomicFileSystemStorage) -> None:
    writer = Slow(b"some bytes", disk)

    assert disk.save(NAME, writer) == NAME

    assert writer.seen == [False, False]
    assert content(disk) == b"some bytes"


def test_a_writer_in_the_middle_of_another_hurts_neither(disk: AtomicFileSystemStorage) -> None:
    class Overtaken(Slow):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"some "
            disk.save(NAME, ContentFile(b"some bytes"))
            assert content(disk) == b"some bytes"
            yield b"bytes"

    assert disk.save(NAME, Overtaken(b"some bytes", disk)) == NAME

    assert content(disk) == b"some bytes"
    assert disk.listdir("images/ab") == ([], ["abc.png"])


def test_a_writer_that_fails_leaves_nothing(disk: AtomicFileSystemStorage) -> None:
    class Broken(Slow):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"some"
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        disk.save(NAME, Broken(b"some bytes", disk))

    assert not disk.exists(NAME)
    assert disk.listdir(UNFINISHED) == ([], [])


def test_what_dead_writers_left_is_cleared_once_it_is_old(disk: AtomicFileSystemStorage) -> None:
    disk.clear_unfinished(timedelta(hours=1))
    disk.save(NAME, ContentFile(b"some bytes"))
    for name, age_s in (("old", 3601), ("new", 0)):
        path = Path(disk.path(f"{UNFINISHED}/{name}"))
        path.write_bytes(b"some")
        os.utime(path, (time.time() - age_s,) * 2)

    disk.clear_unfinished(timedelta(hours=1))

    assert disk.listdir(UNFINISHED) == ([], ["new"])
    assert content(disk) == b"some bytes"
