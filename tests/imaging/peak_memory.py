"""`python -m tests.imaging.peak_memory URL`: MB that pictures add to a worker's peak.

A 4K one that is made, then edited; then two that claim gigabytes of pixels and must add nothing.

A process of its own, as the peak of one cannot be taken back.
"""

import contextlib
import os
import resource
import struct
import sys
import zlib

import django

MODEL = "gemini-nano-banana-2.1"


def main(base_url: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    from imaging import generation
    from imaging.pictures.sending import REQUEST_BYTES, fit_to_send
    from imaging.providers.errors import InvalidImage
    from imaging.providers.gemini import GeminiProvider
    from imaging.providers.types import (
        ImagePayload,
        ImageRequest,
        Operation,
        Quality,
        ReferenceImage,
    )

    provider = GeminiProvider("a-test-key-0001", base_url, [MODEL], 60)
    # What is loaded at the first picture is the worker's own.
    generation._check(provider.generate(MODEL, ImageRequest("x")).payloads[-1])
    before = _peak_mb()
    large = ImageRequest("x", quality=Quality.FOUR_K)
    painting = generation._check(provider.generate(MODEL, large).payloads[-1])
    generated = _peak_mb()
    source = ReferenceImage(*fit_to_send(painting.data, painting.mime_type, REQUEST_BYTES))
    edit = ImageRequest("x", operation=Operation.EDIT, references=(source,))
    generation._check(provider.generate(MODEL, edit).payloads[-1])
    edited = _peak_mb()
    for width, height in ((60_000, 60_000), (16_383, 16_383)):
        with contextlib.suppress(InvalidImage):
            generation._check(ImagePayload(_png_header(width, height), "image/png"))
    grown = (generated - before, edited - before, _peak_mb() - edited)
    print(*(round(megabytes) for megabytes in grown))  # noqa: T201


def _png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG of that size, with none of its pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + body


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(sys.argv[1])
