"""Pixels as every screen shows them alike: sRGB, nothing transparent."""

import io
from functools import cache

from PIL import Image, ImageCms

_PAPER = "white"


@cache
def srgb_profile() -> bytes:
    """The ICC profile of sRGB; about 600 bytes."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def opaque(image: Image.Image) -> Image.Image:
    """RGB or RGBA as RGB: white behind what is transparent, as a page would show it."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGBA", image.size, _PAPER)
    return Image.alpha_composite(ground, image).convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in the colours of its ICC profile as RGB or RGBA in sRGB.

    Without a profile, or with one that is damaged or made for other channels, the values are
    taken for sRGB's own, as browsers do.
    """
    if profile is None or profile == srgb_profile():
        return image if image.mode in {"RGB", "RGBA"} else image.convert("RGB")
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        converted = ImageCms.profileToProfile(
            colours,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        converted = None
    if converted is None:
        converted = colours.convert("RGB")
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted
