"""What is asked of a conversation's drafts, and what they are checked against."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from copilot import branches, transitions
from copilot.assistants.brief import Brief
from copilot.assistants.checking import Check, CheckKind, checks
from copilot.assistants.registry import assistants
from copilot.assistants.wishes import wishes
from copilot.models import Conversation, Draft, DraftCheck, DraftVersion, Message
from imaging.keys import keys_for


def asked_in(conversation: Conversation, text: str) -> Mapping[str, str]:
    """What a person's words ask of drafts; no language where there is no model to put it into.

    Else a wish that is refused would go on with every later message.
    """
    asked = wishes(text)
    if "language" in asked and not any(
        each.uses_ai for each in assistants(keys_for(conversation.owner))
    ):
        return {name: value for name, value in asked.items() if name != "language"}
    return asked


def brief_change(conversation: Conversation, changed: Mapping[str, str]) -> None:
    """Remember what is asked for from now on; in a transaction that has locked the conversation."""
    conversations = Conversation.objects.filter(pk=conversation.pk)
    stored = conversations.values_list("brief", flat=True).get()
    conversations.update(brief=Brief.of({**stored, **changed}).stored())


def check_confirm(check: DraftCheck) -> None:
    """Take what was to be checked as right, in this draft and in those that come."""
    draft = check.version.draft
    with transaction.atomic():
        count = transitions.touch(draft.conversation_id)
        same = DraftCheck.objects.filter(version__draft=draft, kind=check.kind, text=check.text)
        same.filter(confirmed_at=None).update(confirmed_at=timezone.now())
        Draft.objects.filter(pk=draft.pk).update(version=count)
        Message.objects.filter(draft_version__in=same.values("version")).update(version=count)


def checks_of(reply: Message, draft: str) -> tuple[Check, ...]:
    """What in a draft is in nothing its person gave or confirmed, or is a word they avoid."""
    if not draft:
        return ()
    conversation = reply.conversation
    avoid = conversation.owner.profile.words_to_avoid
    confirmed = set(_confirmed(conversation).values_list("kind", "text"))
    found = checks(draft, tuple(_sources(reply)), avoid)
    return tuple(check for check in found if (check.kind, check.text) not in confirmed)


def _sources(reply: Message) -> Iterator[str]:
    """All that the person has said or written up to a reply, and what they tell of themselves.

    An example of how they write is none: its facts are those of another post.
    """
    conversation = reply.conversation
    person = conversation.owner
    for message in branches.path_to(reply):
        if message.author == Message.Author.PERSON:
            yield message.text
    yield from written_by_hand(conversation)
    yield from _confirmed(conversation).exclude(kind=CheckKind.AVOID).values_list("text", flat=True)
    profile = person.profile
    yield from (person.display_name, profile.headline, profile.industry, profile.audience)


def written_by_hand(conversation: Conversation) -> Iterator[str]:
    """What a person has put into the post itself, each time they wrote in it."""
    by_hand = DraftVersion.objects.filter(draft__conversation=conversation, message=None)
    for version in by_hand.select_related("base"):
        before = set(version.base.text.split()) if version.base else set()
        yield " ".join(word for word in version.text.split() if word not in before)


def _confirmed(conversation: Conversation) -> QuerySet[DraftCheck]:
    return DraftCheck.objects.filter(
        version__draft__conversation=conversation, confirmed_at__isnull=False
    )
