"""A model looks at an image: at a person's wish, under the rules of every outside call."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import structlog

from imaging import errand_transitions as transitions
from imaging import storage
from imaging.edit_suggestions import edit_suggestions
from imaging.keys import keys_for
from imaging.models import AttemptStatus, ErrandStatus, GeneratedImage, Look, ProviderAttempt
from imaging.pictures.sending import shrink_to_send
from imaging.prompts.looking import INSTRUCTION, Sight, question, schema, sight_from
from imaging.providers import catalogue
from imaging.providers.catalogue import TokenRates
from imaging.providers.errors import ContentBlocked, InternalError, ProviderError
from imaging.providers.types import ReferenceImage
from imaging.text_calls import Told, ask_in_turn, gemini_texts

log = structlog.get_logger(__name__)

# Enough to see a face's expression by; what is larger costs more and shows no more.
SIDE_PX = 1024


@dataclass(frozen=True, slots=True)
class Bill:
    """What the call took; None for what the provider or the catalogue does not tell."""

    input_tokens: int | None
    output_tokens: int | None
    cost_usd: Decimal | None


def hindrance(owner: Any) -> str:
    """Why nobody could look at this person's images; "" where somebody could."""
    if not gemini_texts(keys_for(owner)):
        return "Gemini can look at a picture where there is a key for it."
    return ""


def rates(owner: Any) -> TokenRates | None:
    """The prices of the model that is asked first; None where they are not known."""
    first = next(iter(gemini_texts(keys_for(owner))), None)
    return catalogue.card(first[0], first[1].model).rates if first else None


def bill(look: Look) -> Bill | None:
    """None before a call has succeeded."""
    done = ProviderAttempt.objects.filter(subject=look.pk, status=AttemptStatus.SUCCEEDED)
    call = done.order_by("-started_at").first()
    return Bill(call.input_tokens, call.output_tokens, call.cost_usd) if call else None


def run(pk: UUID) -> None:
    """See a look that was asked for to its end; raises nothing."""
    look = (
        Look.objects.select_related("image__owner", "image__job", "image__original")
        .select_related("image__thumbnail")
        .filter(pk=pk, status=ErrandStatus.ASKED)
        .first()
    )
    if look is None or not transitions.begin(look):
        return
    try:
        told = _look(look)
    except ProviderError as error:
        transitions.fail(look, _sentence(error), error_code=error.code)
    except Exception:
        log.exception("look broke", look_id=str(pk))
        transitions.fail(look, InternalError.sentence, error_code=InternalError.code)
    else:
        transitions.finish(
            look,
            suggestions=[asdict(each) for each in told.said.suggestions],
            alt_text=told.said.alt_text,
            provider=told.provider,
            model=told.model,
            error_code="",
        )


def _look(look: Look) -> Told[Sight]:
    """Raises `ProviderError`, and what the storage raises."""
    image, job = look.image, look.image.job
    known = [each.title for each in edit_suggestions(image)]
    asked = question(content=job.content if job else "", prompt=image.prompt, known=known)
    picture = ReferenceImage(*shrink_to_send(storage.read(image.original), SIDE_PX))
    keys = keys_for(image.owner)
    return ask_in_turn(
        gemini_texts(keys),
        lambda gemini, within_s: gemini.ask(
            asked, instruction=INSTRUCTION, schema=schema(), picture=picture, within_s=within_s
        ),
        lambda answer: sight_from(answer, known=known),
        owner=image.owner,
        keys=keys,
        within_s=transitions.WITHIN_S,
        subject=look.pk,
    )


def seen_in(image: GeneratedImage) -> Look | None:
    """The image's look, whatever has come of it; None where nobody has asked for one."""
    return Look.objects.filter(image=image).first()


def _sentence(error: ProviderError) -> str:
    if isinstance(error, ContentBlocked):
        return "Gemini declines to look at this picture, for safety reasons."
    return f"Gemini could not look: {error.sentence[0].lower()}{error.sentence[1:]}"
