"""What a model has seen in an image, or the button that lets it look."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from copilot.presentation.money import money
from imaging.attendance import Attendance
from imaging.looking import bill, hindrance, rates, seen_in
from imaging.models import ErrandStatus, GeneratedImage, Look
from imaging.prompts.edits import EditSuggestion
from imaging.providers.errors import AuthenticationFailed


@dataclass(frozen=True, slots=True)
class LookCard:
    """`obstacle` says why nobody could look; `label` is the button's, "" where there is none.

    `follows` is what brings the card anew while it waits. `at_settings` where the way out of an
    `error` lies there. `alt_label` is "" where the image has the alternative text already.
    """

    image_pk: UUID
    url: str
    label: str
    obstacle: str
    price: str
    waiting: bool
    unattended: bool
    follows: str
    on_page: bool
    error: str
    at_settings: bool
    suggestions: tuple[EditSuggestion, ...]
    edit_url: str
    alt_text: str
    alt_url: str
    alt_label: str
    byline: str

    @property
    def is_done(self) -> bool:
        return bool(self.suggestions or self.alt_text)


def look_card(image: GeneratedImage, *, on_page: bool) -> LookCard:
    """`on_page` is the image's own page, which has no stream; elsewhere its job's news counts."""
    look = seen_in(image)
    status = look.status if look else ""
    askable = status in {"", ErrandStatus.FAILED}
    obstacle = hindrance(image.owner) if askable else ""
    alt_text = look.alt_text if look else ""
    awaited = look if look and status == ErrandStatus.ASKED else None
    failed = look if look and status == ErrandStatus.FAILED else None
    url = reverse("copilot:image-look", args=[image.pk])
    return LookCard(
        image_pk=image.pk,
        url=f"{url}?page=1" if on_page else url,
        label=("Let Gemini look again" if failed else "Let Gemini look")
        if askable and not obstacle
        else "",
        obstacle=obstacle,
        price=_price(image) if askable and not obstacle else "",
        waiting=awaited is not None,
        unattended=awaited is not None and Attendance().is_lacking(awaited.asked_at),
        follows="every 2s" if on_page or not image.job_id else f"sse:job-{image.job_id}, every 10s",
        on_page=on_page,
        error=failed.error_message if failed else "",
        at_settings=failed is not None and failed.error_code == AuthenticationFailed.code,
        suggestions=tuple(EditSuggestion(**each) for each in look.suggestions) if look else (),
        edit_url=reverse("copilot:image-edit", args=[image.pk]),
        alt_text=alt_text,
        alt_url=reverse("copilot:image-look-alt", args=[image.pk]),
        alt_label=_alt_label(image.alt_text, alt_text),
        byline=_byline(look) if look and status == ErrandStatus.DONE else "",
    )


def _alt_label(own: str, seen: str) -> str:
    if own == seen:
        return ""
    return "Replace my alt text" if own else "Use as alt text"


def _price(image: GeneratedImage) -> str:
    known = rates(image.owner)
    if known is None:
        return "One text call, price not known: its tokens are counted and told."
    return (
        f"One text call, at {_per_million(known.input)} a million tokens in and "
        f"{_per_million(known.text)} out."
    )


def _per_million(rate: Decimal) -> str:
    return f"${rate.normalize():f}"


def _byline(look: Look) -> str:
    took = bill(look)
    if took is None or took.input_tokens is None:
        return look.model
    tokens = f"{took.input_tokens:,} tokens in, {took.output_tokens or 0:,} out"
    return f"{look.model} · {tokens} · {money(took.cost_usd)}"
