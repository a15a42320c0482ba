"""Gemini's text models, streaming, with actions by function calling."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from copilot.assistants.answering import Answer
from copilot.assistants.base import (
    Assistant,
    AssistantError,
    Author,
    Call,
    Called,
    Context,
    ReplyEvent,
    Turn,
)
from copilot.assistants.briefing import briefing
from copilot.assistants.tools import TOOLS
from imaging.providers import google
from imaging.providers.errors import ContentBlocked, ProviderError
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
        answer = Answer(context)
        for chunk in self._chunks(context):
            yield from _receipts(chunk)
            for part in _parts(chunk):
                if call := part.function_call:
                    arguments, signature = call.args or {}, part.thought_signature
                    answer.call(Call(call.name or "", arguments, call.id or "", signature))
                elif not part.thought:
                    yield from answer.text(part.text or "")
        yield from answer.end(self.label)

    def _chunks(self, context: Context) -> "Iterator[types.GenerateContentResponse]":
        """The answer as it comes. Raises `AssistantError`."""
        sent = briefing(context)
        try:
            with google.translated():
                client = google.client(self._api_key, self._base_url, self._timeout_s)
                stream = client.models.generate_content_stream(
                    model=self.model,
                    contents=_contents((*sent.turns, *context.steps)),
                    config=_config(sent.instruction),
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


def _contents(turns: Iterable[Turn]) -> "list[types.ContentUnionDict]":
    return [content for turn in turns for content in _of_turn(turn)]


def _of_turn(turn: Turn) -> "Iterator[types.ContentDict]":
    """What was said with the calls that were made, then what came of them."""
    roles = {Author.PERSON: "user", Author.COPILOT: "model"}
    said: list[types.PartDict] = [{"text": turn.text}] if turn.text else []
    calls: list[types.PartDict] = [_called(each.call) for each in turn.calls]
    yield {"role": roles[turn.author], "parts": [*said, *calls]}
    if turn.calls:
        yield {"role": "user", "parts": [_response(each) for each in turn.calls]}


def _called(call: Call) -> "types.PartDict":
    function: types.FunctionCallDict = {"name": call.name, "args": dict(call.arguments)}
    if call.id:
        function["id"] = call.id
    # A call that this reply made must come back with its signature; an earlier one has none left.
    signed: types.PartDict = {"thought_signature": call.signature} if call.signature else {}
    return {"function_call": function, **signed}


def _response(called: Called) -> "types.PartDict":
    response: types.FunctionResponseDict = {
        "name": called.call.name,
        "response": {"result": called.result},
    }
    if called.call.id:
        response["id"] = called.call.id
    return {"function_response": response}


def _config(instruction: str) -> "types.GenerateContentConfigDict":
    return {
        "system_instruction": instruction,
        "tools": [{"function_declarations": list(TOOLS)}],
        "automatic_function_calling": {"disable": True},
    }
