"""The scene's shapes, as masks and outlines, and the materials to fill them with."""

import math
import random
from collections.abc import Iterator, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 960, 642
HORIZON = 400
SUN = (250, 235, 84)
TOWER = [(640, 420), (662, 190), (722, 190), (744, 420)]
GALLERY = [(648, 190), (736, 190), (736, 176), (648, 176)]
LANTERN = [(668, 176), (716, 176), (716, 134), (668, 134)]
ROOF = [(660, 134), (724, 134), (692, 104)]
HOUSE = [(770, 424), (770, 370), (860, 370), (860, 424)]
HOUSE_ROOF = [(760, 372), (815, 326), (870, 372)]

Point = tuple[float, float]
Colour = tuple[int, int, int]


def hill() -> list[Point]:
    """The headland, from the water's edge to the right border."""
    crest = [
        (x, HEIGHT - 60 - 190 * math.sin((x - 380) / 400 * math.pi / 2) ** 1.4)
        for x in range(380, 781, 10)
    ]
    return [(330, HEIGHT), *crest, (WIDTH, 400), (WIDTH, HEIGHT)]


def bands(count: int = 2) -> Iterator[list[Point]]:
    """The stripes around the tower."""
    for number in range(count):
        top, bottom = 245 + number * 92, 290 + number * 92
        left_top, left_bottom = (662 - 22 * (y - 190) / 230 for y in (top, bottom))
        right_top, right_bottom = (722 + 22 * (y - 190) / 230 for y in (top, bottom))
        yield [(left_top, top), (right_top, top), (right_bottom, bottom), (left_bottom, bottom)]


def sun_box(grow: float = 0) -> tuple[float, float, float, float]:
    x, y, own = SUN
    radius = own + grow
    return (x - radius, y - radius, x + radius, y + radius)


def mask(points: Sequence[Point]) -> Image.Image:
    """White inside, with an even edge."""
    large = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(large).polygon(points, fill=255)
    return large


def disc_mask(box: tuple[float, float, float, float]) -> Image.Image:
    disc = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(disc).ellipse(box, fill=255)
    return disc


def vertical(top: Colour, bottom: Colour) -> Image.Image:
    """From one colour above to another below."""
    ramp = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    ground = Image.new("RGB", (WIDTH, HEIGHT), top)
    ground.paste(bottom, (0, 0), ramp)
    return ground


def noise(grain: int, seed: int) -> Image.Image:
    """Grey clouds of about `grain` pixels, the same for a seed."""
    chance = random.Random(seed)  # noqa: S311
    size = (max(2, WIDTH // grain), max(2, HEIGHT // grain))
    small = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def grained(picture: Image.Image, strength: float, seed: int, grain: int = 2) -> Image.Image:
    """With a film's or a paper's grain over it; `strength` from 0 to 1."""
    speckle = noise(grain, seed).convert("RGB")
    return Image.blend(picture, ImageChops.soft_light(picture, speckle), strength)


def shadow(shape: Image.Image, offset: tuple[int, int], blur: float, depth: int) -> Image.Image:
    """The shape's shadow as a mask; `depth` up to 255."""
    cast = Image.new("L", (WIDTH, HEIGHT))
    cast.paste(shape, offset)
    return cast.filter(ImageFilter.GaussianBlur(blur)).point(lambda value: value * depth // 255)
