"""A 4K picture of 15 MB and more must not need a bigger worker."""

import base64
import io
import subprocess
import sys

from PIL import Image

from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

SIZE = (5504, 3072)
MOST_MB = 150


def large_png() -> bytes:
    noise = Image.effect_noise(SIZE, 6)
    image = Image.merge("RGB", (noise, Image.new("L", SIZE, 90), Image.new("L", SIZE, 60)))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def test_a_4k_picture_made_and_then_edited_adds_little_to_the_peak(gemini: GeminiEmulator) -> None:
    data = large_png()
    assert len(data) >= 15_000_000
    encoded = base64.b64encode(data).decode()
    part = {"inlineData": {"mimeType": "image/png", "data": encoded}}
    gemini.script(behaviours.ok(), behaviours.chunks([part]))
    measured = subprocess.run(
        [sys.executable, "-m", "tests.imaging.peak_memory", gemini.base_url],
        capture_output=True,
        text=True,
        check=True,
    )
    generated, edited, bombs = map(int, measured.stdout.split())
    assert generated <= MOST_MB
    assert edited <= MOST_MB
    # Their pixels would take ten gigabytes and one: they are refused from their headers.
    assert bombs <= 2
