"""What a person or a script waits for, measured from outside."""

import json
import re
import statistics
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ASSET = re.compile(r'(?:src|href)="(/static/[^"]+)"')
FONT = re.compile(r"url\(\"?([^\")]+\.woff2)\"?\)")
HOST = re.compile(r'(?:src|href)="(?:https?:)?//([^/"]+)')


def image_s(api: httpx.Client) -> float:
    """Seconds from POST until the job's stream tells of a stored image."""
    started = time.perf_counter()
    answer = api.post("/api/v1/jobs/", json={"prompt": "A lighthouse", "format": "square"})
    assert answer.status_code == 202, answer.text
    job = answer.json()
    for _, data in events(api, f"/api/v1/jobs/{job['id']}/events/"):
        job = json.loads(data)
    assert job["status"] == "succeeded", job
    assert job["images"][0]["provider"] == "gemini", job
    return time.perf_counter() - started


def images_at_once_s(api: httpx.Client, count: int) -> float:
    """Seconds until the last of several jobs, asked for at once, has its image."""
    started = time.perf_counter()
    with ThreadPoolExecutor(count) as pool:
        for seconds in pool.map(lambda _: image_s(api), range(count)):
            assert seconds > 0
    return time.perf_counter() - started


class Visitors:
    """Somebody who looks at a page again and again while something else goes on."""

    def __init__(self, web: httpx.Client, *paths: str) -> None:
        self.seconds: dict[str, list[float]] = {path: [] for path in paths}
        self._web = web
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._visit, args=(path,)) for path in paths]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def p95_s(self, path: str) -> float:
        return statistics.quantiles(self.seconds[path], n=20)[-1]

    def _visit(self, path: str) -> None:
        while not self._stop.wait(0.02):
            started = time.perf_counter()
            assert self._web.get(path).status_code == 200
            self.seconds[path].append(time.perf_counter() - started)


def first_token_s(web: httpx.Client) -> float:
    """Seconds from Send until the conversation's stream shows the first words of the draft."""
    pk = uuid.uuid4()
    token = csrf(web)
    send(web, pk, token, "hi")
    time.sleep(1.5)
    stream = f"/c/{pk}/stream/"
    heard = threading.Event()
    shown = [0.0]

    def listen() -> None:
        with web.stream("GET", stream) as answer:
            lines = answer.iter_lines()
            next(lines)
            heard.set()
            for line in lines:
                if "draft__hook" in line:
                    shown[0] = time.perf_counter()
                    return

    listener = threading.Thread(target=listen)
    listener.start()
    heard.wait(5)
    time.sleep(0.1)
    started = time.perf_counter()
    send(web, pk, token, "Notes: our new dock schedule cut pick errors by 38 percent")
    listener.join(20)
    assert shown[0], "no draft came"
    return shown[0] - started


def page_weight(web: httpx.Client) -> tuple[int, int, list[str]]:
    """Bytes over the wire of the chat page without fonts and images, of its fonts, other hosts."""
    page = web.get("/")
    size, fonts = wire_bytes(page), set()
    for path in set(ASSET.findall(page.text)):
        if path.endswith((".svg", ".png", ".ico")):
            continue
        if path.endswith(".woff2"):
            fonts.add(str(web.base_url.join(path)))
            continue
        asset = web.get(path)
        size += wire_bytes(asset)
        for font in FONT.findall(asset.text) if path.endswith(".css") else ():
            fonts.add(str(asset.url.join(font)))
    return size, sum(wire_bytes(web.get(font)) for font in fonts), HOST.findall(page.text)


def wire_bytes(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.url
    return answer.num_bytes_downloaded


def csrf(web: httpx.Client) -> str:
    found = CSRF.search(web.get("/").text)
    assert found
    return found[1]


def send(web: httpx.Client, conversation: uuid.UUID, token: str, text: str) -> None:
    answer = web.post(
        f"/c/{conversation}/messages/",
        data={"text": text, "key": str(uuid.uuid4()), "csrfmiddlewaretoken": token},
        headers={"HX-Request": "true", "Referer": str(web.base_url)},
    )
    assert answer.status_code in {200, 204}, answer.text


def events(api: httpx.Client, path: str) -> Iterator[tuple[str, str]]:
    """Name and data of each server-sent event until the stream ends."""
    name, data = "", []
    with api.stream("GET", path, headers={"Accept": "text/event-stream"}) as answer:
        for line in answer.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                data.append(value)
            elif not line and data:
                yield name, "\n".join(data)
                data = []
