"""What the copilot did or proposes, in words."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from copilot.models import NO_BRAND, Action, ActionName, ActionStatus
from copilot.presentation.brand import BrandPart, brand_part
from copilot.presentation.images import Badge, JobCard
from copilot.presentation.money import money
from imaging.models import Brand
from imaging.prompts.styles import style

TITLES = {
    ActionName.DRAFT: "Wrote the post",
    ActionName.REVISE: "Changed the post",
    ActionName.SUGGEST_IMAGES: "Suggested images",
    ActionName.GENERATE_IMAGE: "A new image",
    ActionName.EDIT_IMAGE: "Edit {image}",
    ActionName.RESTYLE_IMAGE: "Restyle {image}",
    ActionName.VARY_IMAGE: "Vary {image}",
    ActionName.CHOOSE_FOR_POST: "Use {image} in the post",
}
VERBS = {
    ActionName.GENERATE_IMAGE: "Generate",
    ActionName.EDIT_IMAGE: "Edit",
    ActionName.RESTYLE_IMAGE: "Restyle",
    ActionName.VARY_IMAGE: "Vary",
}
BADGES = {
    ActionStatus.PROPOSED: Badge("Waiting for you", "warn"),
    ActionStatus.RUNNING: Badge("Under way", ""),
    ActionStatus.SUCCEEDED: Badge("Done", "good"),
    ActionStatus.FAILED: Badge("Not done", "bad"),
    ActionStatus.DECLINED: Badge("Declined", ""),
}
# Done by its text, or at once: a line tells it.
LINES = frozenset(
    {
        ActionName.DRAFT,
        ActionName.REVISE,
        ActionName.SUGGEST_IMAGES,
        ActionName.CHOOSE_FOR_POST,
    }
)


@dataclass(frozen=True, slots=True)
class ActionCard:
    """`said` are the arguments in words, `facts` those that are a choice from a list.

    `brand` is the switch of one that waits for a new image, None where there is no brand.
    """

    pk: UUID
    title: str
    said: str
    facts: list[str]
    badge: Badge
    result: str
    is_line: bool
    thumbnail_url: str
    confirm_label: str
    confirm_url: str
    decline_url: str
    brand: BrandPart | None
    jobs: list[JobCard]


def action_card(
    action: Action,
    *,
    place: tuple[int, bool] | None,
    jobs: list[JobCard],
    brand: Brand | None = None,
) -> ActionCard:
    """`place` is that of its image among the conversation's, and whether it is still there."""
    name, status = ActionName(action.name), ActionStatus(action.status)
    waits = status == ActionStatus.PROPOSED
    number, is_there = place or (0, False)
    image = f"image {number}" if number else "an image"
    content_url = reverse("imaging:image-content", args=[action.image_id]) if is_there else ""
    return ActionCard(
        pk=action.pk,
        title=TITLES[name].format(image=image),
        said=_said(action),
        facts=_facts(action),
        badge=BADGES[status],
        result=action.result,
        is_line=name in LINES and status == ActionStatus.SUCCEEDED,
        thumbnail_url=f"{content_url}?rendition=thumbnail" if content_url else "",
        confirm_label=f"{VERBS[name]} · {_price(action)}" if waits else "",
        confirm_url=reverse("copilot:action-confirm", args=[action.pk]) if waits else "",
        decline_url=reverse("copilot:action-decline", args=[action.pk]) if waits else "",
        brand=brand_part(brand, is_used=True) if takes_brand(action) else None,
        jobs=jobs,
    )


def takes_brand(action: Action) -> bool:
    """Whether the person may yet say if it shall be in their brand."""
    return action.name == ActionName.GENERATE_IMAGE and action.status == ActionStatus.PROPOSED


def _said(action: Action) -> str:
    words = next(
        (
            action.arguments[key]
            for key in ("instruction", "prompt", "request")
            if key in action.arguments
        ),
        "",
    )
    return f"“{words}”" if words else ""


def _facts(action: Action) -> list[str]:
    chosen = style(action.arguments.get("style", ""))
    shape = action.arguments.get("format", "")
    brand = "Without your brand" if action.arguments.get("brand") == NO_BRAND else ""
    return [fact for fact in (chosen.name if chosen else "", shape.capitalize(), brand) if fact]


def _price(action: Action) -> str:
    price = action.price_usd
    return f"about {money(price)}" if price else money(price)
