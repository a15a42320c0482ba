"""From a person's message to the first words of the draft in the conversation's stream."""

import queue
import re
import threading
import time

import httpx

from tests.bench.bed import Bed, new_conversation, sse
from tests.bench.report import Measure, median
from tests.bench.sdk import Sdk

MESSAGE = re.compile(r'sse-swap="(message-[^"]+)"')
NOTES = "Notes on lighthouses: 3 of 4 keepers trust the fog horn more than the lamp."


def first_token(bed: Bed, sdk: Sdk, rounds: int) -> list[Measure]:
    with bed.page() as client:
        path = new_conversation(client, NOTES)
        _first_draft_s(client, path)
        sdk.first_token_s(NOTES)
        pairs = [(_first_draft_s(client, path), sdk.first_token_s(NOTES)) for _ in range(rounds)]
    floor = median([each[1] for each in pairs])
    added = [(ours - floor) * 1000 for ours, _ in pairs]
    return [
        Measure(
            "first token, beyond the provider's own",
            "ms",
            80,
            median(added),
            best=min(added),
            floor=floor * 1000,
        )
    ]


def _first_draft_s(client: httpx.Client, path: str) -> float:
    """Follows the conversation as an open page does; the reply's end is awaited too."""
    connected, drafts = threading.Event(), queue.SimpleQueue[float]()
    # An earlier reply's card is told of too: it is no longer the last one.
    earlier = set(MESSAGE.findall(client.get(path).raise_for_status().text))
    reader = threading.Thread(target=_follow, args=(client, path, earlier, connected, drafts))
    reader.start()
    connected.wait()
    began = time.perf_counter()
    client.post(f"{path}messages/", data={"text": NOTES}).raise_for_status()
    first = drafts.get(timeout=30)
    reader.join()
    return first - began


def _follow(
    client: httpx.Client,
    path: str,
    earlier: set[str],
    connected: threading.Event,
    drafts: "queue.SimpleQueue[float]",
) -> None:
    with client.stream("GET", f"{path}stream/") as response:
        connected.set()
        for name, data in sse(response):
            if name in earlier:
                continue
            if 'class="draft"' in data:
                drafts.put(time.perf_counter())
            if "Image ideas" in data:
                return
