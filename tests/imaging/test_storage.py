"""Bytes are kept once, untouched, and nothing is left behind."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from imaging import storage
from imaging.filesystem import AtomicFileSystemStorage
from imaging.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_storage(settings: Settings, tmp_path: Path) -> None:
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": default}


def stored_names() -> list[str]:
    folders, files = default_storage.listdir("images")
    return files + [
        name for folder in folders for name in default_storage.listdir(f"images/{folder}")[1]
    ]


def age(file: StoredFile) -> None:
    StoredFile.objects.filter(pk=file.pk).update(
        touched_at=timezone.now() - storage.UNUSED_FOR - timedelta(seconds=1)
    )


def test_the_same_bytes_are_stored_once_and_read_back_whole() -> None:
    first = storage.store(b"some bytes", "png")
    second = storage.store(b"some bytes", "png")

    assert first == second
    assert storage.read(first) == b"some bytes"
    assert len(stored_names()) == 1


def test_several_are_announced_at_once_and_come_back_in_their_order(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    contents = [storage.Content(data, "png") for data in (b"two", b"one", b"two")]
    with django_assert_num_queries(2):
        files = storage.store_all(contents)

    assert [storage.read(file) for file in files] == [b"two", b"one", b"two"]
    assert len(stored_names()) == StoredFile.objects.count() == 2


def test_of_several_none_is_stored_while_one_is_being_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    doomed = storage.store(b"one", "png")
    StoredFile.objects.update(doomed_at=timezone.now())
    monkeypatch.setattr(storage, "DOOMED_WAIT_S", 0.0)

    with pytest.raises(storage.StorageBusy, match=doomed.name):
        storage.store_all([storage.Content(b"one", "png"), storage.Content(b"two", "png")])

    assert len(stored_names()) == 1


def test_a_file_that_a_crash_left_half_written_is_written_anew() -> None:
    file = storage.store(b"some bytes", "png")
    default_storage.delete(file.name)
    default_storage.save(file.name, ContentFile(b"some"))

    storage.store(b"some bytes", "png")

    assert storage.read(file) == b"some bytes"
    assert len(stored_names()) == 1


def test_what_another_worker_writes_is_never_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    file = storage.store(b"some bytes", "png")
    default_storage.delete(file.name)
    default_storage.save(file.name, ContentFile(b"some"))
    deleted: list[str] = []
    monkeypatch.setattr(AtomicFileSystemStorage, "delete", lambda _, name: deleted.append(name))

    storage.store(b"some bytes", "png")

    assert deleted == []


def test_a_file_nobody_uses_is_deleted_after_a_while() -> None:
    old, new = storage.store(b"old", "png"), storage.store(b"new", "png")
    age(old)

    assert storage.sweep() == 1

    assert list(StoredFile.objects.all()) == [new]
    assert len(stored_names()) == 1


def test_storing_again_saves_a_file_from_the_sweep() -> None:
    file = storage.store(b"some bytes", "png")
    age(file)
    storage.store(b"some bytes", "png")

    assert storage.sweep() == 0
    assert storage.read(file) == b"some bytes"


def test_a_sweep_that_died_half_way_is_finished_by_a_later_one() -> None:
    file = storage.store(b"some bytes", "png")
    age(file)
    default_storage.delete(file.name)
    StoredFile.objects.update(doomed_at=timezone.now())
    assert storage.sweep() == 0

    StoredFile.objects.update(doomed_at=timezone.now() - 2 * storage.SWEEPER_DEAD_AFTER)
    assert storage.sweep() == 1

    assert not StoredFile.objects.exists()


def test_of_two_sweeps_at_once_one_deletes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins while the first deletes, and must not delete what is stored anew."""
    age(storage.store(b"some bytes", "png"))
    delete = AtomicFileSystemStorage.delete
    others: list[int] = []

    def delete_meanwhile(disk: AtomicFileSystemStorage, name: str) -> None:
        others.append(storage.sweep())
        delete(disk, name)

    monkeypatch.setattr(AtomicFileSystemStorage, "delete", delete_meanwhile)

    assert storage.sweep() == 1
    assert others == [0]


def test_a_file_stored_anew_since_it_was_found_unused_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sweep has listed two files; while it deletes one, the other is stored again."""
    data_of = {storage.Content(data, "png").name: data for data in (b"one", b"two")}
    for data in data_of.values():
        age(storage.store(data, "png"))
    delete = AtomicFileSystemStorage.delete
    anew: list[StoredFile] = []

    def delete_and_store(disk: AtomicFileSystemStorage, name: str) -> None:
        delete(disk, name)
        if not anew:
            [other] = data_of.keys() - {name}
            anew.append(storage.store(data_of[other], "png"))

    monkeypatch.setattr(AtomicFileSystemStorage, "delete", delete_and_store)
    assert storage.sweep() == 1

    assert list(StoredFile.objects.all()) == anew
    assert storage.read(anew[0]) == data_of[anew[0].name]


def test_a_file_that_cannot_be_deleted_keeps_no_other_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck, other = storage.store(b"one", "png"), storage.store(b"two", "png")
    for file in (stuck, other):
        age(file)
    delete = AtomicFileSystemStorage.delete

    def refuse(disk: AtomicFileSystemStorage, name: str) -> None:
        if name == stuck.name:
            raise PermissionError(name)
        delete(disk, name)

    monkeypatch.setattr(AtomicFileSystemStorage, "delete", refuse)

    assert storage.sweep() == 1
    assert list(StoredFile.objects.all()) == [stuck]


def test_nothing_is_stored_into_a_file_that_is_being_deleted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    storage.store(b"some bytes", "png")
    StoredFile.objects.update(doomed_at=timezone.now())
    monkeypatch.setattr(storage, "DOOMED_WAIT_S", 0.0)

    with pytest.raises(storage.StorageBusy):
        storage.store(b"some bytes", "png")
