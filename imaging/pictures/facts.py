"""What can be measured of a picture in milliseconds, and matters where people see it in a feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import hypot
from statistics import fmean

from PIL import Image, ImageChops, ImageFilter

from imaging.pictures.colour import opaque
from imaging.pictures.colour_names import Rgb
from imaging.pictures.crop import Box, Focus, crop_box, find_focus
from imaging.pictures.renditions import displayable
from imaging.pictures.saliency import Map, saliency

_SIDE_PX = 160
"""Of the copy that is measured: about what a phone shows of a picture in the corner of an eye."""
_BLACK, _WHITE = 16, 243
"""Of 255: what is darker, or lighter, shows no detail."""
_TAIL = 0.05
"""The share of the brightest and of the darkest pixels that contrast leaves aside."""
_DETAIL = 10
"""Of 255: a pixel that differs so much from what is around it is detail."""
_DETAIL_RADIUS = 2
_SUBJECT_TAIL = 0.04
"""The share of its weight on each side that is no part of the subject."""
_COLOURS = 6
_SAME_COLOUR = 40
"""Of 255 in the channel that differs most: nearer colours are one to the eye."""
_BORDER = 0.04

THIRDS: dict[str, Box] = {
    "left": (0, 0, 1 / 3, 1),
    "right": (2 / 3, 0, 1, 1),
    "top": (0, 0, 1, 1 / 3),
    "bottom": (0, 2 / 3, 1, 1),
}
SIDES = ("left", "top", "right", "bottom")


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour and the share of the picture that it covers."""

    colour: Rgb
    share: float


@dataclass(frozen=True, slots=True)
class Framing:
    """What a shape keeps: `window` and `subject` are boxes in shares of the whole picture.

    `kept` is the share of the area, `kept_saliency` that of what the eye goes to. `subject` is None
    where nothing stands out.
    """

    window: Box
    kept: float
    kept_saliency: float
    subject: Box | None

    @property
    def subject_area(self) -> float:
        """As a share of the whole picture; 0 where nothing stands out."""
        if self.subject is None:
            return 0.0
        left, top, right, bottom = self.subject
        return (right - left) * (bottom - top)

    @property
    def margins(self) -> dict[str, float]:
        """From the subject to each edge of the window, in shares of it; negative where it is cut.

        Empty where nothing stands out.
        """
        if self.subject is None:
            return {}
        wide, high = self.window[2] - self.window[0], self.window[3] - self.window[1]
        gaps = (
            (self.subject[0] - self.window[0]) / wide,
            (self.subject[1] - self.window[1]) / high,
            (self.window[2] - self.subject[2]) / wide,
            (self.window[3] - self.subject[3]) / high,
        )
        return dict(zip(SIDES, gaps, strict=True))


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """All are from 0 to 1, but for `colourfulness`: below 15 is grey, above 80 gaudy.

    `black` and `white` are the shares of pixels that show no detail for being too dark or too
    light, `white_border` that of the outermost 4 %. `contrast` lies between the darkest and the
    brightest twentieth. `detail` is the share of pixels that differ from their surroundings,
    `detail_of` the same by third. `warmth` is red over blue, from -1 to 1. `tones` are the main
    colours, the largest first.
    """

    brightness: float
    black: float
    white: float
    white_border: float
    contrast: float
    detail: float
    detail_of: dict[str, float]
    colourfulness: float
    warmth: float
    tones: tuple[Tone, ...]
    framing: Framing


def measure(picture: Image.Image, ratio: float, focus: Focus | None = None) -> PictureFacts:
    """The facts of an upright picture in any mode, for use in a shape of `ratio` (width by height).

    `focus` is what a person wants kept, None to look for it. A thumbnail is enough.
    """
    whole = opaque(displayable(picture))
    small = whole.copy()
    small.thumbnail((_SIDE_PX, _SIDE_PX), Image.Resampling.BOX)
    grey = small.convert("L")
    levels = grey.histogram()
    detail = _detail(grey)
    pixels = grey.width * grey.height
    return PictureFacts(
        brightness=sum(level * count for level, count in enumerate(levels)) / pixels / 255,
        black=sum(levels[:_BLACK]) / pixels,
        white=sum(levels[_WHITE:]) / pixels,
        white_border=_white_border(grey),
        contrast=_spread(levels) / 255,
        detail=_share(detail, (0, 0, 1, 1)),
        detail_of={side: _share(detail, box) for side, box in THIRDS.items()},
        colourfulness=_colourfulness(small),
        warmth=_warmth(small),
        tones=_tones(small),
        framing=_framing(whole, ratio, focus),
    )


def _spread(levels: Sequence[int]) -> int:
    """Between the twentieth that is darkest and the one that is brightest, of 255."""
    sums = list(accumulate(levels))
    tail = sums[-1] * _TAIL
    dark = next(level for level, below in enumerate(sums) if below > tail)
    bright = next(level for level, below in enumerate(sums) if below >= sums[-1] - tail)
    return bright - dark


