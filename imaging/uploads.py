"""A person's own pictures: kept byte for byte, as sources, references or for a post."""

import math
from typing import Any

from imaging import storage
from imaging.connections import release_connection
from imaging.decoding import decoding
from imaging.file_names import file_name
from imaging.models import UPLOAD, GeneratedImage
from imaging.pictures.provenance import has_manifest, tells_of_ai
from imaging.pictures.renditions import thumbnail
from imaging.pictures.verify import verify
from imaging.providers.types import Format


def image_upload(owner: Any, data: bytes, name: str = "") -> GeneratedImage:
    """Keep a picture as its owner's; `name` is what its file was called, as it was sent.

    Raises `PictureError` for what is no usable picture, `DecodingBusy`, and what the storage
    raises.
    """
    release_connection()
    with decoding():
        picture = verify(data)
        small = thumbnail(picture)
    return GeneratedImage.objects.create(
        owner=owner,
        operation=UPLOAD,
        file_name=file_name(name),
        ai_generated=tells_of_ai(data),
        format=nearest_format(picture.width, picture.height),
        original=storage.store(data, picture.extension, sha256=picture.sha256),
        thumbnail=storage.store(*small),
        width=picture.width,
        height=picture.height,
        mime_type=picture.mime_type,
        sha256=picture.sha256,
        has_manifest=has_manifest(data),
    )


def nearest_format(width: int, height: int) -> Format:
    """The format whose proportions are nearest, so that the least is cropped away."""
    return min(Format, key=lambda each: abs(math.log(width * each.size[1] / height / each.size[0])))
