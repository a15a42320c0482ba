"""Text models behind OpenAI's Chat Completions, streaming, with image ideas by function calling."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from copilot.assistants.asides import AsideParser
from copilot.assistants.base import (
    Assistant,
    AssistantError,
    Author,
    Context,
    ReplyEvent,
    Suggest,
)
from copilot.assistants.briefing import briefing
from copilot.assistants.suggestions import SUGGEST_IMAGES, ideas_from
from imaging.providers import openai_api
from imaging.providers.errors import ContentBlocked, ProviderError, ProviderUnavailable
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
        parser = AsideParser()
        call = _Call()
        for chunk in self._chunks(context):
            yield from _receipts(chunk)
            for delta in _deltas(chunk):
                call.feed(delta)
                yield from parser.feed(delta.content or "")
        yield from parser.end()
        if not parser.said:
            raise AssistantError(
                ProviderUnavailable("no text", http_status=200), "OpenAI answered without a text."
            )
        if parser.post:
            yield Suggest(ideas_from(call.arguments, parser.post))

    def _chunks(self, context: Context) -> "Iterator[ChatCompletionChunk]":
        """The answer as it comes. Raises `AssistantError`."""
        try:
            with openai_api.translated():
                client = openai_api.client(self._api_key, self._base_url)
                stream = client.chat.completions.create(
                    model=self.model,
                    messages=_messages(context),
                    tools=[_TOOL],
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


class _Call:
    """A call of `suggest_images`, whose arguments come in pieces of JSON."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._pieces: dict[int, str] = {}

    def feed(self, delta: "ChoiceDelta") -> None:
        for piece in delta.tool_calls or ():
            if piece.function is None:
                continue
            if piece.function.name:
                self._names[piece.index] = piece.function.name
            arguments = piece.function.arguments or ""
            self._pieces[piece.index] = self._pieces.get(piece.index, "") + arguments

    @property
    def arguments(self) -> Mapping[str, Any]:
        """Those of the first such call; nothing where they are no JSON object."""
        for index, name in self._names.items():
            if name == SUGGEST_IMAGES["name"]:
                try:
                    found = json.loads(self._pieces[index])
                except json.JSONDecodeError:
                    return {}
                return found if isinstance(found, dict) else {}
        return {}


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
    roles = {Author.PERSON: "user", Author.COPILOT: "assistant"}
    sent = briefing(context)
    said = [{"role": roles[turn.author], "content": turn.text} for turn in sent.turns]
    return [{"role": "system", "content": sent.instruction}, *said]


_TOOL: Any = {
    "type": "function",
    "function": {
        "name": SUGGEST_IMAGES["name"],
        "description": SUGGEST_IMAGES["description"],
        "parameters": SUGGEST_IMAGES["parameters_json_schema"],
    },
}
