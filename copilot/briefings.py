"""Keeps what an assistant is given for a reply, before it is asked, and reads it again."""

from typing import Any
from uuid import UUID

from django.db import transaction

from copilot import transitions
from copilot.assistants.base import Assistant, Context
from copilot.assistants.briefing import briefing
from copilot.models import Briefing, Message
from imaging.models import AttemptStatus, ProviderAttempt


def keep(reply: Message, assistant: Assistant, context: Context) -> None:
    """In the place of what the assistant before was given, where that could not answer.

    Raises `transitions.ReplyTaken`.
    """
    sent = briefing(context)
    values = {
        "model": assistant.model if assistant.uses_ai else "",
        "instruction": sent.instruction if assistant.uses_ai else "",
        "settings": _settings(context),
        "messages": [turn.message for turn in sent.turns],
        "left_out": sent.left_out,
    }
    with transaction.atomic():
        # Its card leads here once the reply has ended, and is told then.
        transitions.require(reply)
        Briefing.objects.bulk_create(
            [Briefing(reply=reply, **values)],
            update_conflicts=True,
            unique_fields=["reply"],
            update_fields=[*values],
        )


def _settings(context: Context) -> list[tuple[str, str]]:
    """What shaped the draft besides what was said, as pairs of a label and a value."""
    voice = context.voice
    person = (
        ("You", ", ".join(filter(None, (context.person_name, context.headline)))),
        ("How you write", voice.description),
        ("A post of yours", voice.example),
        ("Words you avoid", ", ".join(voice.avoid)),
    )
    return [*context.brief.lines, *(pair for pair in person if pair[1])]


def briefing_of(user: Any, reply: UUID) -> Briefing:
    """Raises Briefing.DoesNotExist for somebody else's as for none."""
    briefings = Briefing.objects.filter(reply__conversation__owner=user)
    return briefings.select_related("reply__conversation").get(pk=reply)


def turns_of(briefing: Briefing) -> list[Message]:
    """The messages that went along, oldest first, as far as they are there."""
    messages = Message.objects.filter(conversation=briefing.reply.conversation_id)
    return list(
        messages.filter(pk__in=briefing.messages).select_related("draft_version").order_by("born")
    )


def calls_of(briefing: Briefing) -> list[ProviderAttempt]:
    """The calls of text models for the reply, oldest first, those that failed too."""
    calls = ProviderAttempt.objects.filter(subject=briefing.reply_id)
    return list(calls.exclude(status=AttemptStatus.SKIPPED).order_by("started_at", "pk"))
