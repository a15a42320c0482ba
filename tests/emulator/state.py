"""What the emulator knows: its models, what it was told to do, what it was asked."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour

# Those alive on the real service. Imagen is not: a test that wants it adds it.
MODELS: dict[str, str] = {
    "gemini-nano-banana-2.1": "generateContent",
    "gemini-3-pro-image": "generateContent",
    "gemini-3.1-flash-lite-image": "generateContent",
    "gemini-3.8-flash": "generateContent",
    "gemini-3.5-flash-lite": "generateContent",
    "gpt-image-2": "images",
    "gpt-5.4-mini": "chat",
}
OPENAI_MODELS = frozenset({"gpt-image-2", "gpt-5.4-mini"})


@dataclass(slots=True)
class Call:
    """One request as it came. `kind` is image, text, predict or models; times are monotonic."""

    kind: str
    model: str
    method: str
    path: str
    key_last4: str
    body: dict[str, Any]
    behaviour: str
    started_at: float
    concurrent: int
    ended_at: float | None = None

    @property
    def prompt(self) -> str:
        """The text parts of the last turn, or the prompt of Imagen's or OpenAI's call."""
        if self.kind == "predict":
            return str(self.body["instances"][0]["prompt"])
        if "prompt" in self.body or "messages" in self.body:
            return str(self.body.get("prompt") or self.body["messages"][-1]["content"])
        turns = self.body.get("contents") or [{}]
        parts = turns[-1].get("parts", [])
        return "\n".join(part["text"] for part in parts if "text" in part)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class State:
    """Shared by the server's loop and the tests' threads; every access goes through the lock."""

    latency_s: float = 0.0
    chunk_delay_s: float = 0.01
    noisy: bool = False
    usage: bool = True
    models: dict[str, str] = field(default_factory=lambda: dict(MODELS))
    calls: list[Call] = field(default_factory=list)
    peak: int = 0
    _queues: dict[str, deque[Behaviour]] = field(default_factory=dict)
    _standing: dict[str, Behaviour] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def script(self, *scripted: Behaviour, target: str = "*", standing: bool = False) -> None:
        """Queue behaviours, one a call; or give the standing one, for when queues are empty.

        `target`: a model id, `key:` and the key's last four, a kind (image, text, predict,
        models), or `*` for image, text and predict. The narrowest match wins, queues first.
        """
        with self._lock:
            if standing:
                (self._standing[target],) = scripted
            else:
                self._queues.setdefault(target, deque()).extend(scripted)

    def reset(self) -> None:
        """Forget scripts, calls, also those under way, and changed models; settings stay."""
        with self._lock:
            self._queues.clear()
            self._standing.clear()
            self.calls.clear()
            self.models = dict(MODELS)
            self.peak = 0

    def retire(self, model: str) -> None:
        """From now on 404, and gone from the list."""
        with self._lock:
            self.models.pop(model, None)

    def next_behaviour(self, kind: str, model: str, key_last4: str) -> Behaviour:
        targets = [
            model,
            f"key:{key_last4}",
            kind,
            *(["*"] if kind != "models" else []),
        ]
        with self._lock:
            for target in targets:
                if queue := self._queues.get(target):
                    return queue.popleft()
            for target in targets:
                if target in self._standing:
                    return self._standing[target]
            if model and model not in self.models:
                return behaviours.not_found()
        return behaviours.ok()

    @contextmanager
    def logged(self, call: Call) -> Iterator[Call]:
        with self._lock:
            self.calls.append(call)
            call.concurrent = sum(each.ended_at is None for each in self.calls)
            self.peak = max(self.peak, call.concurrent)
        try:
            yield call
        finally:
            with self._lock:
                call.ended_at = time.monotonic()
