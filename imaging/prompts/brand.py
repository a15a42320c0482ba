"""What a model is told of a person's brand."""

from collections.abc import Sequence

from imaging.pictures.colour_names import Rgb, hex_code, name
from imaging.providers.types import BrandRole

_PLACES = {
    BrandRole.PRIMARY: "as the leading colour",
    BrandRole.SECONDARY: "as the second colour",
    BrandRole.ACCENT: "for the one accent",
    BrandRole.BACKGROUND: "for quiet surfaces",
    BrandRole.TEXT: "for the darkest or lightest details",
}


def palette_sentence(colours: Sequence[tuple[BrandRole, Rgb]]) -> str:
    """The colours in words and as codes; "" for none.

    As accents: a photograph in nothing but a brand's two colours would look tinted.
    """
    if not colours:
        return ""
    listed = [f"{named(colour)} {_PLACES[role]}" for role, colour in colours]
    return (
        f"Use these colours as accents, in things, clothes, light or shapes that are there anyway: "
        f"{', '.join(listed)}. Never write the codes."
    )


def named(colour: Rgb) -> str:
    """ "dark blue (#0b3350)"."""
    return f"{name(colour)} ({hex_code(colour)})"
