"""The form in which an idea is made an image: what it offers, what it costs, what hinders."""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

from copilot.models import Idea
from copilot.presentation.brand import BRAND_USED, BrandPart, avoided_words, brand_part
from copilot.presentation.ideas import DRAWN
from copilot.presentation.money import money
from copilot.presentation.references import ReferencesPart, references_part
from copilot.presentation.tools import Choice
from imaging.brands import brand_current
from imaging.inputs import JobInput
from imaging.limits import COUNT_MAX, PROMPT_MAX
from imaging.models import Preset
from imaging.options import AUTOMATIC, ModelOption, model_options
from imaging.prompts.styles import STYLES
from imaging.prompts.tokens import estimate_tokens
from imaging.providers import catalogue
from imaging.providers.types import Format, Quality
from imaging.references import Reference, reference_limit, with_references
from imaging.services import estimate_usd


@dataclass(frozen=True, slots=True)
class PromptCount:
    """How long the prompt is against what the model takes; `note` says what too long means."""

    line: str
    is_over: bool
    note: str


@dataclass(frozen=True, slots=True)
class Selector:
    """`price_usd` is `price` as a number, "" where it is not known. `errors` are by field.

    `said` is what has just been done with a preset. The notes say in a line what the model does
    not do; `model_note` what choosing it means.
    """

    pk: UUID
    title: str
    description: str
    generate_url: str
    refresh_url: str
    close_url: str
    key: str
    prompt: str
    prompt_count: PromptCount
    formats: tuple[Choice, ...]
    format_note: str
    styles: tuple[Choice, ...]
    qualities: tuple[Choice, ...]
    quality_note: str
    counts: tuple[Choice, ...]
    models: tuple[Choice, ...]
    model_note: str
    price: str
    price_usd: str
    presets: tuple[Choice, ...]
    preset_url: str
    preset_name: str
    said: str
    references: ReferencesPart
    brand: BrandPart | None
    avoided: str
    errors: Mapping[str, str]


def selector_of(
    idea: Idea,
    owner: Any,
    entered: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    said: str = "",
    attached: Sequence[Reference] = (),
) -> Selector:
    """`entered` is what the person has sent, if anything; what it leaves out is the idea's.

    `attached` are the pictures that have been sent with it.
    """
    options = model_options(owner)
    named = next((each for each in options if each.name == entered.get("model")), None)
    option = named or next(iter(options), None)
    gone = "" if named or (errors and "model" in errors) else _gone(entered.get("model", AUTOMATIC))
    format = _one_of(Format, entered.get("format"), Format.LANDSCAPE)
    quality = _quality(option, entered.get("quality"))
    style = entered.get("style", idea.style)
    count = _count(entered.get("count"))
    prompt = entered.get("prompt", idea.prompt)
    asked = JobInput(
        prompt=prompt,
        format=format,
        style=style,
        quality=quality,
        provider=named.provider if named else "",
        model=named.card.id if named else "",
    )
    unit = estimate_usd(with_references(asked, attached), owner)
    return Selector(
        pk=idea.pk,
        title=idea.kind.capitalize(),
        description=idea.description,
        generate_url=reverse("copilot:idea-generate", args=[idea.pk]),
        refresh_url=reverse("copilot:idea-options", args=[idea.pk]),
        close_url=idea.message.conversation.get_absolute_url(),
        # What was refused made no job: the same name will do.
        key=entered.get("key") or str(uuid.uuid4()),
        prompt=prompt,
        prompt_count=prompt_count(prompt, option),
        formats=tuple(
            Choice(
                each.value,
                each.value.capitalize(),
                note="{} by {}".format(*each.size),
                is_chosen=each == format,
            )
            for each in Format
        ),
        format_note=option.ratio_note(format) if option else "",
        styles=_styles(style),
        qualities=tuple(
            Choice(each.value, each.value, is_chosen=each == quality)
            for each in (option.qualities if option else Quality)
        ),
        quality_note=_quality_note(option, quality, entered.get("quality")),
        counts=tuple(Choice(str(n), str(n), is_chosen=n == count) for n in range(1, COUNT_MAX + 1)),
        models=_models(options, named),
        model_note=gone or _model_note(options, named),
        price=_price(unit, count),
        price_usd="" if unit is None else str(unit * count),
        presets=tuple(
            Choice(str(pk), name)
            for pk, name in Preset.objects.owned_by(owner).values_list("pk", "name")
        ),
        preset_url=reverse("copilot:preset-keep", args=[idea.pk]),
        preset_name=entered.get("preset_name", ""),
        said=f"{said} {gone}".strip() if said else "",
        references=references_part(
            f"selector-{idea.pk}", reference_limit(asked, owner), attached=attached
        ),
        brand=brand_part(
            brand_current(owner), is_used=entered.get("brand", BRAND_USED) == BRAND_USED
        ),
        avoided=avoided_words(prompt, owner.profile.words_to_avoid),
        errors=errors or {},
    )


