"""LinkedIn's sizes of an image: made at the first request, from the storage ever after."""

import io
import time

import httpx
from PIL import Image

from imaging.providers.types import Format
from tests.bench.bed import TIMEOUT_S, Bed
from tests.bench.report import Measure, median

TWO_K = (2752, 1536)
AGAIN = 5


def renditions(bed: Bed, rounds: int) -> list[Measure]:
    first, again = [], []
    with httpx.Client(base_url=bed.easel_url, headers=bed.api_headers, timeout=TIMEOUT_S) as client:
        for number in range(rounds + 1):
            url = _uploaded(client, _photograph(number))
            sizes = [f"{url}?rendition={format}" for format in Format]
            first.append(max(_get_s(client, size) for size in sizes))
            again += [_get_s(client, size) for size in sizes for _ in range(AGAIN)]
    # The first of all loads the code that does it.
    del first[0]
    name = "2K PNG as a LinkedIn JPEG"
    return [
        Measure(f"{name}, the slowest of three made", "s", 0.3, median(first), best=min(first)),
        Measure(f"{name}, again", "s", 0.05, median(again), best=min(again)),
    ]


def _photograph(number: int) -> bytes:
    """As heavy as a real one: soft light with grain."""
    light = Image.linear_gradient("L").rotate(90 * number).resize(TWO_K)
    grain = Image.effect_noise(TWO_K, 8 + number)
    picture = Image.merge("RGB", [Image.blend(light, grain, share) for share in (0.2, 0.3, 0.4)])
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _uploaded(client: httpx.Client, data: bytes) -> str:
    answer = client.post("/api/v1/images/", files={"file": ("photograph.png", data)})
    url: str = answer.raise_for_status().json()["content_url"]
    return url


def _get_s(client: httpx.Client, url: str) -> float:
    began = time.perf_counter()
    picture = client.get(url).raise_for_status().content
    took = time.perf_counter() - began
    if not picture.startswith(b"\xff\xd8"):
        raise RuntimeError("that is no JPEG")
    return took
