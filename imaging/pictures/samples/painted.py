"""The styles made of light and material."""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from imaging.pictures.samples import scene
from imaging.pictures.samples.scene import Colour, Point

_SIZE = (scene.WIDTH, scene.HEIGHT)


def photographic() -> Image.Image:
    picture = _evening((92, 128, 172), (250, 206, 160))
    picture = _water(picture, (70, 96, 126), (186, 160, 142))
    far = picture.filter(ImageFilter.GaussianBlur(2.5))
    land = _textured((52, 60, 50), seed=4, grain=7)
    far.paste(land, (0, 0), scene.mask(scene.hill()))
    _round_tower(far, (244, 238, 228), (176, 60, 48), (46, 46, 52))
    _shaded(far, scene.HOUSE, (232, 222, 206))
    _shaded(far, scene.HOUSE_ROOF, (120, 66, 54))
    return scene.grained(far, 0.22, seed=5)


def cinematic() -> Image.Image:
    picture = _evening((10, 28, 40), (196, 112, 66))
    picture = _water(picture, (10, 28, 38), (120, 76, 54))
    picture.paste((9, 17, 22), (0, 0), scene.mask(scene.hill()))
    for shape in (scene.TOWER, scene.GALLERY, scene.ROOF, scene.HOUSE, scene.HOUSE_ROOF):
        picture.paste((13, 22, 28), (0, 0), scene.mask(shape))
    beam = scene.mask([(692, 148), (-40, 20), (-40, 210)]).filter(ImageFilter.GaussianBlur(12))
    picture = _lit(picture, beam.point(lambda value: value * 90 // 255), (255, 222, 170))
    lamp = scene.disc_mask((650, 112, 734, 196)).filter(ImageFilter.GaussianBlur(16))
    picture = _lit(picture, lamp, (255, 226, 176))
    haze = scene.noise(160, seed=3).filter(ImageFilter.GaussianBlur(40))
    picture = _lit(picture, haze.point(lambda value: value // 6), (220, 170, 130))
    picture = scene.grained(picture, 0.3, seed=6)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, scene.WIDTH, 58), fill=(0, 0, 0))
    pen.rectangle((0, scene.HEIGHT - 58, scene.WIDTH, scene.HEIGHT), fill=(0, 0, 0))
    return picture


def watercolour() -> Image.Image:
    paper = scene.grained(Image.new("RGB", _SIZE, (251, 249, 243)), 0.3, seed=7, grain=3)
    sky = [(30, 40), (930, 26), (946, 380), (20, 404)]
    sea = [(24, 408), (640, 402), (600, 610), (34, 616)]
    washes: list[tuple[Sequence[Point], Colour, int]] = [
        (sky, (164, 200, 222), 11),
        (sea, (92, 152, 176), 12),
        (scene.hill(), (116, 148, 96), 13),
        (scene.HOUSE_ROOF, (190, 92, 70), 14),
        *((band, (200, 84, 66), 15) for band in scene.bands()),
        (scene.ROOF, (84, 88, 110), 16),
        (scene.LANTERN, (246, 204, 108), 17),
    ]
    picture = paper
    picture = _washed(picture, scene.disc_mask(scene.sun_box()), (248, 184, 104), 10)
    for points, colour, seed in washes:
        shape = scene.mask(points)
        if seed in {11, 13}:
            for kept in (scene.TOWER, scene.HOUSE):
                shape = ImageChops.subtract(shape, scene.mask(kept))
        picture = _washed(picture, shape, colour, seed)
    pen = ImageDraw.Draw(picture)
    for outline in (scene.TOWER, scene.HOUSE):
        pen.line([*outline, outline[0]], fill=(120, 116, 112), width=2)
    return picture


def three_d() -> Image.Image:
    picture = scene.vertical((244, 214, 204), (250, 232, 220))
    parts: list[tuple[Image.Image, Colour]] = [
        (scene.disc_mask(scene.sun_box(20)), (250, 176, 92)),
        (_pill((-80, 470, 660, 700), 110), (122, 176, 214)),
        (_pill((360, 440, 1060, 760), 150), (146, 196, 150)),
        (_pill((630, 180, 754, 470), 30), (252, 246, 240)),
        (_pill((630, 262, 754, 316), 16), (236, 108, 92)),
        (_pill((630, 372, 754, 426), 16), (236, 108, 92)),
        (_pill((648, 108, 736, 178), 24), (255, 214, 130)),
        (_pill((612, 164, 772, 196), 16), (92, 104, 140)),
        (_pill((630, 84, 754, 122), 19), (236, 108, 92)),
        (_pill((796, 372, 900, 470), 26), (252, 246, 240)),
        (_pill((780, 344, 916, 392), 24), (236, 108, 92)),
    ]
    for shape, colour in parts:
        picture.paste((120, 84, 84), (0, 0), scene.shadow(shape, (14, 18), 16, 76))
        picture.paste(_clay(shape, colour), (0, 0), shape)
    return picture


def collage() -> Image.Image:
    picture = _textured((236, 228, 212), seed=21, grain=4)
    pieces: list[tuple[Image.Image, Image.Image]] = [
        (_torn([(30, 30), (610, 18), (628, 330), (20, 352)], 22), _dots((84, 132, 168))),
        (scene.disc_mask(scene.sun_box(34)), Image.new("RGB", _SIZE, (232, 92, 62))),
        (_torn([(-20, 404), (620, 388), (640, 660), (-20, 660)], 23), _plain((40, 92, 112))),
        (_torn(scene.hill(), 24), _dots((92, 104, 70))),
        (_torn([(600, 452), (636, 170), (750, 170), (784, 452)], 25), _dots((150, 148, 144))),
        (scene.mask([(614, 352), (622, 286), (764, 286), (770, 352)]), _plain((232, 92, 62))),
        (scene.mask([(650, 172), (736, 172), (736, 112), (650, 112)]), _plain((248, 204, 92))),
        (scene.mask([(628, 116), (758, 116), (700, 56)]), _plain((34, 34, 40))),
        (_torn([(806, 120), (918, 104), (926, 188), (812, 204)], 26), _plain((250, 248, 242))),
    ]
    for shape, material in pieces:
        picture.paste((60, 50, 40), (0, 0), scene.shadow(shape, (7, 9), 6, 120))
        picture.paste(material, (0, 0), shape)
    return picture


def _evening(above: Colour, below: Colour) -> Image.Image:
    """A sky with a low sun in it, down to the horizon."""
    sky = scene.vertical(above, below).resize((scene.WIDTH, scene.HORIZON))
    picture = Image.new("RGB", _SIZE)
    picture.paste(sky, (0, 0))
    clouds = scene.noise(70, seed=1).resize((scene.WIDTH, scene.HEIGHT * 3)).crop((0, 0, *_SIZE))
    picture = _lit(picture, clouds.point(lambda value: max(0, value - 120) // 2), (255, 232, 214))
    for grow, blur, share in ((70, 46, 0.55), (20, 16, 0.7), (-26, 3, 1.0)):
        glow = scene.disc_mask(scene.sun_box(grow)).filter(ImageFilter.GaussianBlur(blur))
        level = glow.point(lambda value, share=share: int(value * share))
        picture = _lit(picture, level, (255, 238, 206))
    return picture


def _water(picture: Image.Image, near: Colour, far: Colour) -> Image.Image:
    """The sea with the sun on it."""
    height = scene.HEIGHT - scene.HORIZON
    sea = scene.vertical(far, near).resize((scene.WIDTH, height))
    ripples = (
        scene.noise(9, seed=8)
        .resize((scene.WIDTH * 4, height // 2))
        .crop((0, 0, scene.WIDTH, height // 2))
    )
    ripples = ripples.resize((scene.WIDTH, height))
    sea = Image.blend(sea, ImageChops.soft_light(sea, ripples.convert("RGB")), 0.7)
    path = Image.new("L", sea.size)
    x = scene.SUN[0]
    ImageDraw.Draw(path).polygon([(x - 30, 0), (x + 30, 0), (x + 120, height), (x - 120, height)],
                                 fill=190)  # fmt: skip
    path = ImageChops.multiply(path.filter(ImageFilter.GaussianBlur(18)), ripples)
    sea.paste((255, 226, 186), (0, 0), path)
    picture.paste(sea, (0, scene.HORIZON))
    return picture


def _lit(picture: Image.Image, light: Image.Image, colour: Colour) -> Image.Image:
    lamp = ImageOps.colorize(light, (0, 0, 0), colour)
    return ImageChops.screen(picture, lamp)


def _textured(colour: Colour, *, seed: int, grain: int) -> Image.Image:
    return scene.grained(Image.new("RGB", _SIZE, colour), 0.8, seed=seed, grain=grain)


def _round_tower(picture: Image.Image, wall: Colour, band: Colour, dark: Colour) -> None:
    _shaded(picture, scene.TOWER, wall)
    for stripe in scene.bands():
        _shaded(picture, stripe, band)
    _shaded(picture, scene.LANTERN, (250, 220, 150))
    _shaded(picture, scene.GALLERY, dark)
    _shaded(picture, scene.ROOF, dark)


def _shaded(picture: Image.Image, points: Sequence[Point], colour: Colour) -> None:
    """Lit from the left, as something round would be."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    ramp = Image.linear_gradient("L").rotate(90).resize((int(right - left) + 2, scene.HEIGHT))
    light = Image.new("L", _SIZE)
    light.paste(ramp, (int(left), 0))
    dark = tuple(value * 9 // 20 for value in colour)
    surface = Image.composite(Image.new("RGB", _SIZE, dark), Image.new("RGB", _SIZE, colour), light)
    picture.paste(surface, (0, 0), scene.mask(points))


def _washed(picture: Image.Image, shape: Image.Image, colour: Colour, seed: int) -> Image.Image:
    """A transparent wash with a wandering edge where the pigment gathers."""
    wander = scene.noise(26, seed=seed)
    soft = shape.filter(ImageFilter.GaussianBlur(9))
    edge = Image.blend(soft, ImageChops.multiply(soft, wander), 0.42)
    wet = edge.point(lambda value: 255 if value > 84 else 0).filter(ImageFilter.GaussianBlur(1.5))
    rim = ImageChops.subtract(wet, wet.filter(ImageFilter.GaussianBlur(7)))
    pigment = scene.noise(48, seed=seed + 40).point(lambda value: 120 + value // 3)
    layer = Image.new("RGB", _SIZE, "white")
    layer.paste(colour, (0, 0), ImageChops.multiply(wet, pigment))
    darker = tuple(value * 7 // 10 for value in colour)
    layer.paste(darker, (0, 0), rim.point(lambda value: value * 3 // 4))
    return ImageChops.multiply(picture, layer)


def _pill(box: tuple[int, int, int, int], radius: int) -> Image.Image:
    shape = Image.new("L", _SIZE)
    ImageDraw.Draw(shape).rounded_rectangle(box, radius, fill=255)
    return shape


def _clay(shape: Image.Image, colour: Colour) -> Image.Image:
    """The colour, light above on the left and dark below on the right of the shape."""
    soft = shape.filter(ImageFilter.GaussianBlur(26))
    lit = ImageChops.subtract(shape, ImageChops.offset(soft, 16, 20))
    shade = ImageChops.subtract(shape, ImageChops.offset(soft, -16, -20))
    surface = Image.new("RGB", _SIZE, colour)
    light, dark = (
        tuple(min(255, value + 40) for value in colour),
        tuple(value * 7 // 10 for value in colour),
    )
    surface.paste(dark, (0, 0), shade.point(lambda value: value * 4 // 5))
    surface.paste(light, (0, 0), lit.point(lambda value: value * 4 // 5))
    return surface.filter(ImageFilter.GaussianBlur(3))


def _plain(colour: Colour) -> Image.Image:
    return _textured(colour, seed=30, grain=5)


def _dots(colour: Colour) -> Image.Image:
    """A photograph in print: dots that grow from one corner to the other."""
    paper = Image.new("RGB", _SIZE, tuple(255 - (255 - value) // 3 for value in colour))
    pen = ImageDraw.Draw(paper)
    for y in range(0, scene.HEIGHT + 12, 12):
        for x in range((y // 12 % 2) * 6, scene.WIDTH + 12, 12):
            radius = 2.2 + 4.2 * (x + y) / (scene.WIDTH + scene.HEIGHT)
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    return paper


def _torn(points: Sequence[Point], seed: int) -> Image.Image:
    shape = scene.mask(points).filter(ImageFilter.GaussianBlur(5))
    rough = Image.blend(shape, ImageChops.multiply(shape, scene.noise(14, seed=seed)), 0.4)
    return rough.point(lambda value: 255 if value > 88 else 0).filter(ImageFilter.GaussianBlur(1))
