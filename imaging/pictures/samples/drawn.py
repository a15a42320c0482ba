"""The styles made of plain shapes and lines."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from imaging.pictures.samples import scene
from imaging.pictures.samples.scene import Colour, Point

Face = tuple[Sequence[Point], Colour]

_WARM_WHITE = (250, 246, 238)


def flat() -> Image.Image:
    picture, pen = _ground((255, 226, 190))
    pen.ellipse(scene.sun_box(), fill=(244, 123, 86))
    pen.rectangle((0, scene.HORIZON, scene.WIDTH, scene.HEIGHT), fill=(64, 134, 150))
    for y, left, right in ((448, 60, 300), (500, 180, 420), (556, 40, 230)):
        pen.rounded_rectangle((left, y, right, y + 12), 6, fill=(122, 182, 190))
    pen.polygon(scene.hill(), fill=(44, 84, 92))
    _lighthouse(pen, wall=(255, 250, 240), band=(244, 123, 86), dark=(35, 48, 64))
    pen.polygon(scene.HOUSE, fill=(255, 250, 240))
    pen.polygon(scene.HOUSE_ROOF, fill=(244, 123, 86))
    return picture


def editorial() -> Image.Image:
    picture, pen = _ground((238, 228, 208))
    pen.ellipse((400, -60, 984, 524), fill=(214, 72, 44))
    pen.rectangle((0, 452, scene.WIDTH, scene.HEIGHT), fill=(28, 38, 56))
    pen.polygon([(0, 452), (668, 150), (668, 172), (0, 640)], fill=(246, 238, 220))
    pen.polygon([(600, 642), (654, 190), (730, 190), (784, 642)], fill=(28, 38, 56))
    pen.polygon([(616, 500), (634, 360), (750, 360), (766, 500)], fill=(238, 228, 208))
    pen.polygon([(654, 190), (730, 190), (730, 128), (654, 128)], fill=(246, 238, 220))
    pen.polygon([(640, 130), (744, 130), (692, 78)], fill=(28, 38, 56))
    return scene.grained(picture, 0.5, seed=2)


def minimal() -> Image.Image:
    picture, pen = _ground((240, 237, 231))
    pen.rectangle((0, 486, scene.WIDTH, scene.HEIGHT), fill=(222, 218, 210))
    pen.polygon([(712, 486), (724, 330), (752, 330), (764, 486)], fill=(58, 58, 60))
    pen.rectangle((728, 306, 748, 330), fill=(58, 58, 60))
    pen.ellipse((196, 168, 276, 248), fill=(217, 85, 42))
    return picture


def line_art() -> Image.Image:
    picture, pen = _ground(_WARM_WHITE)
    ink, thick = (40, 38, 36), 6
    pen.ellipse(scene.sun_box(), fill=(243, 186, 96))
    pen.ellipse(scene.sun_box(), outline=ink, width=thick)
    pen.line([(0, scene.HORIZON), (610, scene.HORIZON)], fill=ink, width=thick)
    for y, left, right in ((446, 70, 290), (492, 20, 160), (508, 230, 400), (560, 110, 330)):
        pen.line([(left, y), (right, y)], fill=ink, width=thick - 2)
    crest = scene.hill()
    pen.polygon(crest, fill=_WARM_WHITE)
    pen.line(crest[1:-1], fill=ink, width=thick, joint="curve")
    for start in range(470, 930, 46):
        pen.line([(start, 600), (start + 34, 556)], fill=ink, width=thick - 3)
    for shape in _building():
        pen.polygon(shape, fill=_WARM_WHITE)
        pen.line([*shape, shape[0], shape[1]], fill=ink, width=thick, joint="curve")
    for band in scene.bands():
        pen.polygon(band, fill=(243, 186, 96))
        pen.line([*band, band[0], band[1]], fill=ink, width=thick, joint="curve")
    return picture


def blueprint() -> Image.Image:
    picture = scene.vertical((16, 58, 112), (11, 42, 86))
    pen = ImageDraw.Draw(picture)
    for step in range(0, scene.WIDTH, 32):
        faint = (38, 84, 140) if step % 160 else (62, 110, 166)
        pen.line([(step, 0), (step, scene.HEIGHT)], fill=faint, width=2)
        pen.line([(0, step), (scene.WIDTH, step)], fill=faint, width=2)
    white = (226, 238, 250)
    for grow in (0, 34):
        pen.ellipse(scene.sun_box(grow), outline=white, width=4 if not grow else 2)
    x, y, radius = scene.SUN
    pen.line([(x - radius - 60, y), (x + radius + 60, y)], fill=white, width=2)
    pen.line([(x, y - radius - 60), (x, y + radius + 60)], fill=white, width=2)
    pen.line([(0, scene.HORIZON), (scene.WIDTH, scene.HORIZON)], fill=white, width=3)
    pen.line(scene.hill()[1:-1], fill=white, width=4)
    for shape in (*_building(), *scene.bands()):
        pen.line([*shape, shape[0]], fill=white, width=4)
    pen.line([(692, 60), (692, 560)], fill=white, width=2)
    pen.line([(580, 104), (580, 420)], fill=white, width=2)
    for y in (104, 420):
        pen.line([(564, y), (630, y)], fill=white, width=2)
    return scene.grained(picture, 0.35, seed=9, grain=60)


def isometric() -> Image.Image:
    picture, pen = _ground((232, 238, 240))
    cx, cy = scene.WIDTH / 2, 330
    faces = [
        *_block(cx, cy + 130, 320, 70, ((94, 170, 196), (58, 128, 156), (44, 104, 132))),
        *_block(cx + 74, cy + 92, 190, 46, ((150, 196, 120), (110, 156, 88), (88, 130, 72))),
        *_block(cx + 74, cy + 36, 66, 70, ((250, 248, 242), (224, 218, 208), (198, 190, 178))),
        *_block(cx + 74, cy - 34, 62, 60, ((236, 110, 84), (214, 84, 60), (182, 66, 46))),
        *_block(cx + 74, cy - 94, 58, 70, ((250, 248, 242), (224, 218, 208), (198, 190, 178))),
        *_block(cx + 74, cy - 164, 74, 14, ((60, 72, 92), (46, 56, 74), (36, 44, 60))),
        *_block(cx + 74, cy - 178, 40, 46, ((255, 226, 150), (248, 206, 110), (232, 184, 84))),
        *_block(cx + 74, cy - 224, 52, 16, ((236, 110, 84), (214, 84, 60), (182, 66, 46))),
        *_block(cx - 130, cy + 100, 60, 18, ((250, 248, 242), (224, 218, 208), (198, 190, 178))),
    ]
    for points, colour in faces:
        pen.polygon(points, fill=colour)
    return picture


def _block(x: float, y: float, reach: float, tall: float, tones: tuple[Colour, ...]) -> list[Face]:
    """A cuboid whose top face is centred at x, y; `reach` is half its width on the page."""
    rise = reach * 0.5774
    top = [(x, y - rise), (x + reach, y), (x, y + rise), (x - reach, y)]
    left = [(x - reach, y), (x, y + rise), (x, y + rise + tall), (x - reach, y + tall)]
    right = [(x + reach, y), (x, y + rise), (x, y + rise + tall), (x + reach, y + tall)]
    return [(left, tones[1]), (right, tones[2]), (top, tones[0])]


def _building() -> list[list[Point]]:
    shapes = [scene.HOUSE, scene.HOUSE_ROOF, scene.TOWER, scene.GALLERY, scene.LANTERN, scene.ROOF]
    return [[(float(x), float(y)) for x, y in shape] for shape in shapes]


def _lighthouse(pen: ImageDraw.ImageDraw, *, wall: Colour, band: Colour, dark: Colour) -> None:
    pen.polygon(scene.TOWER, fill=wall)
    for stripe in scene.bands():
        pen.polygon(stripe, fill=band)
    pen.polygon(scene.LANTERN, fill=(255, 214, 120))
    pen.polygon(scene.GALLERY, fill=dark)
    pen.polygon(scene.ROOF, fill=dark)


def _ground(colour: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (scene.WIDTH, scene.HEIGHT), colour)
    return picture, ImageDraw.Draw(picture)
