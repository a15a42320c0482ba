"""The emulator's ASGI application: Gemini's routes, and `/_control` to steer it."""

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.emulator import answers, behaviours, openai, transport
from tests.emulator.behaviours import Behaviour
from tests.emulator.state import OPENAI_MODELS, Call, State
from tests.emulator.transport import TRANSPORT, Receive, Scope, Send

SIZES = {"gemini-3.1-flash-lite-image": {"1K"}}
ALL_SIZES = {"1K", "2K", "4K"}


class App:
    def __init__(self, state: State) -> None:
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path.startswith("/_control/"):
            await self._control(path.removeprefix("/_control/"), receive, send)
        elif path.startswith("/v1beta/models"):
            await self._gemini(path.removeprefix("/v1beta/models").strip("/"), scope, receive, send)
        elif path.startswith("/v1/"):
            await openai.serve(self.state, scope, receive, send)
        else:
            await transport.answer(send, behaviours.error(404, "NOT_FOUND"))

    async def _gemini(self, tail: str, scope: Scope, receive: Receive, send: Send) -> None:
        raw = await transport.read(receive)
        model, _, verb = tail.partition(":")
        body: dict[str, Any] = json.loads(raw) if raw else {}
        key = _key(scope)
        kind = _kind(verb, model, body)
        behaviour = self.state.next_behaviour(kind, model, key[-4:])
        behaviour = _refusal(kind, model, key, body) or behaviour
        call = Call(
            kind=kind,
            model=model,
            method=scope["method"],
            path=scope["path"],
            key_last4=key[-4:],
            body=body,
            behaviour=behaviour.name,
            started_at=time.monotonic(),
            concurrent=0,
        )
        with self.state.logged(call):
            if await transport.gone(receive, within_s=self.state.latency_s + behaviour.delay_s):
                return
            if behaviour.body is not None:
                await transport.answer(send, behaviour)
            elif verb == "streamGenerateContent":
                await self._stream(call, behaviour, scope, send)
            elif behaviour.drop:
                scope[TRANSPORT].abort()
            else:
                await transport.respond(send, 200, "application/json", self._body(call, behaviour))

    def _body(self, call: Call, behaviour: Behaviour) -> Iterable[bytes]:
        if call.kind == "models":
            answer = self._listing(call.model)
        elif call.kind == "predict":
            answer = answers.predictions(call.body, behaviour)
        elif behaviour.chunks is None and not behaviour.block_reason:
            if call.kind == "image":
                return answers.image_pieces(
                    call.model,
                    call.body,
                    noisy=self.state.noisy,
                    with_usage=self.state.usage,
                )
            chunks = answers.default_chunks(call.body)
            answer = answers.scripted_answer(
                call.model, call.body, replace(behaviour, chunks=chunks)
            )
        else:
            answer = answers.scripted_answer(call.model, call.body, behaviour)
        return [json.dumps(answer).encode()]

    async def _stream(self, call: Call, behaviour: Behaviour, scope: Scope, send: Send) -> None:
        pause = behaviour.chunk_delay_s
        pause = self.state.chunk_delay_s if pause is None else pause
        if behaviour.drop and behaviour.chunks is None:
            scope[TRANSPORT].abort()
            return
        await transport.start(send, 200, "text/event-stream")
        for number, answer in enumerate(answers.stream(call.model, call.body, behaviour)):
            if number:
                await asyncio.sleep(pause)
            if scope[TRANSPORT].is_closing():
                return
            frame = b"data: " + json.dumps(answer).encode() + b"\r\n\r\n"
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        if behaviour.drop:
            # Let what was sent go out: an abort would throw it away.
            await asyncio.sleep(0.05)
            scope[TRANSPORT].abort()
            return
        await send({"type": "http.response.body", "body": b""})

    def _listing(self, model: str) -> dict[str, Any]:
        def entry(name: str, verb: str) -> dict[str, Any]:
            return {"name": f"models/{name}", "supportedGenerationMethods": [verb]}

        if model:
            return entry(model, self.state.models.get(model, "generateContent"))
        own = {name: self.state.models[name] for name in self.state.models.keys() - OPENAI_MODELS}
        return {"models": [entry(name, verb) for name, verb in own.items()]}

    async def _control(self, command: str, receive: Receive, send: Send) -> None:
        raw = await transport.read(receive)
        data: dict[str, Any] = json.loads(raw) if raw else {}
        answer: dict[str, Any] = {"ok": True}
        if command == "log":
            calls = [call.as_json() for call in self.state.calls]
            answer = {"peak": self.state.peak, "calls": calls}
        elif command == "script":
            scripted = [behaviours.from_json(item) for item in data["behaviours"]]
            self.state.script(
                *scripted,
                target=data.get("target", "*"),
                standing=data.get("standing", False),
            )
        elif command == "retire":
            self.state.retire(data["model"])
        elif command == "reset":
            self.state.reset()
        elif command == "settings":
            for name in {"latency_s", "chunk_delay_s", "noisy", "usage"} & data.keys():
                setattr(self.state, name, data[name])
        else:
            answer = {
                "ok": False,
                "commands": ["log", "script", "retire", "reset", "settings"],
            }
        status = 200 if answer.get("ok", True) else 404
        await transport.respond(send, status, "application/json", [json.dumps(answer).encode()])


def _kind(verb: str, model: str, body: dict[str, Any]) -> str:
    if verb == "predict":
        return "predict"
    if verb not in {"generateContent", "streamGenerateContent"}:
        return "models"
    modalities = body.get("generationConfig", {}).get("responseModalities", [])
    return "image" if "IMAGE" in modalities or model in SIZES else "text"


def _refusal(kind: str, model: str, key: str, body: dict[str, Any]) -> Behaviour | None:
    """What the real service refuses whatever the script says."""
    if not key:
        return behaviours.error(403, "PERMISSION_DENIED")
    if kind == "text" and answers.is_unsigned(body):
        return behaviours.error(400, "INVALID_ARGUMENT")
    if kind == "image":
        _, size = answers.image_config(body)
        if size not in SIZES.get(model, ALL_SIZES) or body.get("tools"):
            return behaviours.error(400, "INVALID_ARGUMENT")
    return None


def _key(scope: Scope) -> str:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"x-goog-api-key", b"").decode()
