"""Pictures drawn on this machine from the post's own words: no model, no key, no cost."""

import io
from decimal import Decimal
from typing import ClassVar

from PIL import Image

from imaging.providers.base import ImageProvider
from imaging.providers.canvas.branding import with_logo
from imaging.providers.canvas.editing import NotUnderstood
from imaging.providers.canvas.reading import drawing_of, layout_of
from imaging.providers.errors import InternalError, ModelRetired, ProviderError, UnsupportedOption
from imaging.providers.types import ImagePayload, ImageRequest, ImageResult, Operation

MODEL = "canvas-1"


class CanvasProvider(ImageProvider):
    """Sets the hook of the post as a headline over a design seeded by its words.

    The same request gives the same picture; another `seed` gives another. `style` narrows the
    choice of designs and colours; references are not looked at. It takes a fraction of a second.
    What it has drawn it can draw again otherwise, from the drawing that came with the picture.
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

        Raises `ModelRetired` for a model it does not have, `UnsupportedOption` for what it did not
        draw itself and for an edit that it does not understand, and `InternalError` where drawing
        fails.
        """
        if model != MODEL:
            raise ModelRetired(f"canvas has no model {model}")
        if not self.offers(model, request):
            raise UnsupportedOption(f"canvas cannot {request.operation} that picture")
        try:
            drawing = drawing_of(request)
            logo = request.brand.logo if request.brand else b""
            data = _png(with_logo(layout_of(drawing, request), logo))
        except ProviderError:
            raise
        except Exception as error:
            raise InternalError(f"drawing failed: {type(error).__name__}") from error
        payload = ImagePayload(data, "image/png", drawing=drawing.as_json())
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
                return not self.why_not(request)

    def why_not(self, request: ImageRequest) -> str:
        """What hinders an edit of its own drawing, for a person; "" for nothing."""
        if request.source_provider != self.alias or request.source_drawing is None:
            return "Canvas edits only what canvas drew."
        try:
            drawing_of(request)
        except NotUnderstood as error:
            return str(error)
        return ""

    def price_usd(self, model: str, request: ImageRequest) -> Decimal | None:
        return Decimal(0)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()
