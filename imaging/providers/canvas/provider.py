"""Pictures drawn on this machine from the post's own words: no model, no key, no cost."""

import hashlib
import io
import random
from decimal import Decimal
from typing import ClassVar

from PIL import Image

from imaging.providers.base import ImageProvider
from imaging.providers.canvas.branding import brand_palettes, with_logo
from imaging.providers.canvas.choosing import choose
from imaging.providers.canvas.figure import find_figure
from imaging.providers.canvas.headline import headline
from imaging.providers.canvas.rendering import lay_out
from imaging.providers.errors import InternalError, ModelRetired, ProviderError, UnsupportedOption
from imaging.providers.types import (
    BrandLook,
    ImagePayload,
    ImageRequest,
    ImageResult,
    Operation,
    Quality,
)

MODEL = "canvas-1"
_SCALES = {Quality.ONE_K: 1, Quality.TWO_K: 2, Quality.FOUR_K: 3}


class CanvasProvider(ImageProvider):
    """Sets the hook of the post as a headline over a design seeded by its words.

    The same request gives the same picture; another `seed` gives another, in the design and the
    colours of `design_seed` where that is given. `style` narrows the
    choice of designs and colours; references are not looked at. It takes a fraction of a second.
    """

    alias: ClassVar[str] = "canvas"
    label: ClassVar[str] = "Canvas"
    uses_ai: ClassVar[bool] = False
    sees_pictures: ClassVar[bool] = False

    @property
    def models(self) -> tuple[str, ...]:
        return (MODEL,)

    def generate(self, model: str, request: ImageRequest) -> ImageResult:
        """Draw a PNG in exactly the format's pixels: doubled for 2K, tripled for 4K.

        Raises `ModelRetired` for a model it does not have, `UnsupportedOption` for an edit, which
        needs a model that understands pictures, for a restyle or a variation of what it did not
        draw itself, and `InternalError` where drawing fails.
        """
        if model != MODEL:
            raise ModelRetired(f"canvas has no model {model}")
        if not self.offers(model, request):
            raise UnsupportedOption(f"canvas cannot {request.operation} that picture")
        try:
            data = _png(_picture(request))
        except ProviderError:
            raise
        except Exception as error:
            raise InternalError(f"drawing failed: {type(error).__name__}") from error
        payload = ImagePayload(data, "image/png")
        return ImageResult((payload,), cost_usd=Decimal(0))

    def offers(self, model: str, request: ImageRequest) -> bool:
        """It draws from words, so anew in another way only what it drew itself."""
        match request.operation:
            case Operation.GENERATE:
                return True
            case Operation.VARY:
                return request.source_provider == self.alias
            case Operation.RESTYLE:
                return request.source_provider == self.alias and bool(request.style)
            case Operation.EDIT:
                return False

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        return Decimal(0)


def _picture(request: ImageRequest) -> Image.Image:
    words = headline(request.content, request.prompt)
    figure = find_figure(words)
    subject = words or request.prompt
    chance = _chance(subject, request.seed)
    kept = _chance(subject, request.design_seed) if request.design_seed else chance
    brand = request.brand or BrandLook()
    choice = choose(words, figure, request.style, kept, brand_palettes(brand.colours))
    width, height = request.format.size
    scale = _SCALES[request.quality]
    layout = lay_out(choice, (width, height), (width * scale, height * scale), figure, chance)
    return with_logo(layout, brand.logo)


def _chance(subject: str, seed: str) -> random.Random:
    digest = hashlib.sha256(f"{subject}\0{seed}".encode()).digest()
    return random.Random(digest)  # noqa: S311


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()
