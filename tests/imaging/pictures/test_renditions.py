"""Thumbnails: small, upright, in the right colours, free of private notes."""

import io
import os
from typing import Any

import pytest
from PIL import Image, ImageCms

from imaging.pictures.renditions import thumbnail
from imaging.pictures.verify import verify


def shrunk(image: Image.Image, kind: str = "PNG", **options: Any) -> Image.Image:
    out = io.BytesIO()
    image.save(out, kind, **options)
    data, extension = thumbnail(verify(out.getvalue()))
    small = Image.open(io.BytesIO(data))
    assert small.format == {"jpg": "JPEG", "webp": "WEBP"}[extension]
    return small


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1200, 627), (640, 334)),
        ((1080, 1350), (512, 640)),
        ((3000, 3000), (640, 640)),
        ((200, 100), (200, 100)),
        ((5000, 8), (640, 1)),
    ],
)
def test_longest_side_is_640_and_nothing_is_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert shrunk(Image.new("RGB", size, "#335577")).size == expected


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_mode_keeps_its_colour(mode: str) -> None:
    if mode == "I;16":
        image = Image.new(mode, (900, 300), 0xFFFF)
    else:
        image = Image.new("RGB", (900, 300), "white").convert(mode)
    small = shrunk(image, "JPEG" if mode == "CMYK" else "PNG")
    pixel = small.convert("RGB").getpixel((320, 100))
    assert isinstance(pixel, tuple)
    assert min(pixel) >= 250


def test_grey_of_sixteen_bits_is_scaled_not_clipped() -> None:
    pixel = shrunk(Image.new("I;16", (900, 300), 0x8000)).convert("RGB").getpixel((9, 9))
    assert isinstance(pixel, tuple)
    assert 124 <= pixel[0] <= 132


def test_transparency_stays() -> None:
    small = shrunk(Image.new("RGBA", (900, 300), (255, 0, 0, 0)))
    assert small.mode == "RGBA"
    assert small.getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_rotated_photograph_stands_upright(orientation: int) -> None:
    upright = Image.new("RGB", (900, 600), "black")
    upright.paste("white", (0, 0, 450, 300))  # the bright corner is top left when shown
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(undo) if undo is not None else upright
    small = shrunk(stored, "JPEG", exif=exif).convert("L")
    assert small.size == (640, 427)
    corners = [small.getpixel(at) for at in ((40, 40), (600, 40), (40, 390), (600, 390))]
    assert [int(str(value)) > 128 for value in corners] == [True, False, False, False]


def test_private_notes_go_and_the_colour_profile_stays() -> None:
    exif = Image.Exif()
    exif[0x010E] = "home address"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noise = Image.frombytes("RGB", (700, 700), os.urandom(700 * 700 * 3))
    small = shrunk(noise, "JPEG", exif=exif, icc_profile=profile, comment=b"home address")
    assert "exif" not in small.info
    assert "comment" not in small.info
    assert "xmp" not in small.info
    assert small.info["icc_profile"] == profile
