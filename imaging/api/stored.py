"""Stored files as responses: private, asked for again each time, sent in pieces."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from rest_framework.request import Request

from imaging.connections import release_connection
from imaging.models import StoredFile


class PieceByPiece(FileResponse):
    """A FileResponse sent in pieces under ASGI too, where Django would read all of it first."""

    block_size = 256 * 1024

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        super().__init__(file, **options)
        self._file = file

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await asyncio.to_thread(self._file.read, self.block_size):
            yield piece


def stored_response(
    request: Request, file: StoredFile, *, content_type: str, filename: str, download: bool
) -> HttpResponse | PieceByPiece:
    """The file, or 304 where the browser has it already: its name is the hash of its bytes."""
    headers = {
        "ETag": f'"{PurePosixPath(file.name).stem}"',
        # Kept, but asked for each time: a review may take an image back.
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if _is_known(request, headers["ETag"]):
        return HttpResponseNotModified(headers=headers)
    # Whoever reads slowly must not hold it all the while.
    release_connection()
    return PieceByPiece(
        default_storage.open(file.name),
        as_attachment=download,
        filename=filename,
        content_type=content_type,
        headers=headers,
    )


def _is_known(request: Request, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in {each.removeprefix("W/") for each in known}
