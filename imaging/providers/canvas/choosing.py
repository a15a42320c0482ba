"""Which design and which colours a post gets: by its words, its style and its seed alone."""

import random
from collections.abc import Sequence

from imaging.providers.canvas.composition import Choice, Design
from imaging.providers.canvas.designs import DESIGNS
from imaging.providers.canvas.figure import Figure
from imaging.providers.canvas.palettes import PALETTES, Palette
from imaging.providers.canvas.typefaces import cast

_LONG_HEADLINE = 90

_STYLED_DESIGNS = {
    "photographic": {"waves", "aurora"},
    "editorial": {"editorial", "quotation"},
    "minimal": {"editorial", "orbits", "ribbon"},
    "watercolour": {"aurora", "waves"},
    "isometric": {"tiles", "ribbon"},
    "line-art": {"contours"},
    "flat": {"tiles", "waves", "orbits"},
    "three-d": {"orbits", "aurora", "halftone"},
    "collage": {"tiles", "quotation", "halftone"},
    "cinematic": {"aurora", "waves", "contours"},
    "blueprint": {"contours", "halftone"},
}
_STYLED_PALETTES = {
    "editorial": {"paper", "sand", "blush", "slate"},
    "minimal": {"paper", "slate", "sage", "mint"},
    "watercolour": {"blush", "sage", "mint", "slate"},
    "line-art": {"paper", "slate", "sage", "sand"},
    "cinematic": {"midnight", "plum", "ember", "forest"},
    "blueprint": {"harbour", "cobalt"},
}


def choose(
    headline: str,
    figure: Figure | None,
    style: str,
    chance: random.Random,
    *,
    own: Sequence[Palette] = (),
    design: str = "",
    palette: str = "",
) -> Choice:
    """A design whose type can be set for this headline; without words where none can.

    `own` are palettes to choose from in place of the canvas's; `design` and `palette` are names of
    those to prefer to what chance would choose.
    """
    drawn = chance.choice(_own(own, style) if own else _styled(style))
    colours = next((each for each in PALETTES if each.name == palette), drawn)
    if headline:
        ranked = _ranked(headline, figure, style, chance)
        named = [each for each in possible(headline, figure) if each.name == design]
        for each in [*named, *ranked]:
            if casting := cast(headline, each.voice):
                return Choice(each, colours, casting)
    pictorial = [each for each in DESIGNS if each.pictorial]
    return Choice(chance.choice(_biased(pictorial, style)), colours, None)


def possible(headline: str, figure: Figure | None) -> list[Design]:
    """The designs that a headline may be set in."""
    able = [design for design in DESIGNS if figure or not design.needs_figure]
    if len(headline) > _LONG_HEADLINE:
        able = [design for design in able if design.roomy]
    return able


def _styled(style: str) -> list[Palette]:
    return [p for p in PALETTES if p.name in _STYLED_PALETTES.get(style, {p.name})]


def _own(palettes: Sequence[Palette], style: str) -> list[Palette]:
    """Dark ones where all that suit the style are dark, light ones where all are light."""
    dark = {palette.dark for palette in _styled(style)}
    return [palette for palette in palettes if palette.dark in dark] or list(palettes)


def _ranked(
    headline: str, figure: Figure | None, style: str, chance: random.Random
) -> list[Design]:
    ranked = _biased(possible(headline, figure), style)
    chance.shuffle(ranked)
    if figure and chance.random() < 0.5:
        ranked.sort(key=lambda design: not design.needs_figure)
    return ranked


def _biased(designs: Sequence[Design], style: str) -> list[Design]:
    wanted = _STYLED_DESIGNS.get(style, set())
    return [design for design in designs if design.name in wanted] or list(designs)
