"""Whole texts from Gemini's text models: one call, one attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from imaging.providers import google
from imaging.providers.errors import ContentBlocked
from imaging.providers.gemini import BLOCKED
from imaging.providers.types import Receipt, ReferenceImage

if TYPE_CHECKING:
    from google.genai import types


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is as the model wrote it: whether it fits a schema is for the reader to see."""

    text: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class GeminiText:
    """`base_url` "" is Google's own; `timeout_s` bounds every call, one call's may be less."""

    api_key: str
    base_url: str
    model: str
    timeout_s: float

    def __repr__(self) -> str:
        return f"GeminiText({self.model!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds a key, and keys are not pickled")

    def ask(
        self,
        text: str,
        *,
        instruction: str,
        within_s: float,
        schema: Mapping[str, Any] | None = None,
        picture: ReferenceImage | None = None,
    ) -> Answer:
        """On the `picture` where there is one, in JSON by the `schema`. Raises `ProviderError`."""
        as_json: types.GenerateContentConfigDict = {}
        if schema is not None:
            as_json = {
                "response_mime_type": "application/json",
                "response_json_schema": dict(schema),
            }
        with google.translated():
            client = google.client(self.api_key, self.base_url, self.timeout_s)
            response = client.models.generate_content(
                model=self.model,
                contents=_contents(text, picture),
                config={
                    "system_instruction": instruction,
                    "http_options": {"timeout": google.milliseconds(min(within_s, self.timeout_s))},
                    **as_json,
                },
            )
            _refuse_blocked(response)
            return Answer(_said(response), _receipt(response))


def _contents(text: str, picture: ReferenceImage | None) -> "list[types.PartUnionDict]":
    from google.genai import types

    words = types.Part.from_text(text=text)
    if picture is None:
        return [words]
    return [types.Part.from_bytes(data=picture.data, mime_type=picture.mime_type), words]


def _refuse_blocked(response: "types.GenerateContentResponse") -> None:
    feedback = response.prompt_feedback
    reasons = {each.finish_reason.name for each in response.candidates or [] if each.finish_reason}
    if (feedback and feedback.block_reason) or reasons & BLOCKED:
        raise ContentBlocked(" ".join(sorted(reasons)) or "prompt", http_status=200)


def _said(response: "types.GenerateContentResponse") -> str:
    content = response.candidates[0].content if response.candidates else None
    parts = (content and content.parts) or []
    return "".join(part.text or "" for part in parts if not part.thought)


def _receipt(response: "types.GenerateContentResponse") -> Receipt:
    """Thinking is paid for as output."""
    usage = response.usage_metadata
    if usage is None:
        return Receipt(response.response_id or "")
    said, thought = usage.candidates_token_count or 0, usage.thoughts_token_count or 0
    return Receipt(response.response_id or "", usage.prompt_token_count, said + thought)
