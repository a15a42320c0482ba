"""The image ideas of a message, and how others are asked for."""

import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from copilot.idea_rounds import sets_of
from copilot.models import Idea, Message
from copilot.presentation.money import money, text_call
from copilot.selectors import Thread
from imaging.models import ErrandStatus

# Said beforehand where nothing but the canvas is set up.
DRAWN = "Without a key, Easel draws your headline, not this scene."


@dataclass(frozen=True, slots=True)
class IdeaCard:
    pk: UUID
    kind: str
    prompt: str
    description: str
    reason: str
    sketch: list[dict[str, Any]]
    price: str
    key: str
    generate_url: str
    selector_url: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """How other ideas are asked for, and what came of it last: `waiting`, `error` or `note`.

    `cost` is whose call it takes and at what price. `note` and `hint` are of the ideas shown, the
    set at `place` of `sets`, counted from 1; `before` and `after` are the places to go to.
    """

    url: str
    hint: str
    cost: str
    waiting: bool
    unattended: bool
    error: str
    note: str
    show_url: str
    place: int
    before: int | None
    after: int | None
    sets: int


@dataclass(frozen=True, slots=True)
class IdeaGroup:
    """`price` is that of each as it stands, `price_usd` the number, "" where it is not known.

    `drawn_note` says that no scene will be painted, "" where one will.
    """

    cards: list[IdeaCard]
    price: str
    price_usd: str
    key: str
    generate_url: str
    again: Again
    drawn_note: str


def idea_group(message: Message, thread: Thread) -> IdeaGroup | None:
    """None where a message has no ideas."""
    ideas = list(message.ideas.all())
    if not ideas:
        return None
    price = money(thread.idea_price_usd)
    return IdeaGroup(
        cards=[idea_card(idea, price=price) for idea in ideas],
        price=price,
        price_usd="" if thread.idea_price_usd is None else str(thread.idea_price_usd),
        key=str(uuid.uuid4()),
        generate_url=reverse("copilot:ideas-generate", args=[message.pk]),
        again=_again(message, thread),
        drawn_note="" if thread.has_painter else DRAWN,
    )


def _again(message: Message, thread: Thread) -> Again:
    writer, asked = thread.idea_writer, list(message.idea_rounds.all())
    last = asked[-1] if asked else None
    sets = sets_of(message)
    shown = next((each.round_id for each in message.ideas.all()), None)
    place = sets.index(shown) if shown in sets else 0
    source = next((each for each in asked if each.pk == shown), None)
    cost = text_call(writer) if writer else "free, written by Easel without AI"
    awaited = last if last and last.status == ErrandStatus.ASKED else None
    return Again(
        url=reverse("copilot:ideas-again", args=[message.pk]),
        hint=source.hint if source else "",
        cost=cost,
        waiting=awaited is not None,
        unattended=awaited is not None and thread.attendance.is_lacking(awaited.asked_at),
        error=last.error_message if last and last.status == ErrandStatus.FAILED else "",
        note=source.note if source else "",
        show_url=reverse("copilot:ideas-show", args=[message.pk]),
        place=place + 1,
        before=place - 1 if place else None,
        after=place + 1 if place + 1 < len(sets) else None,
        sets=len(sets),
    )


def idea_card(idea: Idea, *, price: str, error: str = "") -> IdeaCard:
    return IdeaCard(
        pk=idea.pk,
        kind=idea.kind,
        prompt=idea.prompt,
        description=idea.description,
        reason=idea.reason,
        sketch=idea.sketch,
        price=price,
        key=str(uuid.uuid4()),
        generate_url=reverse("copilot:idea-generate", args=[idea.pk]),
        selector_url=reverse("copilot:idea-selector", args=[idea.pk]),
        error=error,
    )
