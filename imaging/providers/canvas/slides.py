"""A slide of words for a carousel: a title, a text, and where in the row it stands."""

from PIL import Image

from imaging.providers.canvas.palettes import PALETTES, Palette, mix
from imaging.providers.canvas.scene import Scene
from imaging.providers.canvas.typefaces import Voice, cast
from imaging.providers.canvas.typesetting import Align, Frame, set_words

_MARGIN = 0.09
_TITLE_SHARE = 0.42
"""Of the height, where a text follows; alone, the title may have all of it."""
_ALONE = 1.35
"""How much larger a title is that no text follows."""
_TITLE_SIZE, _TEXT_SIZE, _NUMBER_SIZE = 0.105, 0.052, 0.026


class NotSettable(Exception):
    """No font at hand has all the letters of the text."""


def can_be_set(text: str) -> bool:
    return not text.strip() or cast(text, Voice.SERIF) is not None


def text_slide(title: str, text: str, *, size: tuple[int, int], number: str) -> Image.Image:
    """The slide in `size` pixels, as `carousel.css` previews it.

    `number` stands small in the corner: "2 / 5". Raises `NotSettable`.
    """
    palette = PALETTES[0]
    width, height = size
    short, margin = min(size), round(_MARGIN * min(size))
    scene = Scene(width, height, palette.ground)
    bar = 0.014 * short
    scene.add(
        lambda pen: pen.rectangle(
            margin, margin, margin + 0.14 * short, margin + bar, palette.accent
        )
    )
    slide = scene.render(width, height)
    top, bottom = margin + 0.07 * short, height - margin - 0.05 * short
    middle = top + _TITLE_SHARE * (bottom - top)
    head = Frame(margin, top, width - margin, middle if text and title else bottom)
    body = Frame(margin, middle + 0.03 * short if title else top, width - margin, bottom)
    if title:
        largest = _TITLE_SIZE * short * (1 if text else _ALONE)
        _set(slide, title, Voice.SERIF, head, largest, palette.ink)
    if text:
        _set(slide, text, Voice.SANS, body, _TEXT_SIZE * short, _softer(palette))
    foot = Frame(margin, height - margin - 0.03 * short, width - margin, height - margin, Align.END)
    _set(slide, number, Voice.SANS, foot, _NUMBER_SIZE * short, _softer(palette))
    return slide


def _softer(palette: Palette) -> tuple[int, int, int]:
    return mix(palette.ink, palette.ground, 0.18)


def _set(
    slide: Image.Image,
    text: str,
    voice: Voice,
    frame: Frame,
    largest: float,
    colour: tuple[int, int, int],
) -> None:
    lines = (" ".join(line.split()) for line in text.splitlines())
    casting = cast("\n".join(filter(None, lines)), voice)
    if casting is None:
        raise NotSettable(text)
    mask = Image.new("L", slide.size)
    set_words(casting.text, casting.typeface, frame, largest).draw(mask)
    slide.paste(colour, (0, 0), mask)
