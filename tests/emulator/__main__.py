"""`python -m tests.emulator --port 9090`: use it by hand, with GEMINI_BASE_URL and any key."""

import argparse

import uvicorn

from tests.emulator.server import configure, listen
from tests.emulator.state import State


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=9090)
    parser.add_argument("--latency-ms", type=float, default=0, help="before every answer")
    parser.add_argument("--chunk-ms", type=float, default=60, help="between chunks of a stream")
    parser.add_argument("--noisy", action="store_true", help="PNGs that do not compress")
    options = parser.parse_args()
    state = State(
        latency_s=options.latency_ms / 1000,
        chunk_delay_s=options.chunk_ms / 1000,
        noisy=options.noisy,
    )
    sock = listen(options.port)
    print(f"GEMINI_BASE_URL=http://127.0.0.1:{sock.getsockname()[1]}", flush=True)  # noqa: T201
    uvicorn.Server(configure(state)).run([sock])


if __name__ == "__main__":
    main()
