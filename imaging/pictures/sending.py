"""Pictures made small enough to travel to a model inside a request."""

import io

from PIL import Image

from imaging.pictures.colour import opaque
from imaging.pictures.renditions import displayable, turned
from imaging.pictures.verify import verify

# What one request's pictures may weigh together: base64 adds a third, and services take 20 MB.
REQUEST_BYTES = 14_000_000
_SIDES_PX = (3072, 2048, 1536, 1024)


def fit_to_send(data: bytes, mime_type: str, max_bytes: int) -> tuple[bytes, str]:
    """The bytes as they are where they fit, else a smaller JPEG; and the type of the result.

    Raises `PictureError` for bytes that are no picture. The smallest size is given even where it
    does not fit.
    """
    if len(data) <= max_bytes:
        return data, mime_type
    picture = verify(data)
    picture.image.thumbnail((_SIDES_PX[0], _SIDES_PX[0]), Image.Resampling.LANCZOS)
    whole = turned(opaque(displayable(picture.image)), picture.orientation)
    small = data
    for side in _SIDES_PX:
        whole.thumbnail((side, side), Image.Resampling.LANCZOS)
        small = _jpeg(whole)
        if len(small) <= max_bytes:
            break
    return small, "image/jpeg"


def shrink_to_send(data: bytes, side_px: int) -> tuple[bytes, str]:
    """A JPEG whose longer side has at most `side_px`, upright, and its type.

    Raises `PictureError` for bytes that are no picture.
    """
    picture = verify(data)
    picture.image.thumbnail((side_px, side_px), Image.Resampling.LANCZOS)
    upright = turned(opaque(displayable(picture.image)), picture.orientation)
    return _jpeg(upright), "image/jpeg"


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0, exif=b"", comment=b"")
    return out.getvalue()
