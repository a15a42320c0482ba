"""What the eye goes to in a picture, as a small map: contrast of colour, detail, skin.

Colour far from the picture's own mean stands out (Achanta et al., "Frequency-tuned salient region
detection", 2009); so does detail on a plain ground, and so do people.
"""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter, ImageStat

Map = list[list[float]]
"""Rows of weights, none negative; each cell stands for the same share of the picture."""

MAP_SIDE = 64
"""Cells along the longer side."""

_COLOUR, _DETAIL, _SKIN = 1.0, 0.8, 0.35
_CHROMA = 2.0
"""How much more a step in hue counts than one in brightness."""
_DETAIL_BLUR, _DETAIL_SPREAD = 3.0, 1.5
"""Cells: what is finer than the first is detail; the second joins an outline to its inside."""
_SKIN_CB, _SKIN_CR = range(77, 128), range(133, 174)
"""Skin of every tone in YCbCr (Chai and Ngan, 1999)."""
_CENTRE = 0.4
"""What the farthest corner loses: people compose towards the middle."""


def saliency(image: Image.Image) -> Map:
    """The map of an RGB picture; its longer side has 64 cells. Nothing in it says what is there."""
    scale = MAP_SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.BOX, reducing_gap=2.0).convert("YCbCr")
    colours = _colour(small)
    weights = [
        _COLOUR * colour + _DETAIL * detail + _SKIN * skin
        for colour, detail, skin in zip(colours, _detail(small), _skin(small, colours), strict=True)
    ]
    return _towards_the_middle(weights, size)


def _colour(small: Image.Image) -> list[float]:
    """How far each cell is from the mean, from 0 to 1."""
    means = ImageStat.Stat(small).mean
    far = [0.0] * (small.width * small.height)
    for channel, mean, weight in zip(small.split(), means, (1.0, _CHROMA, _CHROMA), strict=True):
        calm = channel.filter(ImageFilter.GaussianBlur(1))
        far = [
            total + weight * abs(value - mean)
            for total, value in zip(far, _values(calm), strict=True)
        ]
    return _to_one(far)


def _detail(small: Image.Image) -> list[float]:
    brightness = small.getchannel(0)
    ground = brightness.filter(ImageFilter.GaussianBlur(_DETAIL_BLUR))
    fine = ImageChops.difference(brightness, ground)
    return _to_one(_values(fine.filter(ImageFilter.GaussianBlur(_DETAIL_SPREAD))))


def _skin(small: Image.Image, colour: Sequence[float]) -> list[float]:
    """Where skin may be, as far as it stands out: a wall of that hue is no face."""
    _, blues, reds = small.split()
    return [
        strength if round(blue) in _SKIN_CB and round(red) in _SKIN_CR else 0.0
        for strength, blue, red in zip(colour, _values(blues), _values(reds), strict=True)
    ]


def _values(channel: Image.Image) -> list[float]:
    return [float(value) for value in channel.tobytes()]


def _to_one(values: list[float]) -> list[float]:
    highest = max(values)
    # A step or two of 255 is noise, which must not grow into a subject.
    return [value / max(highest, 8.0) for value in values]


def _towards_the_middle(weights: list[float], size: tuple[int, int]) -> Map:
    width, height = size
    rows = []
    for y in range(height):
        down = (2 * (y + 0.5) / height - 1) ** 2
        rows.append(
            [
                # Squared, so that one strong subject outweighs much faint texture.
                weights[y * width + x] ** 2
                * (1 - _CENTRE * (down + (2 * (x + 0.5) / width - 1) ** 2) / 2)
                for x in range(width)
            ]
        )
    return rows