def _white_border(grey: Image.Image) -> float:
    thick = max(1, round(min(grey.size) * _BORDER))
    inside = Image.new("L", grey.size, 255)
    inside.paste(0, (thick, thick, grey.width - thick, grey.height - thick))
    levels = grey.histogram(inside)
    return sum(levels[_WHITE:]) / sum(levels)


def _detail(grey: Image.Image) -> Image.Image:
    """White where a pixel stands out from its surroundings."""
    calm = grey.filter(ImageFilter.GaussianBlur(_DETAIL_RADIUS))
    fine = ImageChops.difference(grey, calm)
    return fine.point(lambda value: 255 if value >= _DETAIL else 0)


def _share(mask: Image.Image, box: Box) -> float:
    """How much of a part is white."""
    left, top = int(box[0] * mask.width), int(box[1] * mask.height)
    right = max(left + 1, round(box[2] * mask.width))
    bottom = max(top + 1, round(box[3] * mask.height))
    levels = mask.crop((left, top, right, bottom)).histogram()
    return levels[255] / sum(levels)


def _colourfulness(small: Image.Image) -> float:
    """After Hasler and Süsstrunk, "Measuring colourfulness in natural images", 2003."""
    red, green, blue = (list(channel.tobytes()) for channel in small.split())
    pixels = list(zip(red, green, blue, strict=True))
    across = _moments([r - g for r, g, _ in pixels])
    along = _moments([(r + g) / 2 - b for r, g, b in pixels])
    return hypot(across[1], along[1]) + 0.3 * hypot(across[0], along[0])


def _moments(values: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation."""
    mean = fmean(values)
    return mean, fmean([(value - mean) ** 2 for value in values]) ** 0.5


def _warmth(small: Image.Image) -> float:
    red, _, blue = small.split()
    return (fmean(red.tobytes()) - fmean(blue.tobytes())) / 255


def _tones(small: Image.Image) -> tuple[Tone, ...]:
    """By median cut and k-means; colours that look alike are taken together."""
    reduced = small.quantize(_COLOURS, Image.Quantize.MEDIANCUT, kmeans=2)
    palette = reduced.getpalette() or []
    counts = sorted(((count, i) for i, count in enumerate(reduced.histogram()) if count))
    shares: dict[Rgb, float] = {}
    for count, index in reversed(counts):
        red, green, blue = palette[3 * index : 3 * index + 3]
        colour = (red, green, blue)
        near = next((each for each in shares if _difference(each, colour) < _SAME_COLOUR), colour)
        shares[near] = shares.get(near, 0.0) + count / (small.width * small.height)
    largest = sorted(shares.items(), key=lambda tone: -tone[1])
    return tuple(Tone(colour, share) for colour, share in largest)


def _difference(one: Rgb, other: Rgb) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _framing(whole: Image.Image, ratio: float, focus: Focus | None) -> Framing:
    weights = saliency(whole)
    left, top, right, bottom = crop_box(whole.size, ratio, focus or find_focus(whole, ratio))
    window = (left / whole.width, top / whole.height, right / whole.width, bottom / whole.height)
    return Framing(
        window=window,
        kept=(window[2] - window[0]) * (window[3] - window[1]),
        kept_saliency=_within(weights, window),
        subject=_subject(weights),
    )


def _subject(weights: Map) -> Box | None:
    """The box around what weighs twice the mean (Achanta et al., 2009), but for its tails."""
    cells = [weight for row in weights for weight in row]
    threshold = 2 * fmean(cells)
    strong = [[weight if weight > threshold else 0.0 for weight in row] for row in weights]
    rows = [sum(row) for row in strong]
    if not any(rows):
        return None
    left, right = _extent([sum(column) for column in zip(*strong, strict=True)])
    top, bottom = _extent(rows)
    return left, top, right, bottom


def _extent(weights: Sequence[float]) -> tuple[float, float]:
    """Where what weighs something begins and ends on a line, but for its tails."""
    sums = list(accumulate(weights))
    first = next(i for i, below in enumerate(sums) if below >= sums[-1] * _SUBJECT_TAIL)
    last = next(i for i, below in enumerate(sums) if below >= sums[-1] * (1 - _SUBJECT_TAIL))
    return first / len(weights), (last + 1) / len(weights)


def _within(weights: Map, window: Box) -> float:
    """The share of the saliency in cells whose middle lies in the window; 1 where there is none."""
    total = sum(map(sum, weights))
    if not total:
        return 1.0
    inside = sum(
        weight
        for y, row in enumerate(weights)
        for x, weight in enumerate(row)
        if window[0] <= (x + 0.5) / len(row) <= window[2]
        and window[1] <= (y + 0.5) / len(weights) <= window[3]
    )
    return inside / total
