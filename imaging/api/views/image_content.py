"""An image's bytes: the original, LinkedIn's sizes, the thumbnail."""

from pathlib import PurePosixPath
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.views import APIView

from imaging.api.negotiation import TakeItAsItIs
from imaging.api.schema import problems
from imaging.api.serializers.images import ContentOptionsSerializer
from imaging.api.stored import stored_response
from imaging.credentials import credentials
from imaging.file_names import download_stem
from imaging.models import GeneratedImage, StoredFile
from imaging.pictures.renditions import THUMBNAIL_TYPES
from imaging.providers.types import Format
from imaging.renditions import MIME_TYPE, rendition_file, signing_refused
from imaging.review import may_read_original
from imaging.selectors import images_visible_to, thumbnails_visible_to

BLOCKED = {
    "review_required": "The image waits for review; until then there is only its thumbnail.",
    "review_rejected": "A reviewer has rejected the image, so it cannot be exported.",
}


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
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """The bytes. Landscape, square and portrait are JPEGs in LinkedIn's sizes.

        All but the thumbnail only where review allows it. Their header Easel-Credentials tells
        whether they are signed: none, signed, or unsigned where the certificate is of no use.
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
        signed = ""
        if rendition in set(Format):
            signed = credentials(refused=signing_refused(image, Format(rendition)))
        # Its file is sent without a connection to the database: nothing is asked after this.
        response = stored_response(
            request,
            file,
            content_type=mime_type,
            filename=_file_name(image, rendition, PurePosixPath(file.name).suffix),
            download=options.validated_data["download"],
        )
        if signed:
            response["Easel-Credentials"] = signed
        return response


def _file(image: GeneratedImage, rendition: str) -> tuple[StoredFile, str]:
    """The file and its type."""
    if rendition == "thumbnail":
        thumbnail = image.thumbnail
        return thumbnail, THUMBNAIL_TYPES[PurePosixPath(thumbnail.name).suffix]
    if rendition == "original":
        return image.original, image.mime_type
    return rendition_file(image, Format(rendition)), MIME_TYPE


def _file_name(image: GeneratedImage, rendition: str, suffix: str) -> str:
    name = download_stem(image)
    if rendition in set(Format):
        width, height = Format(rendition).size
        name += f"-{rendition}-{width}x{height}"
    return name + suffix
