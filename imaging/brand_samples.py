"""What pictures in a brand look like, drawn on this machine before the brand is saved."""

import io
from dataclasses import dataclass

from imaging import storage
from imaging.brands import BrandInput
from imaging.connections import release_connection
from imaging.decoding import decoding
from imaging.pictures.colour_names import from_hex
from imaging.providers.canvas.branding import drawn_with
from imaging.providers.canvas.reading import drawing_of, layout_of
from imaging.providers.types import BrandLook, BrandRole, Format, ImageRequest

# Of all that the canvas might draw of our words, pictures with a corner free for a logo.
SEED = "sample 4"
WORDS = "What we learned in a year of fewer meetings."


@dataclass(frozen=True, slots=True)
class DrawnSample:
    """`data` is a WebP in half the format's pixels."""

    format: Format
    data: bytes
    has_logo: bool


def draw_samples(wanted: BrandInput) -> list[DrawnSample]:
    """One in each format with the tagline, else with words of ours; stored nowhere.

    Half a second in all. Raises `DecodingBusy`, and what the storage raises.
    """
    colours = wanted.colours
    look = BrandLook(
        colours=tuple((role, from_hex(colours[role])) for role in BrandRole if colours.get(role)),
        logo=storage.read(wanted.logo.original) if wanted.logo else b"",
    )
    words = wanted.tagline or WORDS
    release_connection()
    with decoding():
        return [_drawn(words, format, look) for format in Format]


def _drawn(words: str, format: Format, look: BrandLook) -> DrawnSample:
    request = ImageRequest(words, words, format=format, seed=SEED, brand=look)
    picture, has_logo = drawn_with(layout_of(drawing_of(request), request), look.logo)
    out = io.BytesIO()
    picture.reduce(2).save(out, "WEBP", quality=88)
    return DrawnSample(format, out.getvalue(), has_logo)
