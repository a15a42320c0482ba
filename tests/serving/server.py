"""`manage.py serve` as a process: web and worker."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Self

import httpx

from tests.serving.installation import DATABASE, ROOT, Installation, environment

START_S = 30.0
STOP_S = 15.0
BAD_LINE = re.compile(
    r"level='(?:error|critical)'|^Traceback \(most recent call last\)|^ERROR", re.MULTILINE
)


class EaselServer:
    """A server with a data folder of its own. `settings` are environment variables."""

    def __init__(
        self, installation: Installation, folder: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        installation.copy(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self._folder = folder
        self._settings = {"SITE_URL": self.url, **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        started = len(self.text())
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(self._folder, self._settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait(lambda: "worker started" in self.text()[started:])
            self._wait(self._answers)
        except BaseException:
            self.kill()
            raise
        return self

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of the tests on this server's data; what it prints."""
        command = [sys.executable, "-m", module, *arguments]
        environ = environment(self._folder, self._settings)
        done = subprocess.run(
            command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def stop(self) -> int:
        """SIGTERM, and the exit status. Fails where anything still runs after `STOP_S` seconds."""
        assert self._process is not None
        worker = self.worker_pids()
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(STOP_S)
            assert not [pid for pid in worker if alive(pid)], "the worker outlived the server"
        finally:
            self.kill()
        return status

    def kill(self) -> None:
        """End whatever is left, at once."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            finally:
                self._process.wait()

    def kill_worker(self) -> None:
        """`kill -9` of the worker, which `serve` will replace."""
        pids = self.worker_pids()
        assert pids, "there is no worker"
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    def worker_pids(self) -> list[int]:
        """The server's children; none where there is no /proc to look in."""
        assert self._process is not None
        parents = {int(stat.parent.name): _stat(stat) for stat in Path("/proc").glob("[0-9]*/stat")}
        return [pid for pid, (_, parent) in parents.items() if parent == self._process.pid]

    def forget_failures(self) -> None:
        """Close the breakers that earlier faults have opened, and bring back retired models."""
        with closing(sqlite3.connect(self._folder / DATABASE, timeout=20)) as database, database:
            database.execute("DELETE FROM imaging_breaker")
            database.execute("DELETE FROM imaging_modelstate")

    def text(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def bad_lines(self, since: int = 0) -> list[str]:
        """What the log says from the character `since` on that no healthy server says."""
        return [line for line in self.text()[since:].splitlines() if BAD_LINE.search(line)]

    def _answers(self) -> bool:
        try:
            answer = httpx.get(f"{self.url}/accounts/login/", timeout=10)
        except httpx.TransportError:
            return False
        assert answer.status_code == 200, self.text()[-3000:]
        return True

    def _wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_S
        while not condition():
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"Easel did not start:\n{self.text()[-3000:]}")
            time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be reaped does not."""
    state, _ = _stat(Path(f"/proc/{pid}/stat"))
    return state not in {"", "Z"}


def _stat(file: Path) -> tuple[str, int]:
    """State and parent of a process; ("", 0) where it has gone."""
    try:
        _, _, rest = file.read_text().rpartition(") ")
    except (FileNotFoundError, ProcessLookupError):
        return "", 0
    state, parent, *_ = rest.split()
    return state, int(parent)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
