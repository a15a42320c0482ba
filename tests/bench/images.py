"""From a job's POST to its stored image: one alone, and sixteen at once."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.bench.bed import TIMEOUT_S, Bed, new_conversation, sse
from tests.bench.report import Measure, median, percentile
from tests.bench.sdk import Sdk
from tests.serving.installation import ROOT

AT_ONCE = 16
JOB = {"prompt": "A lighthouse", "format": "square", "provider": "gemini", "fresh": True}


def one_image(bed: Bed, sdk: Sdk, rounds: int) -> list[Measure]:
    with httpx.Client(base_url=bed.easel_url, headers=bed.api_headers, timeout=TIMEOUT_S) as client:
        _image_s(client)
        sdk.image_s()
        # In turns, so that a busy moment of the machine meets both.
        pairs = [(_image_s(client), sdk.image_s()) for _ in range(rounds)]
    ours, floor = [each[0] for each in pairs], [each[1] for each in pairs]
    return [
        Measure(
            "one image, POST to stored and visible",
            "s",
            0.45,
            median(ours),
            best=min(ours),
            floor=median(floor),
        )
    ]


def sixteen_images(bed: Bed, sdk: Sdk, rounds: int) -> list[Measure]:
    with bed.page() as client:
        page = new_conversation(client, "Notes on lighthouses: 3 of 4 keepers trust the fog horn.")
    idle = _probe(bed, page, seconds=2.0)
    walls, peaks, busy = [], [], []
    for _ in range(rounds):
        bed.emulator("reset")
        prober = _start_probe(bed, page, seconds=0)
        walls.append(asyncio.run(_images_at_once_s(bed)))
        busy.append(_end_probe(prober))
        peaks.append(bed.emulator("log")["peak"])
    floor = sdk.images_at_once_s(AT_ONCE)
    name = f"{AT_ONCE} at once"
    measures = [
        Measure(f"{name}, wall", "s", 1.2, median(walls), best=min(walls), floor=floor),
        Measure(f"{name}, concurrent calls", "", AT_ONCE, median(peaks), at_least=True),
    ]
    for path, label in (("/healthz", "GET /healthz"), (page, "the chat page")):
        # Of one round's fifteen samples it would be the slowest.
        all_rounds = [sample for round_ in busy for sample in round_[path]]
        measures.append(
            Measure(
                f"{name}, {label} p95",
                "ms",
                60,
                p95_ms(all_rounds),
                best=min(p95_ms(round_[path]) for round_ in busy),
                floor=p95_ms(idle[path]),
            )
        )
    return measures


def p95_ms(samples: list[float]) -> float:
    return percentile(samples, 95) * 1000


def _image_s(client: httpx.Client) -> float:
    began = time.perf_counter()
    job = client.post("/api/v1/jobs/", json=JOB).raise_for_status().json()
    with client.stream("GET", f"/api/v1/jobs/{job['id']}/events/") as response:
        for _, data in sse(response):
            if _succeeded(json.loads(data)):
                return time.perf_counter() - began
    raise RuntimeError("the job's stream ended before the job")


async def _images_at_once_s(bed: Bed) -> float:
    began = time.perf_counter()
    async with asyncio.timeout(TIMEOUT_S):
        await asyncio.gather(*(_image(bed) for _ in range(AT_ONCE)))
    return time.perf_counter() - began


async def _image(bed: Bed) -> None:
    async with _answer(bed, "POST", "/api/v1/jobs/", json.dumps(JOB).encode()) as posted:
        job = json.loads(await posted.read())
    async with _answer(bed, "GET", f"/api/v1/jobs/{job['id']}/events/") as events:
        async for line in events:
            if line.startswith(b"data: ") and _succeeded(json.loads(line.removeprefix(b"data: "))):
                return
    raise RuntimeError("the job's stream ended before the job")


@asynccontextmanager
async def _answer(
    bed: Bed, method: str, path: str, body: bytes = b""
) -> AsyncIterator[asyncio.StreamReader]:
    """What is answered, as it comes: a client that shares the cores has to cost next to nothing."""
    address = urlsplit(bed.easel_url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    # By HTTP/1.0 a stream comes as it is, and ends with the connection.
    lines = [f"{method} {path} HTTP/1.0", f"Host: {address.netloc}"]
    lines += [f"{name}: {value}" for name, value in bed.api_headers.items()]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", "", ""]
    writer.write("\r\n".join(lines).encode() + body)
    try:
        status = await reader.readline()
        while (await reader.readline()).strip():
            pass
        if status.split()[1:2] not in ([b"200"], [b"202"]):
            raise RuntimeError(f"{path} answered {status.decode()}{(await reader.read()).decode()}")
        yield reader
    finally:
        writer.close()


def _succeeded(job: dict[str, Any]) -> bool:
    if job["status"] in {"failed", "cancelled"}:
        raise RuntimeError(f"the job {job['status']}: {job['error']}")
    return bool(job["status"] == "succeeded" and job["images"])


def _probe(bed: Bed, page: str, *, seconds: float) -> dict[str, list[float]]:
    return _end_probe(_start_probe(bed, page, seconds=seconds))


def _start_probe(bed: Bed, page: str, *, seconds: float) -> subprocess.Popen[str]:
    """Ask both addresses again and again, in a process of its own; 0 seconds: until told."""
    command = [sys.executable, "-m", "tests.bench.probe", bed.easel_url, bed.account.session]
    command += [str(seconds), "/healthz", page]
    prober = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert prober.stdout is not None
    prober.stdout.readline()
    return prober


def _end_probe(prober: subprocess.Popen[str]) -> dict[str, list[float]]:
    out, _ = prober.communicate()
    return dict(json.loads(out))
