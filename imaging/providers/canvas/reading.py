"""What the canvas is asked to draw: from words, or another way of what it has drawn before."""

import hashlib
import random
from dataclasses import replace

from imaging.providers.canvas.branding import brand_palettes
from imaging.providers.canvas.choosing import choose, possible
from imaging.providers.canvas.composition import Choice
from imaging.providers.canvas.drawing import Changes, Drawing
from imaging.providers.canvas.editing import SIZE_LEAST, SIZE_STEP, Look, NotUnderstood, edited
from imaging.providers.canvas.figure import find_figure
from imaging.providers.canvas.headline import headline
from imaging.providers.canvas.palettes import shaded
from imaging.providers.canvas.rendering import Layout, lay_out
from imaging.providers.types import BrandLook, ImageRequest, Operation, Quality

_SCALES = {Quality.ONE_K: 1, Quality.TWO_K: 2, Quality.FOUR_K: 3}
# What is larger by less looks the same.
_NOTICEABLE = 1.03


def drawing_of(request: ImageRequest) -> Drawing:
    """Raises `NotUnderstood` for an edit that it cannot do."""
    if request.operation is Operation.GENERATE or request.source_drawing is None:
        words = headline(request.content, request.prompt)
        return Drawing(words, words or request.prompt, request.seed, style=request.style)
    source = Drawing.from_json(request.source_drawing)
    # What is chosen anew in another manner: all but what the person did to the words.
    kept = Changes(size=source.changes.size, bare=source.changes.bare)
    match request.operation:
        case Operation.EDIT:
            return _edited(source, request) if request.instruction else source
        case Operation.RESTYLE:
            seed = f"{source.seed}{request.seed}"
            return replace(source, style=request.style, seed=seed, changes=kept)
        case _ if request.near:
            design_seed = source.design_seed or source.seed
            return replace(source, seed=request.seed, design_seed=design_seed)
        case _:
            return replace(source, seed=request.seed, design_seed="", changes=kept)


def layout_of(drawing: Drawing, request: ImageRequest) -> Layout:
    """The drawing in the format and the quality of the request."""
    scale = _SCALES[request.quality]
    return laid_out(drawing, request.format.size, scale=scale, brand=request.brand)


def laid_out(
    drawing: Drawing, size: tuple[int, int], *, scale: int = 1, brand: BrandLook | None = None
) -> Layout:
    """The drawing as set for `size` in pixels, `scale` times as large."""
    figure = find_figure(drawing.words)
    choice, chance = _chosen(drawing, brand)
    width, height = size
    changes = drawing.changes
    return lay_out(
        choice,
        size,
        (width * scale, height * scale),
        figure,
        chance,
        bare=changes.bare,
        enlarged=changes.size,
    )


def _edited(source: Drawing, request: ImageRequest) -> Drawing:
    choice, _ = _chosen(source, request.brand)
    designs = [each.name for each in possible(source.words, find_figure(source.words))]
    look = Look(choice.design.name, choice.palette.name, designs)
    drawing = edited(source, request.instruction, look)
    before, size = source.changes.size, drawing.changes.size
    present = _headline_px(_sized(drawing, before), request)
    if size > before and _headline_px(drawing, request) < present * _NOTICEABLE:
        raise NotUnderstood(
            "The headline is as large as it fits. Shorten its text, or ask for another design."
        )
    while before > size > SIZE_LEAST:
        if _headline_px(_sized(drawing, size), request) * _NOTICEABLE < present:
            break
        # Its place held it smaller than it might have been.
        size = max(SIZE_LEAST, round(size / SIZE_STEP, 3))
    return _sized(drawing, size)


def _sized(drawing: Drawing, size: float) -> Drawing:
    return replace(drawing, changes=replace(drawing.changes, size=size))


def _headline_px(drawing: Drawing, request: ImageRequest) -> float:
    layout = layout_of(drawing, replace(request, quality=Quality.ONE_K))
    return max((each.setting.size for each in layout.placed if not each.words.figure), default=0.0)


def _chosen(drawing: Drawing, brand: BrandLook | None) -> tuple[Choice, random.Random]:
    """The design and the colours, and the chance that goes on from there."""
    figure = find_figure(drawing.words)
    chance = _chance(drawing.subject, drawing.seed)
    seed = drawing.design_seed
    kept = _chance(drawing.subject, seed) if seed else chance
    changes = drawing.changes
    choice = choose(
        drawing.words,
        figure,
        drawing.style,
        kept,
        own=brand_palettes(brand.colours) if brand else (),
        design=changes.design,
        palette=changes.palette,
    )
    return replace(choice, palette=shaded(choice.palette, changes.shade)), chance


def _chance(subject: str, seed: str) -> random.Random:
    digest = hashlib.sha256(f"{subject}\0{seed}".encode()).digest()
    return random.Random(digest)  # noqa: S311
