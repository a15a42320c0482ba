"""Web and worker together."""

import signal
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

import structlog
import uvicorn
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from imaging.events import follower

log = structlog.get_logger(__name__)

RESTART_AFTER_S = 2.0
STOP_WITHIN_S = 15.0


class Command(BaseCommand):
    help = "Serve the web application and run a worker beside it; one Ctrl-C or SIGTERM stops both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--web-only", action="store_true", help="run no worker here")
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first migrate, and make the first administrator where there is none",
        )

    def handle(
        self, *_: Any, host: str, port: int, web_only: bool, prepare: bool, **__: Any
    ) -> None:
        _require_port(host, port)
        if prepare:
            # In this process, since each start of Django costs a second or more.
            call_command("migrate", verbosity=0)
            address = _address(port)
            call_command("create_administrator", once=True, address=address)
            self.stdout.write(f"  Easel is at {address} · Ctrl-C stops it\n\n")
        # A Redis that is away is told of at once, rather than to the first who asks for a page.
        cache.get("start")
        # uvicorn stops on SIGTERM and then raises it again: unhandled, it would end this process
        # before the worker has been told.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        worker = None if web_only else WorkerProcess()
        if worker:
            worker.start()
        web = WebServer(
            uvicorn.Config(
                "config.asgi:application",
                host=host,
                port=port,
                lifespan="off",
                log_config=None,
                timeout_keep_alive=65,
                timeout_graceful_shutdown=5,
                server_header=False,
            )
        )
        try:
            # uvicorn stops cleanly on Ctrl-C and then raises it anew.
            with suppress(KeyboardInterrupt):
                web.run()
        finally:
            if worker:
                worker.stop()
        if not web.started:
            raise CommandError(f"Port {port} of {host} cannot be had: is Easel running already?")


def _address(port: int) -> str:
    """Where people find Easel: the site's own address, or this machine's where none was given."""
    site, unsaid = settings.SITE_URL, f"http://127.0.0.1:{settings.PORT}"
    return f"http://127.0.0.1:{port}" if site == unsaid else site


def _require_port(host: str, port: int) -> None:
    """Before anything is promised or started: the web server would only find out at last."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Port {port} of {host} cannot be had: is Easel running already? "
            "Stop it, or choose another port."
        ) from error


class WebServer(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the open streams first, which would otherwise be waited for and then cut off."""
        follower.close()
        await super().shutdown(sockets)


class WorkerProcess:
    """A worker in a process of its own, started again should it die."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._spawn()

    def start(self) -> None:
        threading.Thread(target=self._watch, name="worker-watch", daemon=True).start()

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--with-parent"]
        # Out of reach of a Ctrl-C meant for both: this process passes it on when its turn comes.
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own

    def _watch(self) -> None:
        while not self._stopping.is_set():
            status = self._process.wait()
            if self._stopping.is_set():
                return
            log.error("worker died, starting another", exit_status=status)
            if self._stopping.wait(RESTART_AFTER_S):
                return
            self._process = self._spawn()
