"""Several files as one ZIP, sent while it is written."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from imaging.models import StoredFile

PIECE_BYTES = 256 * 1024

Entry = tuple[str, str | StoredFile]
"""A name in the archive, and a text or a stored file."""


class ZipResponse(StreamingHttpResponse):
    """Never whole in memory; pictures are stored as they are, since they shrink no further."""

    def __init__(self, entries: Sequence[Entry], *, filename: str, at: datetime) -> None:
        self._pieces = _pieces(entries, at)
        super().__init__(
            self._pieces,
            content_type="application/zip",
            headers={
                "Content-Disposition": content_disposition_header(True, filename) or "attachment",
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
            },
        )

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await asyncio.to_thread(next, self._pieces, b""):
            yield piece


class _Outbox(io.RawIOBase):
    """What has been written and not yet sent; it cannot seek, so nothing sent is revised."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        piece = bytes(self._written)
        self._written.clear()
        return piece


def _pieces(entries: Sequence[Entry], at: datetime) -> Iterator[bytes]:
    out = _Outbox()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            facts = zipfile.ZipInfo(name, at.timetuple()[:6])
            if isinstance(content, str):
                archive.writestr(facts, content)
                continue
            with archive.open(facts, "w") as entry, default_storage.open(content.name) as stored:
                while piece := stored.read(PIECE_BYTES):
                    entry.write(piece)
                    if ready := out.taken():
                        yield ready
    if rest := out.taken():
        yield rest
