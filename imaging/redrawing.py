"""What the canvas has drawn, in another format: its words are set anew there, never cut."""

import io
from dataclasses import replace

from PIL import Image

from imaging.brands import look_of
from imaging.inputs import request_of
from imaging.models import GeneratedImage
from imaging.pictures.whole import whole_in_shape
from imaging.providers.canvas import CanvasProvider
from imaging.providers.types import Format, ImageRequest, Quality


def is_redrawn(image: GeneratedImage, format: Format) -> bool:
    """Whether the canvas drew it, for another format."""
    return image.provider == CanvasProvider.alias and image.format != format


def request_behind(image: GeneratedImage) -> ImageRequest | None:
    """What the canvas was asked for, as far as its job still tells; reads the database."""
    if image.job is None:
        return None
    request = request_of(
        image.job,
        index=image.index,
        source=image.job.source_image,
        brand=look_of(image.job.brand),
    )
    canvas = CanvasProvider()
    known = image.model in canvas.models and canvas.offers(image.model, request)
    return request if known else None


def redrawn(original: bytes, request: ImageRequest | None, format: Format) -> bytes:
    """The same design with the same words in the format's own pixels, as a PNG.

    Where the request does not lead to this very original (a variation's source is gone, or the
    design has changed since), the whole original on a sheet of the format's shape. Raises
    `InternalError` where drawing fails.
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
