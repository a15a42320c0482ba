"""One scene, a lighthouse at the sea, drawn in each style: what a style's name means."""

import io
from collections.abc import Callable

from PIL import Image

from imaging.pictures.samples import drawn, painted
from imaging.pictures.samples.scene import HEIGHT, WIDTH

SIZE = (WIDTH // 3, HEIGHT // 3)

SAMPLES: dict[str, Callable[[], Image.Image]] = {
    "photographic": painted.photographic,
    "editorial": drawn.editorial,
    "minimal": drawn.minimal,
    "watercolour": painted.watercolour,
    "isometric": drawn.isometric,
    "line-art": drawn.line_art,
    "flat": drawn.flat,
    "three-d": painted.three_d,
    "collage": painted.collage,
    "cinematic": painted.cinematic,
    "blueprint": drawn.blueprint,
}


def sample(style: str) -> bytes:
    """A WebP of 320 x 214 pixels, the same each time. Raises KeyError for an unknown style."""
    out = io.BytesIO()
    picture = SAMPLES[style]().convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    picture.save(out, "WEBP", quality=82, method=6)
    return out.getvalue()
