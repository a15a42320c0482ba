"""Text models asked in turn, under the rules of every outside call: a row for each, a gate."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings

from imaging.attempts import TextAttempts
from imaging.chains import gate_for
from imaging.gate import StepGate
from imaging.models import ProviderAttempt
from imaging.providers.catalogue import card
from imaging.providers.errors import (
    InternalError,
    NotConfigured,
    ProviderError,
    UnusableAnswer,
)
from imaging.providers.gemini_text import Answer, GeminiText
from imaging.providers.registry import provider_label, text_models
from imaging.providers.types import Receipt

GEMINI = "gemini"
# Less is not worth a call.
SHORTEST_S = 2.0


class TextModel(Protocol):
    @property
    def model(self) -> str: ...


def gemini_texts(keys: Mapping[str, str]) -> list[tuple[str, GeminiText]]:
    """Provider and model of each step, in the order of the settings; none without a key."""
    key = keys.get(GEMINI, "")
    return [
        (GEMINI, GeminiText(key, settings.GEMINI_BASE_URL, model, settings.GEMINI_TIMEOUT_S))
        for model in text_models(GEMINI, key)
    ]


@dataclass(frozen=True, slots=True)
class Writer:
    """Whose model would be asked; `price_usd` of a call is about the most, None if not known."""

    label: str
    price_usd: Decimal | None


def writer_of(
    steps: Iterable[tuple[str, TextModel]], *, input_tokens: int, text_tokens: int
) -> Writer | None:
    """The first of the steps with what a call of about that size costs; None without any."""
    first = next(iter(steps), None)
    if first is None:
        return None
    alias, model = first
    rates = None
    with suppress(KeyError):  # a provider whose models nobody has listed
        rates = card(alias, model.model).rates
    price = rates.cost_usd(input_tokens=input_tokens, text_tokens=text_tokens) if rates else None
    return Writer(provider_label(alias), price)


@dataclass(frozen=True, slots=True)
class Told[T]:
    """What was understood of an answer, and whose it was."""

    provider: str
    model: str
    said: T


def ask_in_turn[M: TextModel, T](
    steps: Iterable[tuple[str, M]],
    ask: Callable[[M, float], Answer],
    understood: Callable[[str], T | None],
    *,
    owner: Any,
    keys: Mapping[str, str],
    within_s: float,
    subject: UUID | None = None,
) -> Told[T]:
    """The first answer that `understood` makes something of; `steps` are providers' models.

    `ask` makes one call in the seconds it is given; all together take `within_s`. What one model
    declines is not taken to a laxer one. Raises the last `ProviderError`, `NotConfigured` where
    there is nobody to ask.
    """
    gate, attempts = gate_for(keys), TextAttempts(owner, subject)
    until = time.monotonic() + within_s
    failure: ProviderError = NotConfigured()
    for provider, model in steps:
        left_s = until - time.monotonic()
        if left_s < SHORTEST_S:
            break
        if refusal := gate.refusal(provider, model.model):
            attempts.skipped(provider, model.model, refusal.code)
            failure = refusal
            continue
        try:
            with _recorded(provider, model.model, gate, attempts) as call:
                call.answer = ask(model, left_s)
                said = understood(call.answer.text)
                if said is None:
                    raise UnusableAnswer(http_status=200)
            return Told(provider, model.model, said)
        except ProviderError as error:
            failure = error
            if not error.falls_back:
                break
    raise failure


@dataclass(slots=True)
class _Call:
    attempt: ProviderAttempt
    answer: Answer | None = None

    @property
    def receipt(self) -> Receipt:
        return self.answer.receipt if self.answer else Receipt()


@contextmanager
def _recorded(provider: str, model: str, gate: StepGate, attempts: TextAttempts) -> Iterator[_Call]:
    """A row around one call; the gate is told how it ended."""
    call = _Call(attempts.started(provider, model))
    try:
        yield call
    except ProviderError as error:
        attempts.failed(call.attempt, error, call.receipt)
        gate.ended(provider, model, error)
        raise
    except BaseException as error:
        attempts.failed(call.attempt, InternalError(type(error).__name__), call.receipt)
        gate.dropped(provider, model)
        raise
    attempts.succeeded(call.attempt, call.receipt)
    gate.ended(provider, model, None)
