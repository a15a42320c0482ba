"""The first view of a long conversation, beside that of one that fits a page."""

import time

import httpx

from tests.bench.bed import Bed
from tests.bench.report import Measure, median

# As many as one view shows.
PAGE = 40
LONG = 500


def first_view(bed: Bed, rounds: int) -> list[Measure]:
    """Each reply has a draft and four ideas, as full as a conversation can be."""
    short, long = (_conversation(bed, length) for length in (PAGE, LONG))
    with bed.page() as client:
        # As a browser asks for a page, not as its script does.
        del client.headers["HX-Request"]
        floor = median([_view_s(client, short) for _ in range(rounds)])
        views = [_view_s(client, long) for _ in range(rounds)]
    return [
        Measure(
            f"first view of {LONG} messages",
            "ms",
            300,
            median(views) * 1000,
            best=min(views) * 1000,
            floor=floor * 1000,
        )
    ]


def _conversation(bed: Bed, length: int) -> str:
    return bed.run("tests.serving.long", bed.account.username, str(length))


def _view_s(client: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    client.get(path).raise_for_status()
    return time.perf_counter() - began
