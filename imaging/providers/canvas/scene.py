"""Shapes in the pixels of the 1K picture, drawn smooth at any size in little memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageOps

from imaging.providers.canvas.palettes import Colour

Point = tuple[float, float]
Fill = Colour | tuple[int, int, int, int]
"""A colour; with a fourth value, its opacity from 0 to 255."""

_OVERSAMPLING = 3
_BAND_PIXELS = 16_000_000
"""Oversampled pixels drawn at a time, at four bytes each: what bounds a 4K picture's memory."""


class Pen:
    """Draws one band of a scene, oversampled; coordinates are the scene's."""

    def __init__(self, band: Image.Image, scale: float, top: float) -> None:
        self._draw = ImageDraw.Draw(band, "RGBA")
        self._scale = scale
        self._top = top

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, (y - self._top) * self._scale) for x, y in points]

    def _box(self, left: float, top: float, right: float, bottom: float) -> list[Point]:
        # Pillow counts the last row and column in; a scene's edges lie between pixels.
        (x0, y0), (x1, y1) = self._at([(left, top), (right, bottom)])
        return [(x0, y0), (max(x0, x1 - 1), max(y0, y1 - 1))]

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, fill: Fill, radius: float = 0
    ) -> None:
        box = self._box(left, top, right, bottom)
        self._draw.rounded_rectangle(box, radius * self._scale, fill)

    def disc(self, x: float, y: float, radius: float, fill: Fill) -> None:
        self._draw.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), fill)

    def ring(self, x: float, y: float, radius: float, width: float, fill: Fill) -> None:
        """A circle's line of a width, its outer edge at the radius."""
        box = self._box(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(box, None, fill, max(1, round(width * self._scale)))

    def sector(
        self, x: float, y: float, radius: float, start: float, end: float, fill: Fill
    ) -> None:
        """A slice of a disc, in degrees clockwise from three o'clock."""
        box = self._box(x - radius, y - radius, x + radius, y + radius)
        self._draw.pieslice(box, start, end, fill)

    def arc(
        self, x: float, y: float, radius: float, width: float, start: float, end: float, fill: Fill
    ) -> None:
        """A slice of a ring, its outer edge at the radius, in degrees as for a sector."""
        box = self._box(x - radius, y - radius, x + radius, y + radius)
        self._draw.arc(box, start, end, fill, max(1, round(width * self._scale)))

    def polygon(self, points: Sequence[Point], fill: Fill) -> None:
        self._draw.polygon(self._at(points), fill)

    def line(self, points: Sequence[Point], width: float, fill: Fill) -> None:
        pixels = max(1, round(width * self._scale))
        self._draw.line(self._at(points), fill, pixels, joint="curve")


Stroke = Callable[[Pen], None]


@dataclass(slots=True)
class Scene:
    """A picture without its words: a ground, perhaps a soft wash over it, then shapes in order.

    `wash` is a small RGB picture that is stretched over the whole; it is for gradients, glows
    and shadows, which have no edges to keep. `mirrored` turns it for right-to-left reading.
    """

    width: int
    height: int
    ground: Colour
    wash: Image.Image | None = None
    strokes: list[Stroke] = field(default_factory=list)
    mirrored: bool = False

    def add(self, stroke: Stroke) -> None:
        self.strokes.append(stroke)

    def render(self, width: int, height: int) -> Image.Image:
        """The scene at a size in pixels, of about its own proportions."""
        picture = Image.new("RGB", (width, height), self.ground)
        if self.wash is not None:
            picture.paste(self.wash.resize((width, height), Image.Resampling.BICUBIC))
        if self.strokes:
            rows = max(1, _BAND_PIXELS // (width * _OVERSAMPLING**2))
            for top in range(0, height, rows):
                box = (0, top, width, min(height, top + rows))
                picture.paste(self._band(picture.crop(box), top), box)
        return ImageOps.mirror(picture) if self.mirrored else picture

    def _band(self, band: Image.Image, top: int) -> Image.Image:
        scale = band.width / self.width
        size = (band.width * _OVERSAMPLING, band.height * _OVERSAMPLING)
        large = band.resize(size, Image.Resampling.NEAREST)
        pen = Pen(large, scale * _OVERSAMPLING, top / scale)
        for stroke in self.strokes:
            stroke(pen)
        return large.reduce(_OVERSAMPLING)
