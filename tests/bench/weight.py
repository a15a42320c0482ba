"""What the chat page weighs over the wire, as Chromium loads it with an empty cache."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, sync_playwright

from tests.bench.bed import Bed, new_conversation
from tests.bench.replies import NOTES
from tests.bench.report import Measure
from tests.serving.chromium import chromium_path
from tests.serving.installation import SESSION_COOKIE

KILO = 1000


def chat_page(bed: Bed) -> list[Measure]:
    """Nothing where there is no Chromium."""
    path = chromium_path()
    if not path:
        return []
    with bed.page() as client:
        page = new_conversation(client, NOTES)
    with _browser(path, bed) as context:
        loads = _loads(context, bed.easel_url + page)
    fonts = sum(size for kind, _, size in loads if kind == "Font")
    images = sum(size for kind, _, size in loads if kind == "Image")
    everything = sum(size for _, _, size in loads)
    foreign = {url for _, url, _ in loads if urlsplit(url).scheme in {"http", "https"}}
    foreign = {url for url in foreign if not url.startswith(bed.easel_url)}
    return [
        Measure(
            "chat page without fonts and images", "kB", 120, (everything - fonts - images) / KILO
        ),
        Measure("its fonts", "kB", 110, fonts / KILO),
        Measure("requests to other hosts", "", 0, len(foreign)),
    ]


@contextmanager
def _browser(path: str, bed: Bed) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context()
        context.add_cookies(
            [{"name": SESSION_COOKIE, "value": bed.account.session, "url": bed.easel_url}]
        )
        yield context
        browser.close()


def _loads(context: BrowserContext, url: str) -> list[tuple[str, str, int]]:
    """Kind, address and bytes on the wire, headers included, of all that the page loads.

    The stream of events never ends and is not counted.
    """
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    kinds: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = (event["type"], event["response"]["url"])

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    devtools.on("Network.responseReceived", received)
    devtools.on("Network.loadingFinished", finished)
    devtools.send("Network.enable")
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1000)
    return [(*kinds[each], size) for each, size in sizes.items() if each in kinds]
