"""What counts as a picture, and what is refused, with the reason."""

import hashlib
import io
import os
import struct
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PIL import Image

from imaging.pictures.verify import MAX_PIXELS, PictureError, PictureFault, verify


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def refusal(data: bytes) -> PictureFault:
    with pytest.raises(PictureError) as caught:
        verify(data)
    return caught.value.reason


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


def webp_header(width: int, height: int) -> bytes:
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas + b"\0" * 16
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("kind", "mime_type", "extension"),
    [("PNG", "image/png", "png"), ("JPEG", "image/jpeg", "jpg"), ("WEBP", "image/webp", "webp")],
)
def test_tells_what_the_bytes_are(kind: str, mime_type: str, extension: str) -> None:
    data = encoded(noise(64, 48), kind)
    picture = verify(data)
    assert (picture.mime_type, picture.extension) == (mime_type, extension)
    assert (picture.width, picture.height) == (64, 48)
    assert picture.sha256 == hashlib.sha256(data).hexdigest()
    assert picture.image.getpixel((0, 0)) is not None


@pytest.mark.parametrize(
    "data", [b"", b"<html>bad gateway</html>", b"GIF89a" + b"\0" * 60, b"\0" * 5000, b"%PDF-1.7 x"]
)
def test_refuses_what_is_no_image(data: bytes) -> None:
    assert refusal(data) is PictureFault.NOT_AN_IMAGE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.001, 0.3, 0.9])
def test_refuses_a_picture_cut_short(kind: str, share: float) -> None:
    data = encoded(noise(120, 90), kind)
    assert refusal(data[: max(12, int(len(data) * share))]) is PictureFault.TRUNCATED


def test_refuses_damaged_pixels() -> None:
    data = bytearray(encoded(noise(120, 90), "PNG"))
    middle = len(data) // 2
    data[middle : middle + 200] = os.urandom(200)
    assert refusal(bytes(data)) is PictureFault.TRUNCATED


@pytest.mark.parametrize("header", [png_header, webp_header])
@pytest.mark.parametrize("size", [(10_000, 5_001), (12_000, 8_000), (16_383, 16_383)])
def test_refuses_a_bomb_from_its_header(header: Any, size: tuple[int, int]) -> None:
    data = header(*size)
    # Pillow imports a format's code when it meets the first file of it; that is not measured.
    refusal(data)
    tracemalloc.start()
    try:
        assert refusal(data) is PictureFault.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_limit_is_exact() -> None:
    width = MAX_PIXELS // 8
    assert refusal(png_header(width + 1, 8)) is PictureFault.TOO_LARGE
    assert refusal(png_header(width, 8)) is PictureFault.TRUNCATED


def test_refuses_the_minute_and_the_animated() -> None:
    assert refusal(encoded(noise(7, 400), "PNG")) is PictureFault.TOO_SMALL
    frames = [noise(32, 32), noise(32, 32)]
    for kind in ("PNG", "WEBP"):
        moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert refusal(moving) is PictureFault.ANIMATED


def test_measures_a_rotated_photograph_as_it_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = verify(encoded(noise(60, 40), "JPEG", exif=exif))
    assert (picture.width, picture.height, picture.orientation) == (40, 60, 6)


def test_damaged_camera_notes_do_not_refuse_the_picture() -> None:
    picture = verify(encoded(noise(60, 40), "JPEG", exif=b"Exif\0\0not a tiff header"))
    assert picture.orientation == 1


def test_many_threads_at_once_agree() -> None:
    data = [encoded(noise(64 + i, 64), kind) for i, kind in enumerate(("PNG", "JPEG", "WEBP") * 4)]
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(verify, data * 4))
    assert [p.width for p in pictures] == [64 + i for i in range(12)] * 4
