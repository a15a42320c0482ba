"""Draws canvas pictures in five brands for a person to look at.

Run as a module: `python -m tests.imaging.providers.brand_sheet`. Writes a sheet a brand into
`tests/artefacts/`, six posts in every format.
"""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from imaging.providers.canvas import CanvasProvider
from imaging.providers.types import BrandLook, BrandRole, Format, ImageRequest
from tests.imaging.providers.canvas_posts import POSTS
from tests.imaging.providers.canvas_sheet import FOLDER, SHRINK, sheet

FONTS = Path(__file__).resolve().parents[3] / "imaging/providers/canvas/fonts"


def wordmark(text: str, colour: str, ground: str = "") -> bytes:
    """A logo of letters, on nothing or on a patch of its own."""
    font = ImageFont.truetype(FONTS / "Jost-SemiBold.ttf", 120)
    left, top, right, bottom = font.getbbox(text)
    size = (round(right - left) + 80, round(bottom - top) + 80)
    logo = Image.new("RGBA", size, ground or (0, 0, 0, 0))
    ImageDraw.Draw(logo).text((40 - left, 40 - top), text, colour, font)
    return _png(logo)


def rings(*colours: str) -> bytes:
    logo = Image.new("RGBA", (300, 300))
    pen = ImageDraw.Draw(logo)
    for number, colour in enumerate(colours):
        inset = 5 + 50 * number
        pen.ellipse((inset, inset, 300 - inset, 300 - inset), outline=colour, width=30)
    return _png(logo)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def look(logo: bytes = b"", **colours: str) -> BrandLook:
    by_role = tuple(
        (role, tuple(bytes.fromhex(colours[role]))) for role in BrandRole if role in colours
    )
    return BrandLook(by_role, logo)  # type: ignore[arg-type]


BRANDS = {
    "bank": look(
        wordmark("Nordhus", "#0b2545"), primary="0b2545", secondary="8da9c4", accent="ee964b"
    ),
    "studio": look(
        rings("#e63946", "#111111"),
        primary="e63946", accent="ffd60a", background="fdf6ec", text="111111",
    ),
    "farm": look(
        wordmark("hof & feld", "#ffffff", "#3a5a40"), primary="a3b18a", secondary="588157"
    ),
    "gym": look(wordmark("PULSE", "#c6ff00"), primary="111111", accent="c6ff00"),
    "paper": look(wordmark("ledger", "#777777", "#ffffff"), primary="777777"),
}  # fmt: skip


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    canvas = CanvasProvider()
    for name, brand in BRANDS.items():
        pictures = []
        for number, post in enumerate(POSTS[:6]):
            for shape in Format:
                request = ImageRequest(
                    post, post, format=shape, seed=f"{name}{number}", brand=brand
                )
                data = canvas.generate(canvas.models[0], request).payloads[0].data
                pictures.append(Image.open(io.BytesIO(data)).reduce(SHRINK))
        sheet(pictures).save(FOLDER / f"brand-{name}.png")


if __name__ == "__main__":
    main()
