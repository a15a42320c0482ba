"""What an assistant was given for a reply, as a person reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from copilot.models import Briefing, Message
from copilot.presentation.money import money
from copilot.titles import shorten
from imaging.models import AttemptStatus, ProviderAttempt

EXCERPT = 90


@dataclass(frozen=True, slots=True)
class SentTurn:
    pk: UUID
    who: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class SpentCall:
    model: str
    facts: list[str]


@dataclass(frozen=True, slots=True)
class BriefingCard:
    model: str
    settings: list[tuple[str, str]]
    turns: list[SentTurn]
    calls: list[SpentCall]
    left_out: int
    instruction: str
    conversation_url: str


def briefing_card(
    briefing: Briefing, turns: Sequence[Message], calls: Sequence[ProviderAttempt]
) -> BriefingCard:
    """`turns` are the messages that went along and are still there."""
    conversation = briefing.reply.conversation
    return BriefingCard(
        model=briefing.model,
        settings=[(label, value) for label, value in briefing.settings],
        turns=[_turn(message) for message in turns],
        calls=[_call(call) for call in calls],
        left_out=briefing.left_out,
        instruction=briefing.instruction,
        conversation_url=reverse("copilot:conversation", args=[conversation.pk]),
    )


def _turn(message: Message) -> SentTurn:
    version = getattr(message, "draft_version", None)
    text = message.text or (version.text if version else "")
    who = "You" if message.author == Message.Author.PERSON else "Copilot"
    return SentTurn(message.pk, who, shorten(text, EXCERPT))


def _call(call: ProviderAttempt) -> SpentCall:
    """Tokens as far as they were told; a call that failed may have cost something too."""
    told = ((call.input_tokens, "tokens in"), (call.output_tokens, "out"))
    facts = [f"{count:,} {what}" for count, what in told if count is not None]
    if call.latency_ms is not None:
        facts.append(f"{call.latency_ms / 1000:.1f} s")
    facts.append(money(call.cost_usd))
    if call.status != AttemptStatus.SUCCEEDED:
        facts.append(call.get_status_display().lower())
    return SpentCall(call.model, facts)
