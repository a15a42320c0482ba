"""A picture in exactly the shape that a place asks for: cropped, scaled, sRGB, JPEG."""

import io
from dataclasses import dataclass, field

from PIL import Image, ImageFilter, JpegImagePlugin

from imaging.pictures.colour import opaque, srgb_profile, to_srgb
from imaging.pictures.crop import Focus, crop_box
from imaging.pictures.renditions import displayable, turned
from imaging.pictures.verify import VerifiedPicture

MAX_BYTES = 5_000_000
"""What LinkedIn takes everywhere."""
_QUALITIES = (92, 88, 82, 74, 64, 50)
# The modes that can be scaled as they are, and converted when they are small.
_SCALABLE = frozenset({"RGB", "RGBA", "L", "LA", "CMYK"})
_PROFILED = frozenset({"RGB", "RGBA", "L", "CMYK"})
# An unsharp mask with a radius of 0.8 px at 60 %, in whole numbers: a quarter of the mask's time.
_SHARPEN = ImageFilter.Kernel((3, 3), (-9, -19, -9, -19, 368, -19, -9, -19, -9), scale=256)


class NotAsAsked(Exception):
    """What was written is not what was asked for; `str()` says in which way."""


@dataclass(frozen=True, slots=True)
class ExactPicture:
    """`enlarged` is by how much its pixels were blown up; sharp where it is at most 1."""

    data: bytes = field(repr=False)
    enlarged: float


def exact_jpeg(
    picture: VerifiedPicture, size: tuple[int, int], focus: Focus, *, xmp: bytes = b""
) -> ExactPicture:
    """The part of a picture that keeps the focus, as a JPEG of `size` pixels and at most 5 MB.

    Upright, sRGB with its profile, white where the original lets something show through, and free
    of the original's metadata. Raises `NotAsAsked` if the written file is anything else.
    """
    whole = turned(_scalable(picture.image), picture.orientation)
    box = crop_box(whole.size, size[0] / size[1], focus)
    enlarged = size[0] / (box[2] - box[0])
    profile = whole.info.get("icc_profile") if whole.mode in _PROFILED else None
    scaled = whole.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    pixels = opaque(to_srgb(displayable(scaled) if profile is None else scaled, profile))
    if enlarged < 1:
        pixels = pixels.filter(_SHARPEN)
    data = _jpeg(pixels, xmp)
    check_exact(data, size)
    return ExactPicture(data, enlarged)


def _scalable(image: Image.Image) -> Image.Image:
    if image.mode not in _SCALABLE or (image.mode != "RGBA" and "transparency" in image.info):
        return displayable(image)
    return image


def _jpeg(pixels: Image.Image, xmp: bytes) -> bytes:
    """As good as 5 MB allow; colour at full resolution, for the sake of lettering."""
    out = io.BytesIO()
    for quality in _QUALITIES:
        out = io.BytesIO()
        pixels.save(
            out,
            "JPEG",
            quality=quality,
            subsampling=0,
            icc_profile=srgb_profile(),
            exif=b"",
            comment=b"",
            xmp=xmp,
        )
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue()


def check_exact(data: bytes, size: tuple[int, int]) -> None:
    """Read the file back as whoever receives it would. Raises `NotAsAsked`."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as written:
        written.load()
        if written.size != size:
            raise NotAsAsked(f"{written.width} x {written.height} pixels instead of {size}")
        if written.mode != "RGB" or not isinstance(written, JpegImagePlugin.JpegImageFile):
            raise NotAsAsked(f"{written.format} in {written.mode} instead of a JPEG in RGB")
    if len(data) > MAX_BYTES:
        raise NotAsAsked(f"{len(data)} bytes instead of at most {MAX_BYTES}")
