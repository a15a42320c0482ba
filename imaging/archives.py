"""Several images as one ZIP, written while it is sent: no more than one picture is in memory."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from imaging import storage
from imaging.models import GeneratedImage


class _Outgoing(io.RawIOBase):
    """What is written is taken away again by whoever sends it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(data)
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def originals_zip(images: Sequence[GeneratedImage]) -> Iterator[bytes]:
    """The originals as they came, named by day and id. Pictures do not shrink any further."""
    outgoing = _Outgoing()
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_STORED) as archive:
        for image in images:
            suffix = PurePosixPath(image.original.name).suffix
            name = f"{image.created_at:%Y-%m-%d}-{str(image.pk)[:8]}{suffix}"
            archive.writestr(zipfile.ZipInfo(name, image.created_at.timetuple()[:6]),
                             storage.read(image.original))  # fmt: skip
            yield outgoing.take()
    # The list of what is in it comes last.
    yield outgoing.take()
