"""The form in which an idea is made an image: what it offers, what it costs, what hinders."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse

from copilot.fields import UncutField
from copilot.models import Idea
from copilot.presentation import selector_choices as choices
from copilot.presentation.brand import BRAND_USED, BrandPart, avoided_words, brand_part
from copilot.presentation.ideas import DRAWN
from copilot.presentation.money import money
from copilot.presentation.references import ReferencesPart, references_part
from copilot.presentation.tools import Choice
from imaging.brands import brand_current
from imaging.inputs import JobInput
from imaging.limits import COUNT_MAX, PROMPT_MAX
from imaging.models import GeneratedImage
from imaging.options import AUTOMATIC, ModelChoice, ModelOption, choice_of, model_options
from imaging.prompts.styles import style as named_style
from imaging.prompts.tokens import estimate_tokens
from imaging.providers import catalogue
from imaging.providers.registry import provider_label
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
    style_note: str
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


@dataclass(frozen=True, slots=True)
class _Chosen:
    options: Sequence[ModelOption]
    model: ModelChoice
    prompt: str
    format: Format
    style: str
    quality: Quality
    count: int

    def asked(self) -> JobInput:
        """One image of it, without its references."""
        return JobInput(
            prompt=self.prompt,
            format=self.format,
            style=self.style,
            quality=self.quality,
            provider=self.model.provider,
            model=self.model.model,
        )


def selector_of(
    idea: Idea,
    owner: Any,
    entered: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    said: str = "",
    attached: Sequence[Reference] = (),
    latest: Iterable[GeneratedImage] = (),
) -> Selector:
    """`entered` is what the person has sent, if anything; what it leaves out is the idea's.

    `attached` are the pictures that have been sent with it, `latest` those that a browser without
    scripts may choose from.
    """
    chosen = _chosen(idea, owner, entered)
    option, asked = chosen.model.first, chosen.asked()
    has_gone = chosen.model.name == AUTOMATIC and not (errors and "model" in errors)
    gone = _gone(entered.get("model", AUTOMATIC)) if has_gone else ""
    unit = estimate_usd(with_references(asked, attached), owner)
    limit = reference_limit(asked, owner)
    refresh_url = reverse("copilot:idea-options", args=[idea.pk])
    is_branded = entered.get("brand", BRAND_USED) == BRAND_USED
    return Selector(
        pk=idea.pk,
        title=idea.kind.capitalize(),
        description=idea.description,
        generate_url=reverse("copilot:idea-generate", args=[idea.pk]),
        refresh_url=refresh_url,
        close_url=idea.message.conversation.get_absolute_url(),
        # What was refused made no job: the same name will do.
        key=entered.get("key") or str(uuid.uuid4()),
        prompt=chosen.prompt,
        prompt_count=prompt_count(chosen.prompt, option),
        formats=choices.formats(chosen.format),
        format_note=option.ratio_note(chosen.format) if option else "",
        styles=choices.styles(option, chosen.style),
        style_note=_style_note(option, chosen.style, entered.get("style")),
        qualities=choices.qualities(option, chosen.quality),
        quality_note=_quality_note(option, chosen.quality, entered.get("quality")),
        counts=choices.counts(chosen.count),
        models=choices.models(chosen.options, chosen.model),
        model_note=gone or _model_note(chosen.options, chosen.model),
        price=_price(unit, chosen.count),
        price_usd="" if unit is None else str(unit * chosen.count),
        presets=choices.presets(owner),
        preset_url=reverse("copilot:preset-keep", args=[idea.pk]),
        preset_name=entered.get("preset_name", ""),
        said=f"{said} {gone}".strip() if said else "",
        references=references_part(
            f"selector-{idea.pk}", limit, attached=attached, latest=latest, update_url=refresh_url
        ),
        brand=brand_part(brand_current(owner), is_used=is_branded),
        avoided=avoided_words(chosen.prompt, owner.profile.words_to_avoid),
        errors=errors or {},
    )


def _chosen(idea: Idea, owner: Any, entered: Mapping[str, str]) -> _Chosen:
    options = model_options(owner)
    model = choice_of(options, entered.get("model", AUTOMATIC)) or ModelChoice(options)
    return _Chosen(
        options=options,
        model=model,
        prompt=entered.get("prompt", idea.prompt),
        format=_one_of(Format, entered.get("format"), Format.LANDSCAPE),
        style=_style(model.first, entered.get("style") or idea.style),
        quality=_quality(model.first, entered.get("quality")),
        count=_count(entered.get("count")),
    )


def prompt_count(prompt: str, option: ModelOption | None) -> PromptCount:
    """In the measure of the limit that comes first: the model's tokens, or Easel's characters.

    Counted as the form does that checks it.
    """
    prompt = UncutField(required=False).to_python(prompt)
    limit = option.card.prompt_tokens if option else None
    if option is None or limit is None or len(prompt) > PROMPT_MAX:
        over = len(prompt) > PROMPT_MAX
        note = "Shorten it: nothing so long is sent." if over else ""
        return PromptCount(f"{len(prompt):,} of {PROMPT_MAX:,} characters", over, note)
    tokens = estimate_tokens(prompt)
    over = tokens > limit
    note = f"{option.label} gets its beginning and its end; the middle is left out." if over else ""
    return PromptCount(f"About {tokens:,} of {limit:,} tokens", over, note)


def _model_note(options: Sequence[ModelOption], chosen: ModelChoice) -> str:
    first = chosen.first if chosen.name != AUTOMATIC else None
    if first is not None and not first.uses_ai and any(each.uses_ai for each in options):
        return f"{first.label} draws your headline, not this scene."
    if first is not None and first.uses_ai and not chosen.model:
        return (
            f"{first.label} first; where it fails, another model of {first.provider_label} is "
            "asked, and nobody else."
        )
    if first is not None and first.uses_ai:
        return f"{first.label} alone: where it fails, no other model is asked."
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


def _style(option: ModelOption | None, wanted: str) -> str:
    return wanted if option is None or option.card.makes(wanted) else choices.ANY_STYLE


def _style_note(option: ModelOption | None, style: str, entered: str | None) -> str:
    """What the model cannot make, and what became of a choice of that."""
    if option is None:
        return ""
    known = named_style(entered or "")
    if known is None or known.slug == style:
        return option.style_limit
    return f"{option.style_limit} {known.name} was chosen: it is as it suits now."


def _gone(entered: str) -> str:
    """What became of the choice of a model that is not offered; "" for no choice."""
    provider, _, model = entered.partition(":")
    if not provider and not model:
        return ""
    gone = model or provider_label(provider)
    with suppress(KeyError):  # a provider whose models nobody has listed
        gone = catalogue.card(provider, model).label if model else gone
    return f"{gone} is not set up any more: Automatic is chosen instead."


def _count(entered: str | None) -> int:
    return int(entered) if entered in {str(n) for n in range(1, COUNT_MAX + 1)} else 1


def _one_of[T: (Format, Quality)](kind: type[T], entered: str | None, otherwise: T) -> T:
    return next((each for each in kind if each.value == entered), otherwise)
