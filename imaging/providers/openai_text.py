"""Whole texts from OpenAI's models, or from any server that speaks its chat: one call."""

from dataclasses import dataclass
from typing import NoReturn

from imaging.providers import openai_api
from imaging.providers.errors import ContentBlocked, ProviderUnavailable
from imaging.providers.gemini_text import Answer
from imaging.providers.types import Receipt


@dataclass(frozen=True, slots=True)
class OpenAIText:
    """`base_url` "" is OpenAI's own; `timeout_s` bounds every call, one call's may be less."""

    api_key: str
    base_url: str
    model: str
    timeout_s: float

    def __repr__(self) -> str:
        return f"OpenAIText({self.model!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds a key, and keys are not pickled")

    def ask(self, text: str, *, instruction: str, within_s: float) -> Answer:
        """Raises `ProviderError`."""
        with openai_api.translated():
            client = openai_api.client(self.api_key, self.base_url)
            answer = client.chat.completions.create(
                model=self.model,
                messages=[
                    {"role": "system", "content": instruction},
                    {"role": "user", "content": text},
                ],
                timeout=min(within_s, self.timeout_s),
            )
            choices = getattr(answer, "choices", None)
            if not choices:
                # The SDK hands on as text what does not call itself JSON.
                raise ProviderUnavailable("unreadable answer", http_status=200)
            if choices[0].finish_reason == "content_filter" or choices[0].message.refusal:
                raise ContentBlocked("refused", http_status=200)
            usage = answer.usage
            receipt = Receipt(
                answer.id,
                usage.prompt_tokens if usage else None,
                usage.completion_tokens if usage else None,
            )
            return Answer(choices[0].message.content or "", receipt)
