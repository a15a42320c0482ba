"""Odd files as people and providers send them, each with what must come of it.

Those that are pictures show the same four quarters: red, green, blue and, where the format can say
so, nothing at all.
"""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PIL import Image, ImageCms

from imaging.pictures.verify import PictureFault

Colour = tuple[int, int, int]

RED, GREEN, BLUE, WHITE = (200, 40, 30), (30, 160, 60), (40, 60, 190), (255, 255, 255)
QUARTERS: tuple[Colour, ...] = (RED, GREEN, BLUE, WHITE)
# What greys of them look like, by the weights of ITU-R 601.
GREYS = tuple((round(0.299 * r + 0.587 * g + 0.114 * b),) * 3 for r, g, b in QUARTERS)
SIZE = (1376, 768)
_UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True)
class Odd:
    """A file and what it shows, top left to bottom right, or why it is refused."""

    name: str
    make: Callable[[], bytes]
    shows: tuple[tuple[int, ...], ...] = QUARTERS
    refused: PictureFault | None = None
    tolerance: int = 14


def quarters(
    size: tuple[int, int] = SIZE, mode: str = "RGB", *, clear: bool = False
) -> Image.Image:
    width, height = size
    picture = Image.new("RGBA", size, (0, 0, 0, 0) if clear else (*WHITE, 255))
    for at, colour in zip(((0, 0), (width // 2, 0), (0, height // 2)), QUARTERS, strict=False):
        corner = (at[0], at[1], at[0] + width // 2, at[1] + height // 2)
        picture.paste((*colour, 255), corner)
    return picture if mode == "RGBA" else picture.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def drawn(kind: str, mode: str = "RGB", *, size: tuple[int, int] = SIZE, **options: Any) -> bytes:
    return encoded(quarters(size, mode), kind, **options)


def clear(kind: str, mode: str = "RGBA", **options: Any) -> bytes:
    """With nothing in the last quarter; what is under it is black."""
    return encoded(quarters(mode="RGBA", clear=True).convert(mode), kind, **options)


def rotated(orientation: int, kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(quarters().transpose(_UNDO[orientation]), kind, exif=exif, quality=95)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def sixteen_bit(image: Image.Image, *, passes: bool = False) -> bytes:
    """A PNG of 16 bits a channel, which Pillow does not write; interlaced where `passes`."""
    channels = len(image.getbands())
    width, height = image.size
    pixels = image.tobytes()

    def row(y: int, xs: range) -> bytes:
        at = (y * width + x for x in xs)
        return b"\0" + b"".join(
            bytes(
                byte for value in pixels[i * channels : (i + 1) * channels] for byte in (value,) * 2
            )
            for i in at
        )

    if passes:
        steps = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)]
        rows = [
            row(y, range(x0, width, dx))
            for x0, y0, dx, dy in [*steps, (0, 1, 1, 2)]
            for y in range(y0, height, dy)
        ]
    else:
        rows = [row(y, range(width)) for y in range(height)]
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    header = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, int(passes))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )


def swapped_profile() -> bytes:
    """sRGB with red and green in each other's place: wrong colours where it is not heeded."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


# Of Display P3, as ICC profiles hold them: XYZ under D50.
_P3 = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}


def p3_profile() -> bytes:
    """Display P3, in which phones take photographs: sRGB's curve with wider primaries."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag, values in _P3.items():
        entry = profile.index(tag, 128)
        at = int.from_bytes(profile[entry + 4 : entry + 8])
        profile[at + 8 : at + 20] = struct.pack(">3i", *(round(v * 65536) for v in values))
    return bytes(profile)


def grey_profile() -> bytes:
    """A profile for other channels than the picture has."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def blown_up(kind: bytes, before: bytes) -> bytes:
    """A PNG whose chunk unpacks to a hundred thousand times its size."""
    return with_chunk(drawn("PNG"), kind, before + zlib.compress(b"\0" * 100_000_000, 9))


def heic() -> bytes:
    """The beginning of what a phone takes: a box that names the format, and no picture."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 2000


def overlong() -> bytes:
    """A PNG whose pixels unpack to far more than its header says."""
    header = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 200_000_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """A PNG with another chunk after its header."""
    return data[:33] + chunk(kind, body) + data[33:]


def moving(kind: str) -> bytes:
    frames = [quarters((64, 64)), quarters((64, 64)).rotate(90)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:])


