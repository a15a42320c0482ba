"""Text models behind OpenAI's Chat Completions, streaming, with actions by function calling."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from copilot.assistants.answering import Answer
from copilot.assistants.base import (
    Assistant,
    AssistantError,
    Author,
    Call,
    Context,
    ReplyEvent,
    Turn,
)
from copilot.assistants.briefing import briefing
from copilot.assistants.tools import TOOLS
from imaging.providers import openai_api
from imaging.providers.errors import ContentBlocked, ProviderError
from imaging.providers.types import Receipt

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk
    from openai.types.chat.chat_completion_chunk import ChoiceDelta

BLOCKED_SENTENCE = "OpenAI declined to write this for safety reasons. Try to word it differently."


class OpenAIAssistant(Assistant):
    label = "OpenAI"
    provider = "openai"

    def __init__(self, *, api_key: str, base_url: str, model: str, timeout_s: float) -> None:
        """`base_url` "" is OpenAI's own; another server may go without a key."""
        self._api_key = api_key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self.model = model

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        answer = Answer(context)
        calls = _Calls()
        for chunk in self._chunks(context):
            yield from _receipts(chunk)
            for delta in _deltas(chunk):
                calls.feed(delta)
                yield from answer.text(delta.content or "")
        for call in calls.whole():
            answer.call(call)
        yield from answer.end(self.label)

    def _chunks(self, context: Context) -> "Iterator[ChatCompletionChunk]":
        """The answer as it comes. Raises `AssistantError`."""
        try:
            with openai_api.translated():
                client = openai_api.client(self._api_key, self._base_url)
                stream = client.chat.completions.create(
                    model=self.model,
                    messages=_messages(context),
                    tools=_TOOLS,
                    stream=True,
                    stream_options={"include_usage": True},
                    timeout=self._timeout_s,
                )
                with closing(stream):
                    yield from stream
        except ProviderError as error:
            if isinstance(error, ContentBlocked):
                raise AssistantError(error, BLOCKED_SENTENCE) from error
            raise AssistantError.of(self.label, error) from error


class _Calls:
    """The calls of an answer, whose arguments come in pieces of JSON."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._ids: dict[int, str] = {}
        self._pieces: dict[int, str] = {}

    def feed(self, delta: "ChoiceDelta") -> None:
        for piece in delta.tool_calls or ():
            if piece.id:
                self._ids[piece.index] = piece.id
            if piece.function is None:
                continue
            if piece.function.name:
                self._names[piece.index] = piece.function.name
            arguments = piece.function.arguments or ""
            self._pieces[piece.index] = self._pieces.get(piece.index, "") + arguments

    def whole(self) -> Iterator[Call]:
        """In the order they came; without arguments where those are no JSON object."""
        for index, name in self._names.items():
            # A server that names no calls is answered by their place.
            named = self._ids.get(index) or f"call-{index}"
            yield Call(name, _json_object(self._pieces.get(index, "")), named)


def _json_object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _receipts(chunk: "ChatCompletionChunk") -> Iterator[Receipt]:
    """The counts of the whole call, which come once, at its end."""
    if chunk.usage:
        yield Receipt(chunk.id, chunk.usage.prompt_tokens, chunk.usage.completion_tokens)


def _deltas(chunk: "ChatCompletionChunk") -> "Iterator[ChoiceDelta]":
    for choice in chunk.choices[:1]:
        if choice.finish_reason == "content_filter" or choice.delta.refusal:
            raise AssistantError(ContentBlocked("refused", http_status=200), BLOCKED_SENTENCE)
        yield choice.delta


def _messages(context: Context) -> Any:
    sent = briefing(context)
    said = [message for turn in (*sent.turns, *context.steps) for message in _of_turn(turn)]
    return [{"role": "system", "content": sent.instruction}, *said]


def _of_turn(turn: Turn) -> Iterator[dict[str, Any]]:
    """What was said with the calls that were made, then what came of them."""
    if turn.author is Author.PERSON:
        yield {"role": "user", "content": turn.text}
        return
    said: dict[str, Any] = {"role": "assistant", "content": turn.text}
    if turn.calls:
        said["tool_calls"] = [_called(each.call) for each in turn.calls]
    yield said
    for each in turn.calls:
        yield {"role": "tool", "tool_call_id": each.call.id, "content": each.result}


def _called(call: Call) -> dict[str, Any]:
    function = {"name": call.name, "arguments": json.dumps(call.arguments)}
    return {"id": call.id, "type": "function", "function": function}


_TOOLS: Any = [
    {
        "type": "function",
        "function": {
            "name": tool["name"],
            "description": tool["description"],
            "parameters": tool["parameters_json_schema"],
        },
    }
    for tool in TOOLS
]
