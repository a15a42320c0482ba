"""From a choice to pixels: the scene, then the words over it."""

import random
from dataclasses import dataclass, replace

from PIL import Image

from imaging.providers.canvas.composition import Choice, Composition, Sheet, Words
from imaging.providers.canvas.figure import Figure
from imaging.providers.canvas.typefaces import Casting, Typeface, cast
from imaging.providers.canvas.typesetting import Align, Frame, Setting, set_words


@dataclass(frozen=True, slots=True)
class Placed:
    """Words where they will stand: `setting` in the pixels of the picture, inside `frame`."""

    words: Words
    frame: Frame
    setting: Setting


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture before it is drawn."""

    composition: Composition
    placed: tuple[Placed, ...]
    width: int
    height: int

    def draw(self) -> Image.Image:
        picture = self.composition.scene.render(self.width, self.height)
        for words, mask in zip(self.placed, self.masks(), strict=True):
            picture.paste(words.words.colour, (0, 0), mask)
        return picture

    def masks(self) -> list[Image.Image]:
        """What each text inks, white on black, in the size of the picture."""
        masks = []
        for placed in self.placed:
            mask = Image.new("L", (self.width, self.height))
            placed.setting.draw(mask)
            masks.append(mask)
        return masks


def lay_out(
    choice: Choice,
    size: tuple[int, int],
    pixel_size: tuple[int, int],
    figure: Figure | None,
    chance: random.Random,
    *,
    bare: bool = False,
    enlarged: float = 1.0,
) -> Layout:
    """Compose at `size`, the design's own pixels, for a picture of `pixel_size`.

    `bare` leaves all but the words away; `enlarged` is how much larger the headline may be.
    """
    casting = choice.casting
    sheet = Sheet(
        *size,
        palette=choice.palette,
        chance=chance,
        words=len(casting.text) if casting else 0,
        figure=figure,
    )
    composition = _words_alone(sheet) if bare and casting else choice.design.compose(sheet)
    if casting is None:
        return Layout(replace(composition, words=()), (), *pixel_size)
    if casting.typeface.right_to_left:
        composition = composition.mirrored()
    scale = pixel_size[0] / size[0]
    sized = [
        words if words.figure else replace(words, largest=words.largest * enlarged)
        for words in composition.words
    ]
    placed = tuple(_place(words, casting, figure, choice, scale) for words in sized)
    return Layout(composition, placed, *pixel_size)


def _words_alone(sheet: Sheet) -> Composition:
    margin = sheet.margin
    frame = Frame(margin, margin, sheet.width - margin, sheet.height - margin, stand=Align.CENTRE)
    return Composition(sheet.scene(), (Words(frame, sheet.palette.ink, sheet.largest(0.15)),))


def _place(
    words: Words, casting: Casting, figure: Figure | None, choice: Choice, scale: float
) -> Placed:
    text, typeface = casting.text, casting.typeface
    if words.figure and figure is not None:
        text, typeface = _figure_casting(figure, choice, typeface)
    frame = replace(
        words.frame,
        left=words.frame.left * scale,
        top=words.frame.top * scale,
        right=words.frame.right * scale,
        bottom=words.frame.bottom * scale,
    )
    return Placed(words, frame, set_words(text, typeface, frame, words.largest * scale))


def _figure_casting(figure: Figure, choice: Choice, typeface: Typeface) -> tuple[str, Typeface]:
    """The number in the design's own voice, on the side where the headline begins."""
    own = cast(figure.text, choice.design.voice)
    if own is None:
        return figure.text, typeface
    return own.text, replace(own.typeface, right_to_left=typeface.right_to_left)
