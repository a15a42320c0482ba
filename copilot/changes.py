"""What has changed in a conversation since a follower last asked."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from copilot import message_contents
from copilot.models import Action, Conversation, Draft, IdeaJob, Message
from copilot.paging import Page, latest_page
from imaging.compiled_queries import compiled


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since a count, and the count to ask from next time.

    Where another `branch` is shown since then, all that is in it stands there alone.
    """

    conversation: Conversation
    version: int
    new_messages: list[Message]
    messages: list[Message]
    new_jobs: list[IdeaJob]
    jobs: list[IdeaJob]
    actions: list[tuple[Action, list[IdeaJob]]]
    draft_changed: bool
    renamed: bool
    branch: Page | None = None


def changes_since(pk: UUID, since: int) -> Changes:
    """Rows are stamped with the conversation's count in the transaction that changes them.

    A row that changes again between the reads below is stamped higher and comes once more next
    time. One that is born between them comes next time only: then it still counts as new.
    """
    conversation = _followed(pk)
    messages = message_contents.changed_since(pk, since)
    version = max([conversation.version, *(message.version for message in messages)])
    if version > conversation.version:
        # The messages are of a moment later, when another branch may have come to be shown.
        conversation = _followed(pk)
    if conversation.branched > since:
        return _other_branch(conversation)
    shown_whole = {message.pk for message in messages if message.born > since}
    changed_jobs = message_contents.jobs_changed_since(pk, since, version)
    jobs = [each for each in changed_jobs if each.message_id not in shown_whole]
    actions = [each for each in _actions(pk, since, since) if each.message_id not in shown_whole]
    return Changes(
        conversation=conversation,
        version=version,
        new_messages=[m for m in messages if m.born > since],
        messages=[m for m in messages if m.born <= since],
        # An action's card is told of as a whole, with the jobs it has got.
        new_jobs=[each for each in jobs if each.born > since and each.action_id is None],
        jobs=[each for each in jobs if each.born <= since],
        actions=_with_jobs(actions),
        draft_changed=bool(_draft(pk, since)),
        renamed=conversation.renamed > since,
    )


def _followed(pk: UUID) -> Conversation:
    try:
        return _conversation(pk)[0]
    except IndexError:
        raise Conversation.DoesNotExist from None


@compiled
def _conversation(pk: UUID) -> QuerySet[Conversation]:
    return Conversation.objects.select_related("owner__profile").filter(pk=pk)


@compiled
def _actions(conversation: UUID, since: int, until: int) -> QuerySet[Action]:
    shown = Action.objects.filter(message__conversation=conversation, message__shown=True)
    return shown.filter(version__gt=since, born__lte=until)


@compiled
def _draft(conversation: UUID, since: int) -> QuerySet[Draft, UUID]:
    changed = Draft.objects.filter(conversation=conversation, version__gt=since)
    return changed.values_list("pk", flat=True)


def _other_branch(conversation: Conversation) -> Changes:
    return Changes(
        conversation=conversation,
        version=conversation.version,
        new_messages=[],
        messages=[],
        new_jobs=[],
        jobs=[],
        actions=[],
        draft_changed=True,
        renamed=False,
        branch=latest_page(conversation),
    )


def _with_jobs(actions: list[Action]) -> list[tuple[Action, list[IdeaJob]]]:
    if not actions:
        return []
    jobs = list(message_contents.idea_jobs().filter(action__in=actions))
    return [(action, [job for job in jobs if job.action_id == action.pk]) for action in actions]