def cut(data: bytes) -> bytes:
    return data[: len(data) * 6 // 10]


def bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


# What the quarters are in sRGB if their numbers are Display P3's, by its matrix, clipped.
_WIDE = ((219, 0, 4), (0, 163, 40), (34, 61, 197), WHITE)
_BLACK = ((0, 0, 0),) * 4
_SWAPPED = (*((g, r, b) for r, g, b in QUARTERS[:3]), WHITE)
_KEYED = (RED, GREEN, WHITE, WHITE)
_SMALL = (86, 48)

RIGHT = [
    Odd("png", partial(drawn, "PNG")),
    Odd("png-grey", partial(drawn, "PNG", "L"), GREYS),
    Odd("png-one-bit", lambda: encoded(quarters().convert("1", dither=Image.Dither.NONE), "PNG"),
        ((0, 0, 0), (0, 0, 0), (0, 0, 0), WHITE)),
    Odd("png-palette", lambda: encoded(quarters().quantize(8), "PNG")),
    Odd("png-palette-clear", lambda: encoded(
        quarters(mode="RGBA", clear=True).quantize(8, Image.Quantize.FASTOCTREE), "PNG")),
    Odd("png-alpha", partial(clear, "PNG")),
    Odd("png-grey-alpha", partial(clear, "PNG", "LA"), GREYS),
    Odd("png-key-colour", partial(drawn, "PNG", transparency=BLUE), _KEYED),
    Odd("png-grey-key-colour", partial(drawn, "PNG", "L", transparency=GREYS[2][0]),
        (*GREYS[:2], WHITE, WHITE)),
    Odd("png-16-bit-grey", lambda: sixteen_bit(quarters(_SMALL, "L")), GREYS),
    Odd("png-16-bit", lambda: sixteen_bit(quarters(_SMALL))),
    Odd("png-16-bit-alpha", lambda: sixteen_bit(quarters(_SMALL, "RGBA", clear=True))),
    Odd("png-interlaced", lambda: sixteen_bit(quarters(_SMALL), passes=True)),
    Odd("png-other-profile", partial(drawn, "PNG", icc_profile=swapped_profile()), _SWAPPED),
    Odd("png-alpha-other-profile", partial(clear, "PNG", icc_profile=swapped_profile()), _SWAPPED),
    Odd("png-palette-other-profile", lambda: encoded(
        quarters().quantize(8), "PNG", icc_profile=swapped_profile()), _SWAPPED),
    Odd("png-display-p3-profile", partial(drawn, "PNG", icc_profile=p3_profile()), _WIDE),
    Odd("jpeg-display-p3-profile",
        partial(drawn, "JPEG", icc_profile=p3_profile(), quality=95), _WIDE),
    Odd("png-broken-profile", partial(drawn, "PNG", icc_profile=b"no profile at all")),
    Odd("png-profile-of-other-channels", partial(drawn, "PNG", icc_profile=grey_profile())),
    Odd("png-overlong", overlong, _BLACK),
    Odd("png-unknown-chunk", lambda: with_chunk(drawn("PNG"), b"zzZz", b"?" * 5000)),
    Odd("png-manifest", lambda: with_chunk(drawn("PNG"), b"caBX", b"\0\0\0\x10jumbc2pa....")),
    Odd("jpeg", partial(drawn, "JPEG", quality=95)),
    Odd("jpeg-grey", partial(drawn, "JPEG", "L", quality=95), GREYS),
    Odd("jpeg-cmyk", partial(drawn, "JPEG", "CMYK", quality=95)),
    Odd("jpeg-progressive", partial(drawn, "JPEG", progressive=True, quality=95)),
    Odd("jpeg-coarse-colour", partial(drawn, "JPEG", subsampling=2, quality=90)),
    Odd("jpeg-worst", partial(drawn, "JPEG", quality=1), tolerance=60),
    Odd("jpeg-other-profile", partial(drawn, "JPEG", icc_profile=swapped_profile()), _SWAPPED),
    Odd("jpeg-broken-notes", partial(drawn, "JPEG", exif=b"Exif\0\0not a tiff header")),
    Odd("jpeg-more-behind", lambda: drawn("JPEG", quality=95) + b"\0" * 3000),
    Odd("jpeg-two-views", lambda: encoded(
        quarters(), "MPO", save_all=True, append_images=[quarters((64, 64))], quality=95)),
    *(Odd(f"jpeg-rotated-{n}", partial(rotated, n)) for n in _UNDO),
    Odd("webp", partial(drawn, "WEBP", quality=95)),
    Odd("webp-lossless-alpha", partial(clear, "WEBP", lossless=True)),
    Odd("webp-rotated", partial(rotated, 6, "WEBP")),
    Odd("eight-to-one", partial(drawn, "PNG", size=(2048, 256))),
    Odd("one-to-eight", partial(drawn, "PNG", size=(256, 2048))),
    Odd("smallest", partial(drawn, "PNG", size=(8, 8)), tolerance=30),
    Odd("four-k", partial(drawn, "PNG", size=(5504, 3072))),
    Odd("forty-megapixels", partial(drawn, "JPEG", size=(7744, 5168))),
]  # fmt: skip
REFUSED = [
    Odd("one-pixel", partial(drawn, "PNG", size=(1, 1)), refused=PictureFault.TOO_SMALL),
    Odd("a-line", partial(drawn, "PNG", size=(4000, 7)), refused=PictureFault.TOO_SMALL),
    Odd("text-bomb", partial(blown_up, b"zTXt", b"Comment\0\0"), refused=PictureFault.TRUNCATED),
    Odd("profile-bomb", partial(blown_up, b"iCCP", b"x\0\0"), refused=PictureFault.TRUNCATED),
    Odd("heic", heic, refused=PictureFault.NOT_AN_IMAGE),
    Odd("heif-avif-moving", lambda: b"\0\0\0\x18ftypavis" + b"\0" * 2000,
        refused=PictureFault.NOT_AN_IMAGE),
    Odd("bomb", bomb, refused=PictureFault.TOO_LARGE),
    *(Odd(f"{kind.lower()}-cut", lambda k=kind: cut(drawn(k, size=(512, 512))),  # type: ignore[misc]
          refused=PictureFault.TRUNCATED) for kind in ("PNG", "JPEG", "WEBP")),
    *(Odd(f"{kind.lower()}-moving", partial(moving, kind), refused=PictureFault.ANIMATED)
      for kind in ("PNG", "WEBP")),
    *(Odd(kind.lower(), partial(drawn, kind), refused=PictureFault.NOT_AN_IMAGE)
      for kind in ("GIF", "TIFF", "BMP", "AVIF", "PDF")),
    Odd("svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        refused=PictureFault.NOT_AN_IMAGE),
    Odd("page", lambda: b"<!doctype html><p>502", refused=PictureFault.NOT_AN_IMAGE),
    Odd("nothing", bytes, refused=PictureFault.NOT_AN_IMAGE),
]  # fmt: skip
