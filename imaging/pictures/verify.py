"""Is it a picture at all? Decodes bytes in full before anything downstream trusts them."""

import hashlib
import io
import struct
from dataclasses import dataclass, field
from enum import StrEnum

from PIL import (  # the plugins register their formats when imported
    Image,
    JpegImagePlugin,  # noqa: F401
    PngImagePlugin,  # noqa: F401
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401
)

MAX_PIXELS = 50_000_000
MIN_SIDE_PX = 8

_FORMATS = ("PNG", "JPEG", "WEBP")
_TYPES = {
    "PNG": ("image/png", "png"),
    "JPEG": ("image/jpeg", "jpg"),
    "MPO": ("image/jpeg", "jpg"),  # a phone's JPEG with a second view behind the first
    "WEBP": ("image/webp", "webp"),
}
_ORIENTATION_TAG = 0x0112
_WEBP_HEADER_BYTES = 30
_SIDEWAYS = frozenset({5, 6, 7, 8})
_MALFORMED = (OSError, SyntaxError, ValueError, IndexError, KeyError, EOFError, struct.error)


class PictureFault(StrEnum):
    NOT_AN_IMAGE = "not_an_image"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    ANIMATED = "animated"


_SENTENCES = {
    PictureFault.NOT_AN_IMAGE: "The file is not a PNG, JPEG or WebP image.",
    PictureFault.TRUNCATED: "The image is incomplete or damaged.",
    PictureFault.TOO_LARGE: f"The image has more than {MAX_PIXELS // 1_000_000} megapixels.",
    PictureFault.TOO_SMALL: f"The image is smaller than {MIN_SIDE_PX} pixels on a side.",
    PictureFault.ANIMATED: "The image is animated; a still image is needed.",
}


class PictureError(Exception):
    """The bytes are no usable picture; `reason` says why, `str()` in a person's words."""

    def __init__(self, reason: PictureFault) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class VerifiedPicture:
    """What is known of a picture once every pixel of it has been decoded.

    `width` and `height` are pixels as shown, so with a camera's rotation applied; `image` holds
    the pixels as stored, for `orientation` (EXIF, 1-8) to be applied by whoever draws them. Share
    `image` between threads for reading only.
    """

    mime_type: str
    extension: str
    width: int
    height: int
    sha256: str
    orientation: int
    image: Image.Image = field(repr=False, compare=False)


def verify(data: bytes) -> VerifiedPicture:
    """Decode the bytes in full and tell what they are, whatever their sender called them.

    Raises `PictureError`; a picture over the pixel limit is refused from its header, before any
    memory is taken for its pixels. Safe in many threads at once.
    """
    image = _open(data)
    _refuse_unsuitable(image)
    try:
        image.load()
    except _MALFORMED as error:
        raise PictureError(PictureFault.TRUNCATED) from error
    mime_type, extension = _TYPES[image.format or ""]
    orientation = _orientation(image)
    width, height = image.size
    if orientation in _SIDEWAYS:
        width, height = height, width
    return VerifiedPicture(
        mime_type=mime_type,
        extension=extension,
        width=width,
        height=height,
        sha256=hashlib.sha256(data).hexdigest(),
        orientation=orientation,
        image=image,
    )


def _open(data: bytes) -> Image.Image:
    if _webp_canvas_pixels(data) > MAX_PIXELS:
        raise PictureError(PictureFault.TOO_LARGE)
    try:
        return Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(PictureFault.TOO_LARGE) from error
    except UnidentifiedImageError as error:
        # A header cut short is unidentified too, but its first bytes still tell what it was.
        cut_short = data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (
            data.startswith(b"RIFF") and data[8:12] == b"WEBP"
        )
        reason = PictureFault.TRUNCATED if cut_short else PictureFault.NOT_AN_IMAGE
        raise PictureError(reason) from error
    except _MALFORMED as error:
        raise PictureError(PictureFault.TRUNCATED) from error


def _refuse_unsuitable(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PictureError(PictureFault.TOO_LARGE)
    if min(width, height) < MIN_SIDE_PX:
        raise PictureError(PictureFault.TOO_SMALL)
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise PictureError(PictureFault.ANIMATED)


def _webp_canvas_pixels(data: bytes) -> int:
    """The canvas a WebP header asks for: Pillow's decoder allocates it on opening."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < _WEBP_HEADER_BYTES:
        return 0
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    else:
        width = int.from_bytes(data[26:28], "little") & 0x3FFF
        height = int.from_bytes(data[28:30], "little") & 0x3FFF
    return width * height


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except _MALFORMED:
        return 1  # damaged camera notes are no reason to refuse good pixels
    return value if value in range(1, 9) else 1
