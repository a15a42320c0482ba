"""`python -m tests.bench.probe URL SESSION SECONDS PATH…`: how long each path takes, over and over.

Prints a line when it begins and the seconds of each request as JSON when it ends: after SECONDS,
or when its standard input is closed where they are 0.
"""

import http.client
import json
import sys
import threading
import time
from urllib.parse import urlsplit

from tests.serving.installation import SESSION_COOKIE

PAUSE_S = 0.01


def main(url: str, session: str, seconds: float, paths: list[str]) -> None:
    done = threading.Event()
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    samples: dict[str, list[float]] = {path: [] for path in paths}
    for path in paths:
        _get(connection, path, session)
    print("began", flush=True)  # noqa: T201
    threading.Thread(target=_end, args=(seconds, done), daemon=True).start()
    while not done.is_set():
        for path in paths:
            samples[path].append(_get(connection, path, session))
            time.sleep(PAUSE_S)
    json.dump(samples, sys.stdout)


def _end(seconds: float, done: threading.Event) -> None:
    if seconds:
        time.sleep(seconds)
    else:
        sys.stdin.read()
    done.set()


def _get(connection: http.client.HTTPConnection, path: str, session: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": f"{SESSION_COOKIE}={session}"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4:])
