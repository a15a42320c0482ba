"""What a conversation shows of images: jobs beneath a message, one in the post."""

from django.db import transaction

from copilot import action_transitions, transitions
from copilot.models import Action, Conversation, Draft, DraftVersion, Idea, IdeaJob, Message
from imaging import tasks
from imaging.models import GeneratedImage, GenerationJob
from imaging.providers.types import Format
from imaging.review import export_block


class NotPossible(Exception):
    """The wish makes no sense in the state things are in; `str()` says why."""


def show_job(
    *, message: Message, job: GenerationJob, idea: Idea | None, action: Action | None = None
) -> None:
    """Show a job beneath a message, or in the card of its action.

    One that is shown already stays where it is.
    """
    with transaction.atomic():
        if IdeaJob.objects.filter(job=job).exists():
            return
        version = transitions.touch(message.conversation_id)
        IdeaJob.objects.create(
            message=message, idea=idea, action=action, job=job, born=version, version=version
        )
        if action is not None:
            action_transitions.run(action, version)


def draft_use_image(
    *,
    conversation: Conversation,
    image: GeneratedImage,
    instead_of: GeneratedImage | None = None,
) -> None:
    """Choose the image for the post; with `instead_of` only where that is the one chosen.

    Raises `NotPossible` for one in the trash, where review forbids it and where there is no post.
    """
    if image.trashed_at is not None:
        raise NotPossible("This image is in the trash. Restore it in the library first.")
    if export_block(image) == "review_rejected":
        raise NotPossible("A reviewer has rejected this image, so it cannot be used in a post.")
    with transaction.atomic():
        # The conversation is locked before its draft, as it is while a reply writes.
        version = transitions.touch(conversation.pk)
        draft = Draft.objects.select_for_update().filter(conversation=conversation).first()
        if draft is None:
            raise NotPossible("There is no post yet to use the image in.")
        if instead_of is not None and draft.image_id != instead_of.pk:
            return
        # The cards of this image and of the one before say which of them is in the post.
        cards = IdeaJob.objects.filter(
            message__conversation=conversation, job__images__in=[image.pk, draft.image_id]
        )
        IdeaJob.objects.filter(pk__in=cards.values("pk")).update(version=version)
        Draft.objects.filter(pk=draft.pk).update(image=image, version=version)
        if export_block(image) is None:
            # Each size is a click away from here, and so is the ZIP of all.
            tasks.prepare_renditions.enqueue(str(image.pk), list(Format))


def draft_text(conversation: Conversation) -> str:
    """The post as it stands; empty where there is none."""
    version = DraftVersion.objects.filter(draft__conversation=conversation).current()
    return version.text if version else ""
