"""What is measured: the emulator and Easel, each in processes of their own, and their clients."""

import re
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.serving.installation import ROOT, SESSION_COOKIE, Account, Installation, environment
from tests.serving.server import EaselServer

IMAGE_MODEL = "gemini-nano-banana-2.1"
TEXT_MODEL = "gemini-3.8-flash"
LATENCY_MS = 200
KEY = "a-fake-key-1234"
CSRF = "x" * 32
TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Bed:
    """Addresses of the two servers, and who asks. `run` a module of the tests on Easel's data."""

    emulator_url: str
    easel_url: str
    account: Account
    token: str
    run: Callable[..., str]

    @property
    def api_headers(self) -> dict[str, str]:
        return {"Authorization": f"Token {self.token}"}

    @property
    def cookies(self) -> dict[str, str]:
        return {SESSION_COOKIE: self.account.session, "csrftoken": CSRF}

    def page(self) -> httpx.Client:
        """A client that has signed in by session, as the page does."""
        return httpx.Client(
            base_url=self.easel_url,
            cookies=self.cookies,
            headers={"X-CSRFToken": CSRF, "HX-Request": "true"},
            timeout=TIMEOUT_S,
        )

    def emulator(self, command: str, **data: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.emulator_url}/_control/{command}", json=data, timeout=TIMEOUT_S)
        return dict(answer.raise_for_status().json())


@contextmanager
def made_ready(folder: Path) -> Iterator[Bed]:
    """Servers that have warmed up; both are stopped at the end."""
    with _emulator() as emulator_url:
        installation = Installation(folder / "template", people=1)
        settings = {
            "GEMINI_API_KEY": KEY,
            "GEMINI_BASE_URL": emulator_url,
            "USER_DAILY_IMAGES": "0",
            "API_RATE": "off",
            "JOB_RATE": "off",
        }
        server = EaselServer(installation, folder / "server", settings).start()
        try:
            account = installation.accounts[0]
            token = _token(folder / "server", account)
            yield Bed(emulator_url, server.url, account, token, server.run)
        finally:
            server.stop()


def sse(response: httpx.Response) -> Iterator[tuple[str, str]]:
    """The events of a stream, as (name, data)."""
    name, data = "", []
    for line in response.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data.append(line.removeprefix("data: "))
        elif not line and data:
            yield name, "\n".join(data)
            name, data = "", []


def new_conversation(client: httpx.Client, text: str) -> str:
    """Send to a conversation that does not exist yet; its path, once the reply is complete."""
    path = f"/c/{uuid.uuid4()}/"
    client.post(f"{path}messages/", data={"text": text}).raise_for_status()
    with client.stream("GET", f"{path}stream/?since=0") as response:
        for _, data in sse(response):
            if "Image ideas" in data:
                return path
    raise RuntimeError("the reply never came")


@contextmanager
def _emulator() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.emulator", "--port", "0", "--noisy"]
    command += ["--latency-ms", str(LATENCY_MS)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        try:
            yield found[0]
        finally:
            process.terminate()


def _token(folder: Path, account: Account) -> str:
    command = [sys.executable, "manage.py", "create_api_token", account.username]
    made = subprocess.run(
        command, cwd=ROOT, env=environment(folder), check=True, capture_output=True, text=True
    )
    return made.stdout.strip()
