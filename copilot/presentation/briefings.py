"""What an assistant was given for a reply, as a person reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from copilot.models import Briefing, Message
from copilot.titles import shorten

EXCERPT = 90


@dataclass(frozen=True, slots=True)
class SentTurn:
    pk: UUID
    who: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class BriefingCard:
    model: str
    settings: list[tuple[str, str]]
    turns: list[SentTurn]
    left_out: int
    instruction: str
    conversation_url: str


def briefing_card(briefing: Briefing, turns: Sequence[Message]) -> BriefingCard:
    """`turns` are the messages that went along and are still there."""
    conversation = briefing.reply.conversation
    return BriefingCard(
        model=briefing.model,
        settings=[(label, value) for label, value in briefing.settings],
        turns=[_turn(message) for message in turns],
        left_out=briefing.left_out,
        instruction=briefing.instruction,
        conversation_url=reverse("copilot:conversation", args=[conversation.pk]),
    )


def _turn(message: Message) -> SentTurn:
    version = getattr(message, "draft_version", None)
    text = message.text or (version.text if version else "")
    who = "You" if message.author == Message.Author.PERSON else "Copilot"
    return SentTurn(message.pk, who, shorten(text, EXCERPT))
