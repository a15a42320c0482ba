"""OpenAI's routes: images made and edited, chat that streams, the list of models."""

import asyncio
import email.policy
import json
import time
from collections.abc import Iterator, Mapping
from email.parser import BytesParser
from typing import Any

from tests.emulator import answers, behaviours, pictures, transport
from tests.emulator.behaviours import Behaviour, Part
from tests.emulator.state import OPENAI_MODELS, Call, State
from tests.emulator.transport import TRANSPORT, Receive, Scope, Send

KINDS = {
    "/v1/images/generations": "image",
    "/v1/images/edits": "image",
    "/v1/chat/completions": "text",
    "/v1/models": "models",
}
FINISH = {"STOP": "stop", "MAX_TOKENS": "length", "SAFETY": "content_filter"}


async def serve(state: State, scope: Scope, receive: Receive, send: Send) -> None:
    raw = await transport.read(receive)
    headers: dict[bytes, bytes] = dict(scope["headers"])
    key = headers.get(b"authorization", b"").decode().removeprefix("Bearer ")
    body = _body(raw, headers.get(b"content-type", b"").decode())
    model = str(body.get("model", ""))
    kind = KINDS.get(scope["path"], "unknown")
    behaviour = state.next_behaviour(kind, model, key[-4:])
    behaviour = _refusal(kind, key, body) or behaviour
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
    with state.logged(call):
        if await transport.gone(receive, within_s=state.latency_s + behaviour.delay_s):
            return
        if behaviour.body is not None:
            await transport.answer(send, behaviour)
        elif kind == "text" and body.get("stream"):
            await _stream(state, call, behaviour, scope, send)
        elif behaviour.drop:
            scope[TRANSPORT].abort()
        else:
            answer = _whole(state, call, behaviour)
            headers_out = {"x-request-id": "req-emulated"}
            await transport.respond(
                send, 200, "application/json", [json.dumps(answer).encode()], headers_out
            )


def _body(raw: bytes, content_type: str) -> dict[str, Any]:
    """JSON, or a form's fields with its files as `{name, type, bytes}`."""
    if not content_type.startswith("multipart/"):
        body: dict[str, Any] = json.loads(raw) if raw else {}
        return body
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = BytesParser(policy=email.policy.HTTP).parsebytes(head + raw)
    fields: dict[str, Any] = {"images": []}
    for part in form.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data: Any = part.get_payload(decode=True)
        if part.get_filename():
            fields["images"].append({"field": name, "type": part.get_content_type(), "data": data})
        else:
            fields[name] = data.decode()
    return fields


def _refusal(kind: str, key: str, body: Mapping[str, Any]) -> Behaviour | None:
    """What the real service refuses whatever the script says."""
    if not key:
        return behaviours.refusal(401, "invalid_api_key")
    if kind == "unknown":
        return behaviours.refusal(404)
    own = str(body.get("model", "")).startswith("gpt-image")
    if kind == "image" and own and "response_format" in body:
        return behaviours.refusal(400, "unknown_parameter")
    return None


def _whole(state: State, call: Call, behaviour: Behaviour) -> dict[str, Any]:
    """The answer to a call that does not stream."""
    match call.kind:
        case "models":
            return _listing(state)
        case "text":
            return _completion(call, behaviour)
        case _:
            return _images(call, behaviour)


