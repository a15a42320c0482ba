"""`python -m tests.bench [--json] [--strict] [--runs N]`."""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from tests.bench import floor, measures
from tests.bench.report import Figure, as_json, as_table
from tests.serving.installation import ROOT, SESSION_COOKIE, Installation, environment
from tests.serving.server import EaselServer, free_port

LATENCY_MS = 200
AT_ONCE = 16


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a target is missed")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        figures = run(Path(folder), options.runs)
    print(as_json(figures) if options.json else as_table(figures))  # noqa: T201
    if options.strict and not all(figure.met for figure in figures):
        sys.exit(1)


def run(folder: Path, runs: int) -> list[Figure]:
    """Everything against one emulator and one server, each a process of its own."""
    port = free_port()
    emulator_url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.emulator", "--port", str(port), "--noisy"]
    emulator = subprocess.Popen(
        [*command, "--latency-ms", str(LATENCY_MS)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    installation = Installation(folder / "template", people=2)
    settings = {
        "GEMINI_API_KEY": "bench-key-0001",
        "GEMINI_BASE_URL": emulator_url,
        "GEMINI_IMAGE_MODELS": floor.IMAGE_MODEL,
        "GEMINI_TEXT_MODELS": floor.TEXT_MODEL,
        "USER_DAILY_IMAGES": "0",
        "API_RATE": "off",
        "JOB_RATE": "off",
    }
    server = EaselServer(installation, folder / "data", settings)
    try:
        server.start()
        return measure(server, installation, folder / "data", emulator_url, runs)
    finally:
        server.kill()
        emulator.terminate()
        emulator.wait()


def measure(
    server: EaselServer, installation: Installation, data: Path, emulator_url: str, runs: int
) -> list[Figure]:
    account = installation.accounts[0]
    token = subprocess.run(
        [sys.executable, "manage.py", "create_api_token", account.username],
        cwd=ROOT,
        env=environment(data),
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    sdk = floor.client(emulator_url)
    limits = httpx.Limits(max_connections=100)
    headers = {"Authorization": f"Token {token}"}
    with (
        httpx.Client(base_url=server.url, headers=headers, timeout=60, limits=limits) as api,
        httpx.Client(
            base_url=server.url, cookies={SESSION_COOKIE: account.session}, timeout=60
        ) as web,
    ):
        floor.image_s(sdk)
        measures.image_s(api)
        measures.images_at_once_s(api, AT_ONCE)
        return [
            *one_image(api, sdk, runs),
            *sixteen_images(api, web, emulator_url, runs),
            *first_token(web, sdk, runs),
            *weight(web),
        ]


def one_image(api: httpx.Client, sdk: object, runs: int) -> list[Figure]:
    pairs = [(floor.image_s(sdk), measures.image_s(api)) for _ in range(runs)]  # type: ignore[arg-type]
    alone, easel = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [Figure("one image, POST to stored", "s", easel, 0.45, alone)]


def sixteen_images(
    api: httpx.Client, web: httpx.Client, emulator_url: str, runs: int
) -> list[Figure]:
    httpx.post(f"{emulator_url}/_control/reset")
    httpx.post(
        f"{emulator_url}/_control/settings", json={"latency_s": LATENCY_MS / 1000, "noisy": True}
    )
    with measures.Visitors(web, "/healthz", "/") as visitors:
        walls = [measures.images_at_once_s(api, AT_ONCE) for _ in range(runs)]
    peak = httpx.get(f"{emulator_url}/_control/log").json()["peak"]
    return [
        Figure("sixteen images at once", "s", statistics.median(walls), 1.2),
        Figure("  upstream calls at once", "calls", peak, AT_ONCE, at_least=True),
        Figure("  meanwhile /healthz, p95", "ms", 1000 * visitors.p95_s("/healthz"), 60),
        Figure("  meanwhile the chat page, p95", "ms", 1000 * visitors.p95_s("/"), 60),
    ]


def first_token(web: httpx.Client, sdk: object, runs: int) -> list[Figure]:
    alone = statistics.median(floor.first_token_s(sdk) for _ in range(runs))  # type: ignore[arg-type]
    easel = statistics.median(measures.first_token_s(web) for _ in range(runs))
    name = "first words of a reply, beyond the provider's"
    return [Figure(name, "ms", 1000 * (easel - alone), 80, 1000 * alone)]


def weight(web: httpx.Client) -> list[Figure]:
    page, fonts, hosts = measures.page_weight(web)
    return [
        Figure("chat page without fonts and images", "kB", page / 1000, 120),
        Figure("its fonts", "kB", fonts / 1000, 110),
        Figure("its requests to other hosts", "", len(hosts), 0),
    ]


if __name__ == "__main__":
    main()
