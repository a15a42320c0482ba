"""The emulator as a server: in a thread for tests, in the foreground by hand."""

import socket
import threading
from typing import Self

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.emulator.app import App
from tests.emulator.behaviours import Behaviour
from tests.emulator.state import Call, State
from tests.emulator.transport import TRANSPORT


class Protocol(HttpToolsProtocol):
    """Hands the connection to the application, so that it can break it."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope[TRANSPORT] = self.transport  # type: ignore[literal-required]


def configure(state: State) -> uvicorn.Config:
    return uvicorn.Config(
        App(state),
        http=Protocol,
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=1,
        # A busy machine may leave a connection idle for seconds; closing it then loses a call.
        timeout_keep_alive=120,
    )


def listen(port: int = 0) -> socket.socket:
    """A bound loopback socket; port 0 takes a free one."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen(256)
    return server


class GeminiEmulator:
    """The server in a thread of this process, steered by `script` and read by `calls`.

    `with GeminiEmulator() as gemini: ... gemini.script(behaviours.quota(17), target="image")`
    """

    def __init__(
        self,
        *,
        latency_s: float = 0.0,
        chunk_delay_s: float = 0.01,
        noisy: bool = False,
        port: int = 0,
    ) -> None:
        self.state = State(latency_s=latency_s, chunk_delay_s=chunk_delay_s, noisy=noisy)
        self._socket = listen(port)
        self._server = uvicorn.Server(configure(self.state))
        self._thread = threading.Thread(
            target=self._server.run,
            args=([self._socket],),
            name="gemini-emulator",
            daemon=True,
        )

    @property
    def base_url(self) -> str:
        """For GEMINI_BASE_URL, without a trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    @property
    def calls(self) -> list[Call]:
        """What was asked so far, oldest first."""
        return list(self.state.calls)

    @property
    def peak(self) -> int:
        """The most calls that ran at the same time since `reset`."""
        return self.state.peak

    def calls_of(self, kind: str) -> list[Call]:
        """Calls of one kind: image, text, predict or models."""
        return [call for call in self.calls if call.kind == kind]

    def script(self, *scripted: Behaviour, target: str = "*", standing: bool = False) -> None:
        """See `State.script`."""
        self.state.script(*scripted, target=target, standing=standing)

    def retire(self, model: str) -> None:
        self.state.retire(model)

    def reset(self) -> None:
        self.state.reset()

    def start(self) -> Self:
        """The socket listens already, so a first call waits rather than fails."""
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