def _completion(call: Call, behaviour: Behaviour) -> dict[str, Any]:
    chunks = list(_chunks(call, behaviour))
    said = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    finish = chunks[-1]["choices"][0]["finish_reason"]
    message = {"role": "assistant", "content": said, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    usage = {"prompt_tokens": 60, "completion_tokens": 180, "total_tokens": 240}
    return chunks[0] | {"object": "chat.completion", "choices": [choice], "usage": usage}


def _listing(state: State) -> dict[str, Any]:
    ids = sorted(state.models.keys() & OPENAI_MODELS)
    entries = [{"id": name, "object": "model", "created": 1, "owned_by": "x"} for name in ids]
    return {"object": "list", "data": entries}


def _images(call: Call, behaviour: Behaviour) -> dict[str, Any]:
    size = _size(call.body)
    if behaviour.chunks is not None:
        sized: dict[str, Any] = {"generationConfig": {"imageConfig": {}}}
        parts = [part for chunk in behaviour.chunks for part in answers.resolve(chunk, sized)]
        data = [part["inlineData"]["data"] for part in parts if "inlineData" in part]
    else:
        data = [
            b"".join(pictures.unique_base64(size)).decode()
            for _ in range(int(call.body.get("n", 1)))
        ]
    usage = {
        "input_tokens": 60,
        "input_tokens_details": {"text_tokens": 60, "image_tokens": 0},
        "output_tokens": 1000 * len(data),
        "total_tokens": 60 + 1000 * len(data),
    }
    return {"created": 1, "data": [{"b64_json": each} for each in data], "usage": usage}


def _size(body: Mapping[str, Any]) -> tuple[int, int]:
    width, _, height = str(body.get("size", "1024x1024")).partition("x")
    return int(width), int(height)


async def _stream(state: State, call: Call, behaviour: Behaviour, scope: Scope, send: Send) -> None:
    pause = state.chunk_delay_s if behaviour.chunk_delay_s is None else behaviour.chunk_delay_s
    if behaviour.drop and behaviour.chunks is None:
        scope[TRANSPORT].abort()
        return
    await transport.start(send, 200, "text/event-stream")
    for number, chunk in enumerate(_chunks(call, behaviour)):
        if number:
            await asyncio.sleep(pause)
        if scope[TRANSPORT].is_closing():
            return
        frame = b"data: " + json.dumps(chunk).encode() + b"\n\n"
        await send({"type": "http.response.body", "body": frame, "more_body": True})
    if behaviour.drop:
        # Let what was sent go out: an abort would throw it away.
        await asyncio.sleep(0.05)
        scope[TRANSPORT].abort()
        return
    await send({"type": "http.response.body", "body": b"data: [DONE]\n\n"})


def _chunks(call: Call, behaviour: Behaviour) -> Iterator[dict[str, Any]]:
    first, last = call.body["messages"][0], call.body["messages"][-1]
    part: Part = {"functionResponse": {}} if last["role"] == "tool" else {"text": call.prompt}
    said: dict[str, Any] = {"contents": [{"parts": [part]}]}
    if first["role"] == "system":
        said["systemInstruction"] = {"parts": [{"text": first["content"]}]}
    groups = behaviour.chunks if behaviour.chunks is not None else answers.default_chunks(said)
    for group in groups:
        yield _chunk(call.model, _delta(group), None)
    if not behaviour.drop:
        yield _chunk(call.model, {}, FINISH.get(behaviour.finish_reason, "stop"))
        if (call.body.get("stream_options") or {}).get("include_usage"):
            usage = {"prompt_tokens": 60, "completion_tokens": 180, "total_tokens": 240}
            yield _chunk(call.model, {}, None) | {"choices": [], "usage": usage}


def _delta(parts: Any) -> dict[str, Any]:
    delta: dict[str, Any] = {}
    for part in parts:
        if "functionCall" in part:
            called = delta.setdefault("tool_calls", [])
            called.append(_tool_call(part["functionCall"], len(called)))
        elif "text" in part:
            delta["content"] = delta.get("content", "") + part["text"]
    return delta


def _tool_call(call: Part, index: int) -> dict[str, Any]:
    function = {"name": call["name"], "arguments": json.dumps(call["args"])}
    return {"index": index, "id": f"call-{index + 1}", "type": "function", "function": function}


def _chunk(model: str, delta: Mapping[str, Any], finish_reason: str | None) -> dict[str, Any]:
    return {
        "id": "emulated",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
    }
