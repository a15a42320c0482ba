"""What pictures in a brand look like, drawn on this machine before the brand is saved."""

from imaging import storage
from imaging.brands import BrandInput
from imaging.connections import release_connection
from imaging.decoding import decoding
from imaging.pictures.colour_names import from_hex
from imaging.providers.canvas import CanvasProvider
from imaging.providers.types import BrandLook, BrandRole, Format, ImageRequest

WORDS = "What we learned in a year of fewer meetings."


def draw_sample(wanted: BrandInput, format: Format) -> bytes:
    """A PNG in the format's pixels with the tagline, else with words of ours; stored nowhere.

    A fraction of a second. Raises `DecodingBusy`, and what the storage raises.
    """
    colours = wanted.colours
    look = BrandLook(
        colours=tuple((role, from_hex(colours[role])) for role in BrandRole if colours.get(role)),
        logo=storage.read(wanted.logo.original) if wanted.logo else b"",
    )
    words = wanted.tagline or WORDS
    canvas = CanvasProvider()
    request = ImageRequest(words, words, format=format, seed=f"sample {format}", brand=look)
    release_connection()
    with decoding():
        return canvas.generate(canvas.models[0], request).payloads[0].data