def prompt_count(prompt: str, option: ModelOption | None) -> PromptCount:
    """In the measure of the limit that comes first: the model's tokens, or Easel's characters."""
    limit = option.card.prompt_tokens if option else None
    if option is None or limit is None or len(prompt) > PROMPT_MAX:
        over = len(prompt) > PROMPT_MAX
        note = "Shorten it: nothing so long is sent." if over else ""
        return PromptCount(f"{len(prompt):,} of {PROMPT_MAX:,} characters", over, note)
    tokens = estimate_tokens(prompt)
    over = tokens > limit
    note = f"{option.label} gets its beginning and its end; the middle is left out." if over else ""
    return PromptCount(f"About {tokens:,} of {limit:,} tokens", over, note)


def _styles(chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            each.slug,
            each.name,
            each.description,
            static(f"styles/{each.slug}.webp"),
            is_chosen=each.slug == chosen,
        )
        for each in STYLES
    )


def _models(options: Sequence[ModelOption], named: ModelOption | None) -> tuple[Choice, ...]:
    automatic = Choice(AUTOMATIC, "Automatic", is_chosen=named is None)
    return (
        automatic,
        *(
            Choice(
                each.name,
                each.label if each.uses_ai else f"{each.label}, drawn locally without AI",
                money(each.price_usd(each.qualities[0])),
                is_chosen=each == named,
            )
            for each in options
        ),
    )


def _model_note(options: Sequence[ModelOption], named: ModelOption | None) -> str:
    if named is not None and not named.uses_ai and any(each.uses_ai for each in options):
        return f"{named.label} draws your headline, not this scene."
    if named is not None and named.uses_ai:
        return f"{named.label} alone: where it fails, no other model is asked."
    match [each.label for each in options]:
        case []:
            return "No model is set up. Add a provider key in the settings."
        case _ if not any(each.uses_ai for each in options):
            return DRAWN
        case [only]:
            return f"{only} is the only model that is set up."
        case labels:
            return f"{labels[0]} first; where it fails, the next one is asked."


def _price(unit: Decimal | None, count: int) -> str:
    if unit is None or unit == 0 or count == 1:
        return money(unit)
    return f"{money(unit * count)} for {count}"


def _quality(option: ModelOption | None, entered: str | None) -> Quality:
    """What was chosen, or the best below it that the model has."""
    asked = _one_of(Quality, entered, Quality.ONE_K)
    if option is None or asked in option.qualities:
        return asked
    order = list(Quality)
    at_most = [each for each in order[: order.index(asked)] if each in option.qualities]
    return (at_most or [option.qualities[0]])[-1]


def _quality_note(option: ModelOption | None, quality: Quality, entered: str | None) -> str:
    """What the model does not have, and what became of a choice that it has not."""
    if option is None:
        return ""
    if entered in {None, quality.value} or entered not in list(Quality):
        return option.quality_limit
    return f"{option.quality_limit} {entered} was chosen: it is {quality} now."


def _gone(entered: str) -> str:
    """What became of the choice of a model that is not offered; "" for no choice."""
    provider, _, model = entered.partition(":")
    if not model:
        return ""
    with suppress(KeyError):  # a provider whose models nobody has listed
        model = catalogue.card(provider, model).label
    return f"{model} is not set up any more: Automatic is chosen instead."


def _count(entered: str | None) -> int:
    return int(entered) if entered in {str(n) for n in range(1, COUNT_MAX + 1)} else 1


def _one_of[T: (Format, Quality)](kind: type[T], entered: str | None, otherwise: T) -> T:
    return next((each for each in kind if each.value == entered), otherwise)
