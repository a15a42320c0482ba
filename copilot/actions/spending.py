"""What an action costs, and whether it needs the person's click."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from copilot.models import NO_BRAND, Action, ActionName
from copilot.showing import NotPossible, draft_text
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.providers.types import Format
from imaging.services import prices_usd
from imaging.versions import edit_of, obstacle, restyle_of, variations_of


@dataclass(frozen=True, slots=True)
class Quote:
    """`price_usd` is that of the step tried first, None for not known.

    `unasked` is the job to make at once, which no step may exceed the allowance with; None where
    the person is to be asked.
    """

    job_input: JobInput
    price_usd: Decimal | None
    unasked: JobInput | None


def quote(action: Action, *, allowance_usd: Decimal = Decimal(0)) -> Quote:
    """What the action's job is and costs. Raises `NotPossible` where no model could do it."""
    owner = action.message.conversation.owner
    job_input = _job_input(action)
    if action.image and (reason := obstacle(job_input, source=action.image)):
        raise NotPossible(reason)
    prices = prices_usd(job_input, owner)
    if not prices:
        raise NotPossible("No provider is set up that could make this. Add a key in the settings.")
    may = _within(prices, allowance_usd)
    return Quote(
        job_input,
        prices[0],
        replace(job_input, max_cost_usd=allowance_usd) if may else None,
    )


def _within(prices: Sequence[Decimal | None], allowance_usd: Decimal) -> bool:
    """A step that is known to cost more is skipped; one of unknown price would not be."""
    first = prices[0]
    return first is not None and first <= allowance_usd and None not in prices


def _job_input(action: Action) -> JobInput:
    arguments = action.arguments
    if action.name == ActionName.GENERATE_IMAGE:
        return JobInput(
            prompt=arguments["prompt"],
            content=draft_text(action.message.conversation),
            style=arguments.get("style", ""),
            format=Format(arguments.get("format") or Format.LANDSCAPE),
            brand=arguments.get("brand") != NO_BRAND,
        )
    if action.image is None or action.image.trashed_at is not None:
        raise NotPossible("The picture that this was to be made from is no longer there.")
    return _version(action, action.image)


def _version(action: Action, image: GeneratedImage) -> JobInput:
    match action.name:
        case ActionName.EDIT_IMAGE:
            return edit_of(image, action.arguments["instruction"])
        case ActionName.RESTYLE_IMAGE:
            return restyle_of(image, style=action.arguments["style"])
        case ActionName.VARY_IMAGE:
            return variations_of(image)
        case _:
            raise ValueError(action.name)


def job_key(action: Action) -> str:
    """The idempotency key of an action's job: agreeing twice makes one."""
    return f"action-{action.pk}"
