"""The forms that make new versions of an image: what they offer, what it costs, what hinders."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

from copilot.presentation.images import TOOLS
from copilot.presentation.looks import LookCard, look_card
from copilot.presentation.money import money
from copilot.presentation.references import ReferencesPart, references_part, sent_references
from imaging.edit_suggestions import edit_suggestions
from imaging.inputs import JobInput
from imaging.limits import COUNT_MAX
from imaging.models import GeneratedImage
from imaging.prompts.edits import EditSuggestion
from imaging.prompts.styles import STYLES
from imaging.providers.catalogue import card
from imaging.providers.types import Distance
from imaging.references import reference_limit
from imaging.services import estimate_usd
from imaging.versions import (
    edit_limits,
    edit_obstacle,
    obstacle,
    possible_edit,
    restyle_limits,
    restyle_of,
    variations_of,
)

DISTANCES = {
    Distance.NEAR: ("Near", "Same composition, other details"),
    Distance.FAR: ("Far", "Same message, another picture"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """`note` is what it means or costs."""

    value: str
    label: str
    note: str = ""
    picture_url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """`obstacle` says why nobody here could do it; it stands in place of the form. `limits` says
    what alone can be changed, "" where anything can.
    """

    name: str
    title: str
    image_pk: UUID
    action: str
    close_url: str
    key: str
    obstacle: str
    price: str
    error: str
    instruction: str = ""
    limits: str = ""
    suggestions: tuple[EditSuggestion, ...] = ()
    look: LookCard | None = None
    styles: tuple[Choice, ...] = ()
    references: ReferencesPart | None = None
    distances: tuple[Choice, ...] = ()
    counts: tuple[Choice, ...] = ()


def edit_tool(
    image: GeneratedImage, entered: Any, others: Iterable[GeneratedImage] = (), error: str = ""
) -> Tool:
    """`entered` is what the person has sent, if anything.

    `others` are what a browser without scripts may choose from to work after.
    """
    asked = possible_edit(image)
    hindered = edit_obstacle(image)
    return Tool(
        **_common("edit", image, entered, error),
        obstacle=hindered,
        price="" if hindered else money(estimate_usd(asked, image.owner)),
        instruction=entered.get("instruction", ""),
        look=None if hindered else look_card(image, on_page=False),
        limits="" if hindered else edit_limits(image),
        references=_references(asked, image, entered, others),
        suggestions=edit_suggestions(image),
    )


def restyle_tool(
    image: GeneratedImage, entered: Any, others: Iterable[GeneratedImage] = (), error: str = ""
) -> Tool:
    """`others` are as in `edit_tool`."""
    styled = restyle_of(image, style=STYLES[0].slug)
    hindered = obstacle(styled, source=image)
    limits = "" if hindered else restyle_limits(image)
    # Each with a picture of what would be made of it.
    folder = f"styles/{image.provider}" if limits else "styles"
    return Tool(
        **_common("restyle", image, entered, error),
        obstacle=hindered,
        price="" if hindered else money(estimate_usd(styled, image.owner)),
        limits=limits,
        styles=tuple(
            Choice(
                each.slug,
                each.name,
                each.description,
                static(f"{folder}/{each.slug}.webp"),
                is_chosen=entered.get("style") == each.slug,
            )
            for each in STYLES
            if not limits or card(image.provider, image.model).makes(each.slug)
        ),
        references=_references(styled, image, entered, others),
    )


def vary_tool(image: GeneratedImage, entered: Any, error: str = "") -> Tool:
    asked = variations_of(image)
    hindered = obstacle(asked, source=image)
    price_usd = None if hindered else estimate_usd(asked, image.owner)
    distance, count = entered.get("distance", Distance.NEAR), entered.get("count", "2")
    return Tool(
        **_common("vary", image, entered, error),
        obstacle=hindered,
        price=money(price_usd),
        distances=tuple(
            Choice(value, label, note, is_chosen=distance == value)
            for value, (label, note) in DISTANCES.items()
        ),
        counts=tuple(
            Choice(
                str(number),
                str(number),
                "" if price_usd is None else money(price_usd * number),
                is_chosen=count == str(number),
            )
            for number in range(1, COUNT_MAX + 1)
        ),
    )


def _common(name: str, image: GeneratedImage, entered: Any, error: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": TOOLS[name],
        "image_pk": image.pk,
        "action": reverse(f"copilot:image-{name}", args=[image.pk]),
        "close_url": reverse("copilot:image", args=[image.pk]),
        # What was refused made no job: the same name will do.
        "key": entered.get("key") or str(uuid.uuid4()),
        "error": error,
    }


def _references(
    asked: JobInput, image: GeneratedImage, entered: Any, others: Iterable[GeneratedImage]
) -> ReferencesPart:
    return references_part(
        f"tool-{image.pk}",
        reference_limit(asked, image.owner, source=image),
        attached=sent_references(entered, image.owner),
        latest=others,
        beside_source=True,
    )
