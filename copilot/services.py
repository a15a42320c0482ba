"""What a person may do in the chat: each function is one sentence in the imperative."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from copilot import tasks, transitions
from copilot.models import Conversation, Draft, DraftVersion, Idea, IdeaJob, Message, MessageStatus
from copilot.titles import shorten
from imaging.inputs import JobInput
from imaging.models import FINAL_STATUSES, GeneratedImage, GenerationJob
from imaging.review import export_block
from imaging.services import job_create, job_retry


class NotPossible(Exception):
    """The wish makes no sense in the state things are in; `str()` says why."""


def conversation_open(*, owner: Any, pk: uuid.UUID) -> Conversation:
    """Return the person's conversation, made on first use; DoesNotExist for somebody else's."""
    try:
        with transaction.atomic():
            Conversation.objects.get_or_create(pk=pk, defaults={"owner": owner})
    except IntegrityError:
        pass
    return Conversation.objects.owned_by(owner).get(pk=pk)


def message_send(*, conversation: Conversation, text: str, key: uuid.UUID | None = None) -> Message:
    """Add a person's message and ask for a reply, which is returned. The same `key` sends once."""
    if key and (known := _known_reply(conversation, key)):
        return known
    now = timezone.now()
    try:
        with transaction.atomic():
            version = transitions.touch(conversation.pk)
            Conversation.objects.filter(pk=conversation.pk).update(updated_at=now)
            Conversation.objects.filter(pk=conversation.pk, title="").update(title=shorten(text))
            # What ended early can be tried again no longer, and its message shows that.
            conversation.messages.ended_early().update(version=version)
            message = Message.objects.create(
                conversation=conversation,
                author=Message.Author.PERSON,
                text=text,
                key=key,
                born=version,
                version=version,
                created_at=now,
            )
            reply = Message.objects.create(
                conversation=conversation,
                author=Message.Author.COPILOT,
                status=MessageStatus.PENDING,
                reply_to=message,
                born=(reply_version := transitions.touch(conversation.pk)),
                version=reply_version,
                created_at=now + timedelta(microseconds=1),
            )
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
    """Ask again for a reply that failed, was stopped or was interrupted. Raises `NotPossible`."""
    if not transitions.restart(reply):
        raise NotPossible("This reply has nothing to try again.")
    tasks.wake()


def idea_generate(*, idea: Idea, owner: Any, job_input: JobInput, key: str) -> GenerationJob:
    """Make a job from an idea, its prompt perhaps edited, and show it beneath the message.

    Raises what `imaging.services.job_create` raises.
    """
    with transaction.atomic():
        job = job_create(owner=owner, job_input=job_input, key=key)
        show_job(message=idea.message, job=job, idea=idea)
    return job


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
        show_job(message=idea_job.message, job=job, idea=idea_job.idea)
    return job


def show_job(*, message: Message, job: GenerationJob, idea: Idea | None) -> None:
    """Show a job beneath a message; one that is shown already stays where it is."""
    with transaction.atomic():
        if not IdeaJob.objects.filter(job=job).exists():
            version = transitions.touch(message.conversation_id)
            IdeaJob.objects.create(
                message=message, idea=idea, job=job, born=version, version=version
            )


def draft_use_image(*, conversation: Conversation, image: GeneratedImage) -> None:
    """Choose the image for the post. Raises `NotPossible` where review or no post forbids it."""
    if export_block(image) == "review_rejected":
        raise NotPossible("A reviewer has rejected this image, so it cannot be used in a post.")
    with transaction.atomic():
        # The conversation is locked before its draft, as it is while a reply writes.
        version = transitions.touch(conversation.pk)
        draft = Draft.objects.select_for_update().filter(conversation=conversation).first()
        if draft is None:
            raise NotPossible("There is no post yet to use the image in.")
        # The cards of this image and of the one before say which of them is in the post.
        cards = IdeaJob.objects.filter(
            message__conversation=conversation, job__images__in=[image.pk, draft.image_id]
        )
        IdeaJob.objects.filter(pk__in=cards.values("pk")).update(version=version)
        Draft.objects.filter(pk=draft.pk).update(image=image, version=version)


def draft_text(conversation: Conversation) -> str:
    """The post as it stands; empty where there is none."""
    version = DraftVersion.objects.filter(draft__conversation=conversation).current()
    return version.text if version else ""


def _known_reply(conversation: Conversation, key: uuid.UUID) -> Message | None:
    return Message.objects.filter(conversation=conversation, reply_to__key=key).first()
