"""What a person may do in the chat: each function is one sentence in the imperative."""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from copilot import branches, drafting, idea_rounds, tasks, transitions
from copilot.assistants.edits import Edit
from copilot.models import Conversation, DraftVersion, Idea, IdeaJob, Message, MessageStatus
from copilot.selectors import conversation_of
from copilot.showing import NotPossible, show_job
from copilot.titles import shorten
from imaging.compiled_queries import compiled
from imaging.inputs import JobInput
from imaging.models import FINAL_STATUSES, GenerationJob
from imaging.services import job_create, job_retry
from imaging.transitions import announce


def conversation_open(*, owner: Any, pk: uuid.UUID) -> Conversation:
    """Return the person's conversation, made on first use; DoesNotExist for somebody else's."""
    with suppress(Conversation.DoesNotExist):
        return conversation_of(owner, pk)
    Conversation.objects.get_or_create(pk=pk, defaults={"owner": owner})
    return conversation_of(owner, pk)


def message_send(
    *,
    conversation: Conversation,
    text: str,
    key: uuid.UUID | None = None,
    edit: Edit | None = None,
    brief: Mapping[str, str] | None = None,
    in_place_of: Message | None = None,
) -> Message:
    """Add a person's message and ask for a reply, which is returned. The same `key` sends once.

    `edit` is the change of the draft that it asks for, where that took one click; `brief` what has
    been chosen anew for the conversation's drafts, which goes before what the words ask for.
    It follows on what is shown last, or begins another branch `in_place_of` an earlier message.
    Raises `NotPossible` where that is on a branch that is not shown any more.
    """
    if key and (known := _known_reply(conversation, key)):
        return known
    now = timezone.now()
    try:
        with transaction.atomic():
            # Whoever goes on writing takes a conversation out of the archive.
            version = transitions.touch(conversation.pk, updated_at=now, archived_at=None)
            if changed := {
                **({} if edit else drafting.asked_in(conversation, text)),
                **(brief or {}),
            }:
                drafting.brief_change(conversation, changed)
            Conversation.objects.filter(pk=conversation.pk, title="").update(title=shorten(text))
            parent, displaced = _place_for(conversation, in_place_of, version)
            message = Message.objects.create(
                conversation=conversation,
                author=Message.Author.PERSON,
                text=text,
                edit=edit or "",
                parent=parent,
                key=key,
                born=version,
                version=version,
                created_at=now,
            )
            reply = _ask_for_reply(message, displaced, created_at=now + timedelta(microseconds=1))
    except IntegrityError:
        if key and (known := _known_reply(conversation, key)):
            return known
        raise
    tasks.wake()
    return reply


def reply_stop(reply: Message) -> None:
    """Stop a reply and keep what is there; one that has ended stays as it is."""
    transitions.stop(reply)
    # The next reply of the conversation has waited for this one.
    tasks.wake()


def reply_retry(reply: Message) -> None:
    """Ask again for the last reply: a complete one is kept on a branch of its own.

    One that failed, was stopped or was interrupted gives way. Raises `NotPossible`.
    """
    if not transitions.restart(reply) and not _answer_again(reply):
        raise NotPossible("This reply has nothing to try again.")
    tasks.wake()


def branch_show(message: Message) -> None:
    """Show a message that another stands in the place of. Raises `NotPossible`."""
    with transaction.atomic():
        version = transitions.touch(message.conversation_id)
        message.refresh_from_db()
        if not branches.show(message, version):
            raise NotPossible("That version is shown already, or has no place in what is shown.")


def idea_generate(*, idea: Idea, owner: Any, job_input: JobInput, key: str) -> GenerationJob:
    """Make a job from an idea, its prompt perhaps edited, and show it beneath the message.

    Raises what `imaging.services.job_create` raises.
    """
    with transaction.atomic():
        job = job_create(owner=owner, job_input=job_input, key=key)
        show_job(message=idea.message, job=job, idea=idea)
    return job


