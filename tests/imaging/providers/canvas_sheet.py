"""Draws contact sheets of the canvas designs for a person to look at.

Run as a module: `python -m tests.imaging.providers.canvas_sheet [folder]`. Writes one sheet a
design into `tests/artefacts/`, every post in every format; a folder given is searched for fonts
as a machine's own.
"""

import random
import sys
from pathlib import Path

from PIL import Image

from imaging.providers.canvas import system_fonts
from imaging.providers.canvas.composition import Choice, Design
from imaging.providers.canvas.designs import DESIGNS
from imaging.providers.canvas.figure import find_figure
from imaging.providers.canvas.headline import headline
from imaging.providers.canvas.palettes import PALETTES, Palette
from imaging.providers.canvas.rendering import lay_out
from imaging.providers.canvas.typefaces import cast
from imaging.providers.types import Format
from tests.imaging.providers.canvas_posts import POSTS

FOLDER = Path(__file__).resolve().parents[2] / "artefacts"
SHRINK = 3
GAP = 14


def main() -> None:
    if len(sys.argv) > 1:
        own = (Path(sys.argv[1]), *system_fonts.font_folders())
        system_fonts.font_folders = lambda: own
    FOLDER.mkdir(exist_ok=True)
    for number, design in enumerate(DESIGNS):
        pictures = []
        for at, post in enumerate(POSTS):
            palette = PALETTES[(at + number) % len(PALETTES)]
            for shape in Format:
                picture = draw(design, palette, post, shape)
                pictures.append(picture.reduce(SHRINK))
        sheet(pictures).save(FOLDER / f"canvas-{design.name}.png")


def draw(design: Design, palette: Palette, post: str, shape: Format) -> Image.Image:
    words = headline(post, "")
    figure = find_figure(words) or (find_figure("7 x") if design.needs_figure else None)
    casting = cast(words, design.voice)
    choice = Choice(design, palette, casting)
    return lay_out(choice, shape.size, shape.size, figure, random.Random(words)).draw()


def sheet(pictures: list[Image.Image]) -> Image.Image:
    cells = [(size[0] // SHRINK + 1, size[1] // SHRINK + 1) for size in (s.size for s in Format)]
    width = 2 * (sum(w for w, _ in cells) + GAP * 3) + GAP
    rows = -(-len(pictures) // 6)
    tall = max(h for _, h in cells) + GAP
    page = Image.new("RGB", (width, rows * tall + GAP), "#808080")
    for at, picture in enumerate(pictures):
        row, column = divmod(at, 6)
        x = GAP + sum(cells[i % 3][0] + GAP for i in range(column))
        page.paste(picture, (x, GAP + row * tall))
    return page


if __name__ == "__main__":
    main()
