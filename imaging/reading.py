"""A person's post read by Gemini, under the rules of every outside call, or else locally."""

import time
from enum import StrEnum
from typing import Any

from django.conf import settings

from imaging.attempts import TextAttempts
from imaging.chains import gate_for
from imaging.gate import StepGate
from imaging.keys import keys_for
from imaging.prompts.analysis import Analysis, analyse
from imaging.prompts.reading import INSTRUCTION, analysis_from, question, schema
from imaging.providers.errors import InternalError, ProviderError, ProviderUnavailable
from imaging.providers.gemini_text import GeminiText
from imaging.providers.registry import text_models
from imaging.providers.types import Receipt

PROVIDER = "gemini"
# Somebody waits for the answer, and there is another one at once.
WITHIN_S = 10.0
SHORTEST_S = 2.0


class Source(StrEnum):
    GEMINI = "gemini"
    LOCAL = "local"


def read_post(owner: Any, content: str) -> tuple[Analysis, Source]:
    """What a post is about. Never fails; takes `WITHIN_S` at most, and no time without a key."""
    local = analyse(content)
    keys = keys_for(owner)
    gate, log = gate_for(keys), TextAttempts(owner)
    until = time.monotonic() + WITHIN_S
    # The last is the cheapest, and reading is easy.
    for model in reversed(text_models(PROVIDER, keys[PROVIDER])):
        if refusal := gate.refusal(PROVIDER, model):
            log.skipped(PROVIDER, model, refusal.code)
            continue
        gemini = GeminiText(
            keys[PROVIDER], settings.GEMINI_BASE_URL, model, settings.GEMINI_TIMEOUT_S
        )
        try:
            read = _read(gemini, content, local, gate, log, until - time.monotonic())
            return read, Source.GEMINI
        except ProviderError:
            # Recorded with its attempt; the next may know, and the local reading always does.
            if time.monotonic() + SHORTEST_S > until:
                break
    return local, Source.LOCAL


def _read(
    gemini: GeminiText,
    content: str,
    local: Analysis,
    gate: StepGate,
    log: TextAttempts,
    within_s: float,
) -> Analysis:
    """One call with its row. Raises `ProviderError`."""
    attempt = log.started(PROVIDER, gemini.model)
    receipt = Receipt()
    try:
        answer = gemini.ask(
            question(content), instruction=INSTRUCTION, schema=schema(), within_s=within_s
        )
        receipt = answer.receipt
        analysis = _understood(answer.text, local)
    except ProviderError as error:
        log.failed(attempt, error, receipt)
        gate.ended(PROVIDER, gemini.model, error)
        raise
    except BaseException as error:
        log.failed(attempt, InternalError(type(error).__name__), receipt)
        gate.dropped(PROVIDER, gemini.model)
        raise
    log.succeeded(attempt, receipt)
    gate.ended(PROVIDER, gemini.model, None)
    return analysis


def _understood(answer: str, local: Analysis) -> Analysis:
    """Raises `ProviderUnavailable` for an answer that is no reading."""
    analysis = analysis_from(answer, local)
    if analysis is None:
        raise ProviderUnavailable("unreadable answer", http_status=200)
    return analysis
