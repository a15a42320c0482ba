"""Gemini's text models, streaming, with image ideas by function calling."""

from collections.abc import Iterator, Mapping, Sequence
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
from imaging.providers import google
from imaging.providers.errors import ContentBlocked, ProviderError, ProviderUnavailable
from imaging.providers.gemini import BLOCKED
from imaging.providers.types import Receipt

if TYPE_CHECKING:
    from google.genai import types

BLOCKED_SENTENCE = "Gemini declined to write this for safety reasons. Try to word it differently."


class GeminiAssistant(Assistant):
    label = "Gemini"
    provider = "gemini"

    def __init__(self, *, api_key: str, base_url: str, model: str, timeout_s: float) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self.model = model

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        parser = AsideParser()
        suggested: Mapping[str, Any] = {}
        for chunk in self._chunks(context):
            yield from _receipts(chunk)
            for part in _parts(chunk):
                if part.function_call and part.function_call.name == SUGGEST_IMAGES["name"]:
                    suggested = part.function_call.args or {}
                elif not part.thought:
                    yield from parser.feed(part.text or "")
        yield from parser.end()
        if not parser.said:
            raise AssistantError(
                ProviderUnavailable("no text", http_status=200), "Gemini answered without a text."
            )
        if parser.post:
            yield Suggest(ideas_from(suggested, parser.post))

    def _chunks(self, context: Context) -> "Iterator[types.GenerateContentResponse]":
        """The answer as it comes. Raises `AssistantError`."""
        try:
            with google.translated():
                client = google.client(self._api_key, self._base_url, self._timeout_s)
                stream = client.models.generate_content_stream(
                    model=self.model, contents=_contents(context), config=_config(context)
                )
                with closing(stream):  # type: ignore[type-var]
                    yield from stream
        except ProviderError as error:
            raise AssistantError.of(self.label, error) from error


def _receipts(chunk: "types.GenerateContentResponse") -> Iterator[Receipt]:
    """The counts up to this chunk, where it has any; thinking is paid for as output."""
    if usage := chunk.usage_metadata:
        said, thought = usage.candidates_token_count or 0, usage.thoughts_token_count or 0
        yield Receipt(chunk.response_id or "", usage.prompt_token_count, said + thought)


def _parts(chunk: "types.GenerateContentResponse") -> "Sequence[types.Part]":
    feedback = chunk.prompt_feedback
    candidate = chunk.candidates[0] if chunk.candidates else None
    reason = candidate.finish_reason if candidate else None
    if (feedback and feedback.block_reason) or (reason and reason.name in BLOCKED):
        blocked = ContentBlocked(reason.name if reason else "prompt", http_status=200)
        raise AssistantError(blocked, BLOCKED_SENTENCE)
    return (candidate.content.parts if candidate and candidate.content else None) or ()


def _contents(context: Context) -> "list[types.ContentUnionDict]":
    roles = {Author.PERSON: "user", Author.COPILOT: "model"}
    return [
        {"role": roles[turn.author], "parts": [{"text": turn.text}]}
        for turn in briefing(context).turns
    ]


def _config(context: Context) -> "types.GenerateContentConfigDict":
    return {
        "system_instruction": briefing(context).instruction,
        "tools": [{"function_declarations": [SUGGEST_IMAGES]}],
        "automatic_function_calling": {"disable": True},
    }
