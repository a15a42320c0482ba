"""What the canvas has drawn, in another format: its words are set anew there, never cut."""

import io
from dataclasses import replace

from PIL import Image

from imaging.brands import look_of
from imaging.models import GeneratedImage
from imaging.pictures.whole import whole_in_shape
from imaging.providers.canvas import CanvasProvider
from imaging.providers.types import Format, ImageRequest, Operation, Quality


def is_redrawn(image: GeneratedImage, format: Format) -> bool:
    """Whether the canvas drew it, for another format: so nothing of it is cut there."""
    return image.provider == CanvasProvider.alias and image.format != format


def can_be_laid_out(image: GeneratedImage) -> bool:
    """Whether its words can be set anew; what a hand has touched since is kept whole instead."""
    return image.drawing is not None


def request_behind(image: GeneratedImage) -> ImageRequest | None:
    """What gives the canvas's picture again, None where that is not known; reads the database."""
    if image.drawing is None:
        return None
    return ImageRequest(
        prompt="",
        # Without an instruction, so as it is.
        operation=Operation.EDIT,
        format=Format(image.format),
        quality=Quality(image.job.quality) if image.job else Quality.ONE_K,
        source_provider=CanvasProvider.alias,
        source_drawing=image.drawing,
        brand=look_of(image.brand),
    )


def redrawn(original: bytes, request: ImageRequest | None, format: Format) -> bytes:
    """The same design with the same words in the format's own pixels, as a PNG.

    Where the request does not lead to this very original, since the design has changed, the whole
    original on a sheet of the format's shape. Raises `InternalError` where drawing fails.
    """
    if request is not None and _drawn(request) == original:
        return _drawn(replace(request, format=format, quality=Quality.ONE_K))
    width, height = format.size
    out = io.BytesIO()
    with Image.open(io.BytesIO(original)) as picture:
        whole_in_shape(picture, width / height).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _drawn(request: ImageRequest) -> bytes:
    canvas = CanvasProvider()
    return canvas.generate(canvas.models[0], request).payloads[0].data
