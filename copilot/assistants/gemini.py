"""Gemini's text models, streaming, with image ideas by function calling."""

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
from copilot.assistants.history import trim
from copilot.assistants.instructions import instructions
from copilot.assistants.suggestions import SUGGEST_IMAGES, ideas_from
from imaging.providers import google
from imaging.providers.errors import ProviderError
from imaging.providers.gemini import BLOCKED

if TYPE_CHECKING:
    from google.genai import types

BLOCKED_SENTENCE = "Gemini declined to write this for safety reasons. Try to word it differently."


class GeminiAssistant(Assistant):
    label = "Gemini"

    def __init__(self, *, api_key: str, base_url: str, model: str, timeout_s: float) -> None:
        self._api_key = api_key
        self._base_url = base_url
        self._timeout_s = timeout_s
        self.model = model

    def reply(self, context: Context) -> Iterator[ReplyEvent]:
        parser = AsideParser()
        suggested: Mapping[str, Any] = {}
        for part in _parts(self._chunks(context)):
            if part.function_call and part.function_call.name == SUGGEST_IMAGES["name"]:
                suggested = part.function_call.args or {}
            elif not part.thought:
                yield from parser.feed(part.text or "")
        yield from parser.end()
        if not parser.said:
            raise AssistantError("provider_unavailable", "Gemini answered without a text.")
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
            sentence = error.sentence[0].lower() + error.sentence[1:]
            raise AssistantError(
                error.code,
                f"Gemini could not answer: {sentence}",
                falls_back=error.falls_back,
                detail=error.detail,
            ) from error


def _parts(chunks: "Iterator[types.GenerateContentResponse]") -> "Iterator[types.Part]":
    for chunk in chunks:
        feedback = chunk.prompt_feedback
        candidate = chunk.candidates[0] if chunk.candidates else None
        reason = candidate.finish_reason if candidate else None
        if (feedback and feedback.block_reason) or (reason and reason.name in BLOCKED):
            raise AssistantError("content_blocked", BLOCKED_SENTENCE, falls_back=False)
        if candidate and candidate.content:
            yield from candidate.content.parts or ()


def _contents(context: Context) -> "list[types.ContentUnionDict]":
    roles = {Author.PERSON: "user", Author.COPILOT: "model"}
    return [
        {"role": roles[turn.author], "parts": [{"text": turn.text}]} for turn in trim(context.turns)
    ]


def _config(context: Context) -> "types.GenerateContentConfigDict":
    return {
        "system_instruction": instructions(context),
        "tools": [{"function_declarations": [SUGGEST_IMAGES]}],
        "automatic_function_calling": {"disable": True},
    }
