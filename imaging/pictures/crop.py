"""Which part of a picture is kept where another shape is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PIL import Image

from imaging.pictures.colour import opaque
from imaging.pictures.saliency import saliency

SCALE_MIN = 0.2
"""The smallest part that may be kept, as a share of the largest that fits."""
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Focus:
    """Where to crop, whatever the shape: all are shares of the upright picture, from 0 to 1.

    `x` and `y` are the middle of what is kept, `scale` its size as a share of the largest that
    fits; a window that would reach over an edge is moved inside.
    """

    x: float = 0.5
    y: float = 0.5
    scale: float = 1.0

    def __post_init__(self) -> None:
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1 and SCALE_MIN <= self.scale <= 1):
            raise ValueError(f"{self} is not inside the picture")


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the upright picture; they need not be whole."""


def crop_box(size: tuple[int, int], ratio: float, focus: Focus) -> Box:
    """The window of a shape (`ratio` is width by height) that keeps the focus."""
    width, height = size
    kept_width = min(width, height * ratio) * focus.scale
    kept_height = kept_width / ratio
    # In this order: what rounding leaves over must not reach outside.
    left = max(0.0, min(focus.x * width - kept_width / 2, width - kept_width))
    top = max(0.0, min(focus.y * height - kept_height / 2, height - kept_height))
    return left, top, min(width, left + kept_width), min(height, top + kept_height)


def find_focus(image: Image.Image, ratio: float) -> Focus:
    """The focus that keeps most of what the eye goes to; `image` is upright, in any mode.

    The middle where nothing stands out. Takes a few milliseconds at any size.
    """
    rows = saliency(opaque(image).convert("RGB"))
    if image.width > image.height * ratio:
        share = image.height * ratio / image.width
        return Focus(x=_best([sum(column) for column in zip(*rows, strict=True)], share))
    share = image.width / ratio / image.height
    return Focus(y=_best([sum(row) for row in rows], share))


def cropped(image: Image.Image, ratio: float, focus: Focus | None = None) -> Image.Image:
    """The largest part of a shape, in the pixels it has; `focus` None looks for the subject."""
    box = crop_box(image.size, ratio, focus or find_focus(image, ratio))
    left, top = round(box[0]), round(box[1])
    width, height = round(box[2] - box[0]), round(box[3] - box[1])
    return image.crop((left, top, left + max(1, width), top + max(1, height)))


def _best(weights: Sequence[float], share: float) -> float:
    """The middle of the window over `share` of a line that weighs most; the nearest to its own."""
    sums = [0.0, *accumulate(weights)]

    def upto(place: float) -> float:
        whole = min(int(place), len(weights) - 1)
        return sums[whole] + (place - whole) * weights[whole]

    if share >= 1 or not sums[-1]:
        return 0.5
    kept = share * len(weights)
    starts = [step / _STEPS * (len(weights) - kept) for step in range(_STEPS + 1)]
    held = [upto(start + kept) - upto(start) for start in starts]
    # Several windows may hold the whole subject: the one that leaves it in its middle is best.
    enough = [s for s, weight in zip(starts, held, strict=True) if weight >= max(held) * 0.995]
    middle = enough[len(enough) // 2]
    return (middle + kept / 2) / len(weights)
