"""What a conversation's drafts are checked against."""

from collections.abc import Iterator

from django.db.models import QuerySet

from copilot.assistants.checking import Check, CheckKind, checks
from copilot.models import Conversation, DraftCheck, Message


def checks_of(conversation: Conversation, draft: str) -> tuple[Check, ...]:
    """What in a draft is in nothing its person gave or confirmed, or is a word they avoid."""
    if not draft:
        return ()
    avoid = conversation.owner.profile.words_to_avoid
    confirmed = set(_confirmed(conversation).values_list("kind", "text"))
    found = checks(draft, tuple(_sources(conversation)), avoid)
    return tuple(check for check in found if (check.kind, check.text) not in confirmed)


def _sources(conversation: Conversation) -> Iterator[str]:
    """All that the person has said here, and what they tell of themselves.

    An example of how they write is none: its facts are those of another post.
    """
    person = conversation.owner
    said = conversation.messages.filter(author=Message.Author.PERSON, shown=True)
    yield from said.values_list("text", flat=True)
    yield from _confirmed(conversation).exclude(kind=CheckKind.AVOID).values_list("text", flat=True)
    profile = person.profile
    yield from (person.display_name, profile.headline, profile.industry, profile.audience)


def _confirmed(conversation: Conversation) -> QuerySet[DraftCheck]:
    return DraftCheck.objects.filter(
        version__draft__conversation=conversation, confirmed_at__isnull=False
    )
