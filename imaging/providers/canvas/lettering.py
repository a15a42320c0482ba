"""One line of words as a mask, to be put on a picture."""

import math

from PIL import Image, ImageDraw

from imaging.providers.canvas.slides import NotSettable
from imaging.providers.canvas.typefaces import Voice, cast

_SMALLEST = 8.0


class NoRoom(Exception):
    """The line is too long to be read in so little room."""


def lettering(text: str, size: float, room: float) -> Image.Image:
    """The words in white on black, cut to their ink, at most `size` in type and `room` pixels wide.

    Raises `NotSettable` where no font at hand has all the letters or none shows, and `NoRoom`.
    """
    casting = cast(" ".join(text.split()), Voice.SANS)
    if casting is None:
        raise NotSettable(text)
    face = casting.typeface
    drawn, direction = face.drawn(casting.text), face.direction
    size = max(_SMALLEST, size)
    wide = face.font(size).getlength(drawn, direction=direction)
    if not wide:
        # Signs that show nothing by themselves.
        raise NotSettable(text)
    fitting = size * min(1.0, room / wide)
    if fitting < _SMALLEST:
        raise NoRoom(text)
    font = face.font(fitting)
    left, top, right, bottom = font.getbbox(drawn, anchor="ls", direction=direction)
    mask = Image.new("L", (math.ceil(right - left) + 2, math.ceil(bottom - top) + 2))
    ImageDraw.Draw(mask).text(
        (1 - left, 1 - top), drawn, fill=255, font=font, anchor="ls", direction=direction
    )
    return mask.crop(mask.getbbox())