def ideas_generate(
    *, asked: Sequence[tuple[Idea, JobInput]], owner: Any, key: str
) -> list[GenerationJob]:
    """Make a job from each of several ideas: all of them, or none.

    Raises what `imaging.services.job_create` raises.
    """
    with transaction.atomic():
        return [
            idea_generate(
                idea=idea,
                owner=owner,
                job_input=job_input,
                key=f"{key}-{idea.pk}" if key else "",
            )
            for idea, job_input in asked
        ]


def ideas_show(message: Message, *, place: int) -> None:
    """Show another of the sets of ideas that were found for a message. Raises `NotPossible`."""
    if not idea_rounds.show(message, place):
        raise NotPossible("Those ideas are no longer there.")


def ideas_reimagine(message: Message, *, hint: str) -> None:
    """Have other ideas found in place of a message's, once at a time. Raises `NotPossible`."""
    if not idea_rounds.post_of(message):
        raise NotPossible("There is no post any more to find ideas for.")
    if asked := idea_rounds.ask(message, hint):
        tasks.reimagine.enqueue(str(asked.pk))


def idea_job_retry(idea_job: IdeaJob, *, start_at: str = "") -> GenerationJob:
    """Try a job again and show it beneath the same message. A second click gives the same job.

    Once that job has ended, a click makes the next. The new job begins with the provider
    `start_at`, "" for the same as before.

    Raises `NotRetryable`, `KeyReused` and `BudgetExceeded` of `imaging.services`.
    """
    ended = idea_job.job.retries.filter(status__in=FINAL_STATUSES).count()
    key = "-".join(filter(None, ("retry", str(idea_job.job_id), start_at, str(ended))))
    with transaction.atomic():
        job = job_retry(idea_job.job, start_at=start_at, key=key)
        show_job(message=idea_job.message, job=job, idea=idea_job.idea, action=idea_job.action)
    return job


def idea_job_reprompt(idea_job: IdeaJob, *, prompt: str, key: str) -> GenerationJob:
    """Ask for what a blocked job was to show in other words, beneath the same message.

    Raises as `idea_job_retry` does.
    """
    before = idea_job.job
    with transaction.atomic():
        job = job_retry(before, prompt=prompt, key=key)
        # It has been tried again, and says so. A job is locked before its conversation.
        announce(before.pk)
        # What the words are of now is for them to say, not for the idea they took the place of.
        show_job(message=idea_job.message, job=job, idea=None, action=idea_job.action)
    return job


def _place_for(
    conversation: Conversation, in_place_of: Message | None, version: int
) -> tuple[Message | None, DraftVersion | None]:
    """What the message follows on, None where it is the first, and what left the post for it."""
    if in_place_of is not None:
        parent = in_place_of.parent
        if parent is not None and not parent.shown:
            raise NotPossible("Another branch is shown by now. Go back to this one first.")
        return parent, branches.leave_after(parent, conversation.pk, version)
    last = next(iter(_last_shown(conversation.pk)), None)
    if last is not None:
        # It can be tried again no longer, and its message shows that.
        Message.objects.filter(pk=last.pk).update(version=version)
    return last, None


@compiled
def _last_shown(conversation: uuid.UUID) -> QuerySet[Message]:
    return Message.objects.shown_in(conversation).order_by("-born")[:1]


def _ask_for_reply(
    message: Message, displaced: DraftVersion | None, *, created_at: datetime
) -> Message:
    version = transitions.touch(message.conversation_id)
    return Message.objects.create(
        conversation=message.conversation,
        author=Message.Author.COPILOT,
        status=MessageStatus.PENDING,
        parent=message,
        displaced=displaced,
        born=version,
        version=version,
        created_at=created_at,
    )


def _answer_again(reply: Message) -> bool:
    """Leave a complete reply for another beside it; False where it is not the last any more."""
    with transaction.atomic():
        version = transitions.touch(reply.conversation_id)
        last = Message.objects.last_reply(reply.conversation_id)
        message = reply.parent
        if last != reply.pk or message is None or reply.status != MessageStatus.COMPLETE:
            return False
        displaced = branches.leave_after(message, reply.conversation_id, version)
        _ask_for_reply(message, displaced, created_at=timezone.now())
    return True


def _known_reply(conversation: Conversation, key: uuid.UUID) -> Message | None:
    return Message.objects.filter(conversation=conversation, parent__key=key).first()
