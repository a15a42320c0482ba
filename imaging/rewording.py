"""A blocked prompt reworded by a text model: at a person's wish, under the rules of every call."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import structlog
from django.conf import settings

from imaging import errand_transitions as transitions
from imaging.keys import keys_for
from imaging.limits import PROMPT_MAX
from imaging.models import ErrandStatus, Rewording
from imaging.prompts.rewording import INSTRUCTION, question, reworded
from imaging.providers.errors import InternalError, ProviderError
from imaging.providers.gemini_text import GeminiText
from imaging.providers.openai_text import OpenAIText
from imaging.providers.registry import text_models
from imaging.text_calls import Told, Writer, ask_in_turn, gemini_texts, writer_of

log = structlog.get_logger(__name__)

Asked = tuple[str, GeminiText | OpenAIText]


# A long prompt with its post, and another prompt: about the most that a call takes.
TOKENS_IN, TOKENS_OUT = 3000, 1000


def writer_for(keys: Mapping[str, str]) -> Writer | None:
    """Whose text model would be asked first; None for nobody's."""
    return writer_of(_writers(keys), input_tokens=TOKENS_IN, text_tokens=TOKENS_OUT)


def run(pk: UUID) -> None:
    """See a rewording that was asked for to its end; raises nothing."""
    rewording = (
        Rewording.objects.select_related("job__owner")
        .filter(pk=pk, status=ErrandStatus.ASKED)
        .first()
    )
    if rewording is None or not transitions.begin(rewording):
        return
    try:
        told = _reword(rewording)
    except ProviderError as error:
        transitions.fail(rewording, f"It could not be reworded: {_lowered(error.sentence)}")
    except Exception:
        log.exception("rewording broke", rewording_id=str(pk))
        transitions.fail(rewording, InternalError.sentence)
    else:
        transitions.finish(rewording, prompt=told.said, provider=told.provider, model=told.model)


def _reword(rewording: Rewording) -> Told[str]:
    """Raises `ProviderError`."""
    job = rewording.job
    asked = question(job.prompt, job.content)
    keys = keys_for(job.owner)
    return ask_in_turn(
        _writers(keys),
        lambda writer, within_s: writer.ask(asked, instruction=INSTRUCTION, within_s=within_s),
        lambda answer: _another(answer, before=job.prompt),
        owner=job.owner,
        keys=keys,
        within_s=transitions.WITHIN_S,
        subject=rewording.pk,
    )


def _another(answer: str, *, before: str) -> str | None:
    """None for an answer that is no other prompt."""
    prompt = reworded(answer, before=before)
    return prompt if 0 < len(prompt) <= PROMPT_MAX else None


def _writers(keys: Mapping[str, str]) -> Iterator[Asked]:
    """The text models in the order of the chat's: Gemini's, then the OpenAI-compatible one."""
    yield from gemini_texts(keys)
    key = keys.get("openai", "")
    for model in text_models("openai", key):
        yield "openai", OpenAIText(key, settings.OPENAI_BASE_URL, model, settings.GEMINI_TIMEOUT_S)


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
