"""An image's bytes: the original, LinkedIn's sizes, the thumbnail."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import PurePosixPath
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.views import APIView

from imaging.api.negotiation import TakeItAsItIs
from imaging.api.schema import problems
from imaging.api.serializers.images import ContentOptionsSerializer
from imaging.connections import release_connection
from imaging.models import GeneratedImage, StoredFile
from imaging.pictures.renditions import THUMBNAIL_TYPES
from imaging.providers.types import Format
from imaging.renditions import MIME_TYPE, rendition_file
from imaging.review import may_read_original
from imaging.selectors import images_visible_to, thumbnails_visible_to

BLOCKED = {
    "review_required": "The image waits for review; until then there is only its thumbnail.",
    "review_rejected": "A reviewer has rejected the image, so it cannot be exported.",
}


class PieceByPiece(FileResponse):
    """A FileResponse sent in pieces under ASGI too, where Django would read all of it first."""

    block_size = 256 * 1024

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        super().__init__(file, **options)
        self._file = file

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := await asyncio.to_thread(self._file.read, self.block_size):
            yield piece


class ImageContent(APIView):
    content_negotiation_class = TakeItAsItIs

    @extend_schema(
        operation_id="images_content",
        parameters=[ContentOptionsSerializer],
        responses={
            (200, "image/*"): OpenApiTypes.BINARY,
            304: None,
            **problems(400, 403, 404, 503),
        },
    )
    def get(self, request: Request, pk: UUID) -> HttpResponse | PieceByPiece:
        """The bytes. Landscape, square and portrait are JPEGs in LinkedIn's sizes.

        All but the thumbnail only where review allows it.
        """
        options = ContentOptionsSerializer(data=request.query_params)
        thumbnail = request.query_params.get("rendition") == "thumbnail"
        visible = thumbnails_visible_to if thumbnail else images_visible_to
        image = get_object_or_404(visible(request.user), pk=pk)
        options.is_valid(raise_exception=True)
        rendition = options.validated_data["rendition"]
        blocked = may_read_original(image, request.user)
        if blocked and rendition != "thumbnail":
            raise PermissionDenied(BLOCKED[blocked], code=blocked)
        file, mime_type = _file(image, rendition)
        path = PurePosixPath(file.name)
        headers = {
            "ETag": f'"{path.stem}"',
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
            as_attachment=options.validated_data["download"],
            filename=_file_name(image, rendition, path.suffix),
            content_type=mime_type,
            headers=headers,
        )


def _file(image: GeneratedImage, rendition: str) -> tuple[StoredFile, str]:
    """The file and its type."""
    if rendition == "thumbnail":
        thumbnail = image.thumbnail
        return thumbnail, THUMBNAIL_TYPES[PurePosixPath(thumbnail.name).suffix]
    if rendition == "original":
        return image.original, image.mime_type
    return rendition_file(image, Format(rendition)), MIME_TYPE


def _file_name(image: GeneratedImage, rendition: str, suffix: str) -> str:
    name = f"easel-{str(image.pk)[:8]}"
    if rendition in set(Format):
        width, height = Format(rendition).size
        name += f"-{rendition}-{width}x{height}"
    return name + suffix


def _is_known(request: Request, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in {each.removeprefix("W/") for each in known}
