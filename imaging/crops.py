"""What LinkedIn's formats keep of an image: chosen by a person and remembered, else looked for."""

import io
from dataclasses import astuple

from PIL import Image

from imaging import storage
from imaging.models import Crop, GeneratedImage
from imaging.pictures.crop import Focus, find_focus
from imaging.providers.types import Format


def crop_set(image: GeneratedImage, format: Format, focus: Focus) -> None:
    """Remember what a person wants kept."""
    x, y, scale = (round(value, 4) for value in astuple(focus))
    Crop.objects.update_or_create(
        image=image, format=format, defaults={"x": x, "y": y, "scale": scale}
    )


def crop_forget(image: GeneratedImage, format: Format) -> None:
    """Look for what to keep, as before a person chose it."""
    Crop.objects.filter(image=image, format=format).delete()


def crop_of(image: GeneratedImage, format: Format) -> Crop | None:
    return Crop.objects.filter(image=image, format=format).first()


def found_focus(image: GeneratedImage, format: Format) -> Focus:
    """Where the subject is; reads the thumbnail."""
    width, height = format.size
    # The thumbnail shows enough, and always the same, however the full picture is read.
    with Image.open(io.BytesIO(storage.read(image.thumbnail))) as thumbnail:
        return find_focus(thumbnail, width / height)
