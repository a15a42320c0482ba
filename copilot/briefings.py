"""Keeps what an assistant is given for a reply, before it is asked."""

from copilot.assistants.base import Assistant, Context
from copilot.assistants.briefing import briefing
from copilot.models import Briefing, Message


def keep(reply: Message, assistant: Assistant, context: Context) -> None:
    """In the place of what the assistant before was given, where that could not answer."""
    sent = briefing(context)
    Briefing.objects.update_or_create(
        reply=reply,
        defaults={
            "model": assistant.model if assistant.uses_ai else "",
            "instruction": sent.instruction if assistant.uses_ai else "",
            "settings": _settings(context),
            "messages": [turn.message for turn in sent.turns],
            "left_out": sent.left_out,
        },
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
