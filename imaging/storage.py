"""Bytes under the name of their hash, on whatever `STORAGES["default"]` is.

The row of a file is written before its bytes and removed after them, so the storage never holds
anything that the database does not know of. The same bytes are stored once.
"""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils import timezone

from imaging.busy import ResourceBusy
from imaging.compiled_queries import compiled
from imaging.filesystem import AtomicFileSystemStorage
from imaging.models import Carousel, GeneratedImage, Rendition, StoredFile

# Longer than any job takes from storing its files to writing its images.
UNUSED_FOR = timedelta(hours=1)
# Longer than any storage takes to delete one file, or to give up.
SWEEPER_DEAD_AFTER = timedelta(minutes=10)
DOOMED_POLL_S = 0.05
DOOMED_WAIT_S = 5.0

log = structlog.get_logger(__name__)


class StorageBusy(ResourceBusy):
    """The same bytes are being deleted at this very moment; storing them may be tried again."""


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to keep; their `sha256` in hex where it is known already."""

    data: bytes = field(repr=False)
    extension: str
    sha256: str = ""

    @property
    def name(self) -> str:
        digest = self.sha256 or hashlib.sha256(self.data).hexdigest()
        return f"images/{digest[:2]}/{digest}.{self.extension}"


def store(data: bytes, extension: str, *, sha256: str = "") -> StoredFile:
    """Keep the bytes untouched. Raises what the storage raises, and `StorageBusy`."""
    return store_all([Content(data, extension, sha256)])[0]


def store_all(contents: Sequence[Content]) -> list[StoredFile]:
    """As `store`, for what belongs together: the database is told of it at once."""
    named = [(each.name, each.data) for each in contents]
    files = _announce({name: len(data) for name, data in named})
    for name, data in named:
        _save(name, data)
    return [files[name] for name, _ in named]


def _save(name: str, data: bytes) -> None:
    if not _is_complete(name, len(data)):
        saved = default_storage.save(name, ContentFile(data))
        if saved != name:
            # A storage that does not replace files chose a new name, because another worker has
            # stored the same bytes in the meantime: all of them, since saving is atomic.
            default_storage.delete(saved)


def _is_complete(name: str, size: int) -> bool:
    """Whether all bytes are there: a power cut may lose the end of a file that was saved."""
    return default_storage.exists(name) and default_storage.size(name) == size


def read(file: StoredFile) -> bytes:
    with default_storage.open(file.name) as stream:
        return bytes(stream.read())


def _announce(sizes: Mapping[str, int]) -> dict[str, StoredFile]:
    """The files by name; `sizes` are in bytes."""
    deadline = time.monotonic() + DOOMED_WAIT_S
    while True:
        now = timezone.now()
        StoredFile.objects.bulk_create(
            # In one order: two that announce the same must not wait for each other.
            [StoredFile(name=name, bytes=sizes[name], touched_at=now) for name in sorted(sizes)],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["touched_at"],
        )
        # Just touched, they cannot be doomed any more; they may have been before.
        files = {file.name: file for file in _not_doomed(tuple(sizes))}
        if len(files) == len(sizes):
            return files
        if time.monotonic() > deadline:
            raise StorageBusy(", ".join(sizes.keys() - files.keys()))
        time.sleep(DOOMED_POLL_S)


@compiled
def _not_doomed(names: tuple[str, ...]) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(name__in=names, doomed_at=None)


def sweep() -> int:
    """Delete files that no image uses, and return how many. One that cannot be deleted waits."""
    deleted = 0
    for pk in _unused(timezone.now()).values_list("pk", flat=True):
        try:
            deleted += _delete(pk)
        except Exception:
            # Whatever ails this one, or the storage, the next may still go.
            log.exception("file not deleted", file=pk)
    if isinstance(default_storage, AtomicFileSystemStorage):
        default_storage.clear_unfinished(UNUSED_FOR)
    return deleted


def _unused(now: datetime) -> QuerySet[StoredFile]:
    """Files that nobody uses or has just begun to, and that no other sweep is deleting."""
    used = GeneratedImage.objects.values
    return (
        StoredFile.objects.filter(touched_at__lt=now - UNUSED_FOR)
        .filter(Q(doomed_at=None) | Q(doomed_at__lt=now - SWEEPER_DEAD_AFTER))
        .exclude(pk__in=used("original"))
        .exclude(pk__in=used("thumbnail"))
        .exclude(pk__in=Carousel.objects.exclude(file=None).values("file"))
        .exclude(pk__in=Rendition.objects.exclude(file=None).values("file"))
    )


def _delete(pk: int) -> bool:
    """Delete one file where this sweep is the one that dooms it; from then on nobody uses it."""
    now = timezone.now()
    if not _unused(now).filter(pk=pk).update(doomed_at=now):
        return False
    mine = StoredFile.objects.filter(pk=pk, doomed_at=now)
    default_storage.delete(mine.get().name)
    mine.delete()
    return True
