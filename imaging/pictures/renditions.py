"""Smaller pictures made from a verified one."""

import io

from PIL import Image

from imaging.pictures.verify import VerifiedPicture

THUMBNAIL_SIDE_PX = 640
# By extension, with the dot.
THUMBNAIL_TYPES = {".jpg": "image/jpeg", ".webp": "image/webp"}

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def thumbnail(picture: VerifiedPicture) -> tuple[bytes, str]:
    """A picture whose longer side is at most 640 px, and its extension; never enlarged.

    JPEG, which takes a tenth of WebP's time; WebP where something shows through.

    Upright whatever the camera's rotation, and free of the original's metadata except for its
    colour profile, without which wide-gamut pixels would be shown wrongly.
    """
    source = picture.image
    profile = source.info.get("icc_profile") if source.mode in {"RGB", "RGBA"} else None
    if "transparency" in source.info:
        source = displayable(source)  # one value stands for transparent, and cannot be averaged
    small = turned(displayable(_shrink(source)), picture.orientation)
    out = io.BytesIO()
    if small.mode == "RGBA":
        small.save(out, "WEBP", quality=78, method=0, icc_profile=profile, exif=b"", xmp=b"")
        return out.getvalue(), "webp"
    small.save(out, "JPEG", quality=84, subsampling=0, icc_profile=profile, comment=b"")
    return out.getvalue(), "jpg"


def _shrink(source: Image.Image) -> Image.Image:
    longest = max(source.size)
    if longest <= THUMBNAIL_SIDE_PX:
        return source
    scale = THUMBNAIL_SIDE_PX / longest
    size = (max(1, round(source.width * scale)), max(1, round(source.height * scale)))
    if source.mode == "P":
        source = displayable(source)  # palette indices cannot be averaged
    return source.resize(size, Image.Resampling.HAMMING, reducing_gap=1.5)


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Upright, for a camera's orientation (EXIF, 1-8)."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def displayable(image: Image.Image) -> Image.Image:
    """In RGB, or RGBA where anything is transparent."""
    if image.mode == "RGBA" or (image.mode == "RGB" and not image.has_transparency_data):
        return image
    if image.mode.startswith("I"):  # 16-bit grey: a plain conversion would clip it to white
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
