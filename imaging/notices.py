"""What a person is told of a job that succeeded, but not quite as asked."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from imaging.causes import causes
from imaging.providers import catalogue
from imaging.providers.errors import ProviderError
from imaging.providers.fallback import Delivered
from imaging.providers.types import Format, Quality
from imaging.shapes import fits

# The longer side of a size class, in pixels; models differ a little in what they call 2K.
LONGER_SIDE_PX = {Quality.ONE_K: 1000, Quality.TWO_K: 2000, Quality.FOUR_K: 3200}


class Sized(Protocol):
    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


def notice_of(
    deliveries: Sequence[Delivered[Sized]],
    *,
    count: int,
    quality: Quality,
    format: Format,
    shortfall: ProviderError | None,
    too_dear: Callable[[], str] = str,
    references: int = 0,
) -> str:
    """A sentence or two on what differs from `count`, `quality` and `format`, which were asked.

    `references` is how many pictures were attached beside the one to work from.
    `too_dear` tells of models that might have done better for more money.
    """
    sentences = []
    made = sum(len(delivered.pictures) for delivered in deliveries)
    if shortfall is not None:
        sentences.append(f"{made} of {count} images could be made: {shortfall.sentence}")
    stand_in = next((d for d in deliveries if not d.uses_ai and d.failures), None)
    if stand_in is not None:
        sentences += [f"Drawn locally, no AI, because {causes(stand_in.failures)}", too_dear()]
    if references and not all(delivered.sees_pictures for delivered in deliveries):
        sentences.append(_unseen(references))
    smaller = (_smaller(delivered, quality) for delivered in deliveries)
    shapes = (_another_shape(delivered, format) for delivered in deliveries)
    sentences += [next(filter(None, found), "") for found in (smaller, shapes)]
    return " ".join(filter(None, sentences))


def _unseen(references: int) -> str:
    which = "the picture" if references == 1 else f"the {references} pictures"
    was = "was" if references == 1 else "were"
    return f"It is drawn from words alone: {which} you attached {was} not used."


def _smaller(delivered: Delivered[Sized], asked: Quality) -> str:
    """That it came in a lower quality, and why."""
    longer = min(max(picture.width, picture.height) for picture in delivered.pictures)
    if longer >= LONGER_SIDE_PX[asked]:
        return ""
    reason = f"{delivered.model} made it smaller than it was told to."
    with suppress(KeyError):  # a provider whose models nobody has listed
        card = catalogue.card(delivered.provider, delivered.model)
        if card.best_quality(asked) is not asked:
            reason = f"{card.label} makes nothing larger."
    earlier = f" {causes(delivered.failures)}" if delivered.failures else ""
    return f"{asked} was asked for, but the image is {longer} pixels long: {reason}{earlier}"


def _another_shape(delivered: Delivered[Sized], asked: Format) -> str:
    """That it came in another shape, why, and that it is cropped to the one asked for."""
    for picture in delivered.pictures:
        if fits(picture.width, picture.height, asked):
            continue
        size = f"{picture.width} x {picture.height} pixels"
        reason = f"The model did not keep to the {asked} format and made {size}"
        with suppress(KeyError):
            card = catalogue.card(delivered.provider, delivered.model)
            nearest = card.nearest_ratio(asked.aspect_ratio)
            if nearest != asked.aspect_ratio:
                reason = (
                    f"{card.label} has no {asked.aspect_ratio}: this was made in {nearest}, the "
                    "nearest"
                )
        return f"{reason}. It is cropped to {asked}; the whole is kept as the original."
    return ""
