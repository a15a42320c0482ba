"""PNGs for the emulator: sized as Gemini sizes them, cached, cheap to serve many times."""

import base64
import functools
import io
import itertools
import os
import struct
import zlib

from PIL import Image, ImageFilter

ONE_K: dict[str, tuple[int, int]] = {
    "1:1": (1024, 1024),
    "1:4": (512, 2048),
    "1:8": (384, 3072),
    "2:3": (848, 1264),
    "3:2": (1264, 848),
    "3:4": (896, 1200),
    "4:1": (2048, 512),
    "4:3": (1200, 896),
    "4:5": (928, 1152),
    "5:4": (1152, 928),
    "8:1": (3072, 384),
    "9:16": (768, 1376),
    "16:9": (1376, 768),
    "21:9": (1584, 672),
}
SCALE = {"1K": 1, "2K": 2, "4K": 4}
IEND = b"\x00\x00\x00\x00IEND\xaeB`\x82"

_serial = itertools.count(1)


def size_of(aspect_ratio: str, image_size: str) -> tuple[int, int]:
    """Pixels for a ratio and size class; an unknown ratio is silently 1:1, as with the real one."""
    width, height = ONE_K.get(aspect_ratio, ONE_K["1:1"])
    scale = SCALE.get(image_size, 1)
    return width * scale, height * scale


@functools.lru_cache(maxsize=32)
def png(size: tuple[int, int], noisy: bool = False) -> bytes:
    """A soft colour field; `noisy` does not compress, which is the worst case for transport."""
    if noisy:
        image = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    else:
        seed = Image.frombytes("RGB", (4, 3), bytes(_tone(i) for i in range(36)))
        image = seed.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.BoxBlur(2))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _tone(index: int) -> int:
    return (40, 70, 150)[index % 3] + (index * 37) % 90


@functools.lru_cache(maxsize=32)
def _encoded_head(size: tuple[int, int], noisy: bool) -> tuple[bytes, bytes]:
    """The base64 of all but the end of the PNG, and the few raw bytes that follow it."""
    body = png(size, noisy).removesuffix(IEND)
    cut = len(body) // 3 * 3
    return base64.b64encode(body[:cut]), body[cut:]


def unique_base64(size: tuple[int, int], noisy: bool = False) -> tuple[bytes, bytes]:
    """A PNG nobody was given before, as two pieces of base64: the big one is shared, not copied."""
    head, rest = _encoded_head(size, noisy)
    return head, base64.b64encode(rest + _text_chunk(f"serial\0{next(_serial)}") + IEND)


def unique_png(size: tuple[int, int], noisy: bool = False) -> bytes:
    return base64.b64decode(b"".join(unique_base64(size, noisy)))


def serial_of(data: bytes) -> int:
    """Which picture of this run it is, counted from 1."""
    text = data[data.rindex(b"serial\0") + len(b"serial\0") : -len(IEND) - 4]
    return int(text)


def bomb() -> bytes:
    """A small PNG that claims 60,000 x 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + IEND


def _text_chunk(text: str) -> bytes:
    return _chunk(b"tEXt", text.encode("latin-1"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
