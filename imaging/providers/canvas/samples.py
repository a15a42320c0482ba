"""A small picture of what the canvas makes of each style that it draws."""

import io

from PIL import Image

from imaging.providers.canvas.branding import with_logo
from imaging.providers.canvas.drawing import Drawing
from imaging.providers.canvas.reading import laid_out

WORDS = "The light stays on"
SIZE = (320, 214)
SCALE = 3
# By the names of their files: the style, "" for none in particular, and a seed that shows it well.
SAMPLES = {
    "any": ("", "s2"),
    "editorial": ("editorial", "s0"),
    "minimal": ("minimal", "s7"),
    "line-art": ("line-art", "s4"),
    "flat": ("flat", "s4"),
    "blueprint": ("blueprint", "s6"),
}


def sample(name: str) -> bytes:
    """A WebP of `SIZE` pixels."""
    style, seed = SAMPLES[name]
    size = (SIZE[0] * SCALE, SIZE[1] * SCALE)
    picture = with_logo(laid_out(Drawing(WORDS, WORDS, seed, style=style), size), b"")
    out = io.BytesIO()
    small = picture.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    small.save(out, "WEBP", quality=88, method=6)
    return out.getvalue()
