"""Colours that go together, and whether words can be read on them."""

from dataclasses import dataclass, replace

from imaging.pictures.contrast import READABLE, contrast, luminance

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """`ink` is read on `ground` and on `soft`; the other three are for shapes."""

    name: str
    ground: Colour
    soft: Colour
    ink: Colour
    accent: Colour
    second: Colour
    third: Colour

    @property
    def dark(self) -> bool:
        """Whether light words stand on a dark ground."""
        return luminance(self.ground) < luminance(self.ink)

    @property
    def shapes(self) -> tuple[Colour, Colour, Colour]:
        return self.accent, self.second, self.third


def mix(first: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the first, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, other, strict=True))
    return red, green, blue


def readable_on(ground: Colour, palette: Palette) -> Colour:
    """The palette's own light or dark colour that reads best on a ground."""
    candidates = (palette.ink, palette.ground, (255, 255, 255), (20, 18, 16))
    own = [colour for colour in candidates[:2] if contrast(colour, ground) >= READABLE]
    return max(own or candidates, key=lambda colour: contrast(colour, ground))


def shaded(palette: Palette, steps: int) -> Palette:
    """The palette on a darker ground for steps below 0, on a lighter one above; at most two.

    Where the first step would only make a light ground grey, ground and ink change places.
    """
    if not steps:
        return palette
    dark = steps < 0
    left = abs(steps)
    if palette.dark is not dark:
        ground = mix(palette.ink, palette.third if dark else palette.ground, 0.12)
        soft = mix(ground, palette.ground, 0.08)
        palette = replace(palette, ground=ground, soft=soft, ink=palette.ground)
        left -= 1
    towards = (0, 0, 0) if dark else (255, 255, 255)
    share = 0.45 * left
    return replace(
        palette,
        ground=mix(palette.ground, towards, share),
        soft=mix(palette.soft, towards, share),
    )


def _palette(name: str, *colours: str) -> Palette:
    ground, soft, ink, accent, second, third = (
        (int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)) for code in colours
    )
    return Palette(name, ground, soft, ink, accent, second, third)


PALETTES = (
    #                   ground    soft      ink       accent    second    third
    _palette("paper", "faf6ee", "f0e8d9", "1d1b18", "c4421a", "e9b44c", "2d5d62"),
    _palette("midnight", "10142b", "191f3d", "f5f2ea", "ff7d5c", "6c7bff", "2c3568"),
    _palette("forest", "0f2f29", "163d35", "f4f0e1", "f2b84b", "5fa77a", "23564a"),
    _palette("harbour", "0b3350", "114163", "f4f8fb", "ffc857", "3fb0ac", "1d5b85"),
    _palette("blush", "fcefe8", "f7dfd3", "3a1530", "cf3560", "f2a65a", "6b2d5c"),
    _palette("sage", "eff3e8", "dfe7d3", "1c2b21", "3c7a55", "e0a044", "9cb795"),
    _palette("cobalt", "1d39c4", "2947d6", "ffffff", "ffd23f", "ff7a6b", "4561ef"),
    _palette("sand", "f4e9d8", "e9d8bd", "2a2017", "b24f28", "3a6b6e", "d8b07c"),
    _palette("plum", "26173a", "332049", "f8f1fb", "f7b267", "a875e0", "4a2f66"),
    _palette("slate", "f2f5f9", "e1e8f1", "0f1a2c", "2360e8", "f2994a", "9db4d3"),
    _palette("ember", "2a1512", "3a1f1a", "fbf0e6", "ff6b3d", "f2b15c", "6b2f26"),
    _palette("mint", "e8f5f0", "d2eae1", "0d2b2a", "0d8275", "ff8a5c", "8fcabb"),
)
