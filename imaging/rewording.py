"""A blocked prompt reworded by a text model: at a person's wish, under the rules of every call."""

import time
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings

from imaging import rewording_transitions as transitions
from imaging.attempts import TextAttempts
from imaging.chains import gate_for
from imaging.gate import StepGate
from imaging.keys import keys_for
from imaging.limits import PROMPT_MAX
from imaging.models import Rewording, RewordingStatus
from imaging.prompts.rewording import INSTRUCTION, question, reworded
from imaging.providers.errors import (
    InternalError,
    NotConfigured,
    ProviderError,
    ProviderUnavailable,
)
from imaging.providers.gemini_text import GeminiText
from imaging.providers.openai_text import OpenAIText
from imaging.providers.registry import provider_label, text_models
from imaging.providers.types import Receipt

log = structlog.get_logger(__name__)

# All models together; the sweep gives up on a rewording later than that.
WITHIN_S = 60.0
SHORTEST_S = 2.0

Asked = tuple[str, GeminiText | OpenAIText]


def writer_for(owner: Any) -> str:
    """The name of the provider whose text model would be asked first; "" for none."""
    first = next(_writers(keys_for(owner)), None)
    return provider_label(first[0]) if first else ""


def run(pk: UUID) -> None:
    """See a rewording that was asked for to its end; raises nothing."""
    rewording = (
        Rewording.objects.select_related("job__owner")
        .filter(pk=pk, status=RewordingStatus.ASKED)
        .first()
    )
    if rewording is None:
        return
    try:
        provider, model, prompt = _ask_in_turn(rewording)
    except ProviderError as error:
        transitions.fail(rewording, f"It could not be reworded: {_lowered(error.sentence)}")
    except Exception:
        log.exception("rewording broke", rewording_id=str(pk))
        transitions.fail(rewording, InternalError.sentence)
    else:
        transitions.finish(rewording, prompt=prompt, provider=provider, model=model)


def _ask_in_turn(rewording: Rewording) -> tuple[str, str, str]:
    """Provider, model and the prompt of the first that answers. Raises `ProviderError`."""
    keys = keys_for(rewording.job.owner)
    gate, attempts = gate_for(keys), TextAttempts(rewording.job.owner, subject=rewording.pk)
    until = time.monotonic() + WITHIN_S
    failure: ProviderError = NotConfigured()
    for provider, writer in _writers(keys):
        left_s = until - time.monotonic()
        if left_s < SHORTEST_S:
            break
        if refusal := gate.refusal(provider, writer.model):
            attempts.skipped(provider, writer.model, refusal.code)
            failure = refusal
            continue
        try:
            prompt = _call(provider, writer, rewording, gate, attempts, left_s)
        except ProviderError as error:
            failure = error
            # What one declines is not taken to a laxer one.
            if not error.falls_back:
                break
        else:
            return provider, writer.model, prompt
    raise failure


def _call(
    provider: str,
    writer: GeminiText | OpenAIText,
    rewording: Rewording,
    gate: StepGate,
    attempts: TextAttempts,
    within_s: float,
) -> str:
    """One call with its row. Raises `ProviderError`."""
    job, receipt = rewording.job, Receipt()
    attempt = attempts.started(provider, writer.model)
    try:
        asked = question(job.prompt, job.content)
        answer = writer.ask(asked, instruction=INSTRUCTION, within_s=within_s)
        receipt = answer.receipt
        prompt = _another(answer.text, before=job.prompt)
    except ProviderError as error:
        attempts.failed(attempt, error, receipt)
        gate.ended(provider, writer.model, error)
        raise
    except BaseException as error:
        attempts.failed(attempt, InternalError(type(error).__name__), receipt)
        gate.dropped(provider, writer.model)
        raise
    attempts.succeeded(attempt, receipt)
    gate.ended(provider, writer.model, None)
    return prompt


def _another(answer: str, *, before: str) -> str:
    """Raises `ProviderUnavailable` for an answer that is no other prompt."""
    prompt = reworded(answer, before=before)
    if not prompt or len(prompt) > PROMPT_MAX:
        raise ProviderUnavailable("no other prompt in the answer", http_status=200)
    return prompt


def _writers(keys: Mapping[str, str]) -> Iterator[Asked]:
    """The text models in the order of the chat's: Gemini's, then the OpenAI-compatible one."""
    timeout_s = settings.GEMINI_TIMEOUT_S
    for model in text_models("gemini", keys.get("gemini", "")):
        yield "gemini", GeminiText(keys["gemini"], settings.GEMINI_BASE_URL, model, timeout_s)
    key = keys.get("openai", "")
    for model in text_models("openai", key):
        yield "openai", OpenAIText(key, settings.OPENAI_BASE_URL, model, timeout_s)


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
