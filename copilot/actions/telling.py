"""Images and earlier actions of a conversation, as a model is told of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from copilot.assistants.base import Call, Called, Picture
from copilot.message_contents import actions_in, ideas_in
from copilot.models import Action, ActionName, ActionStatus, Idea, IdeaJob, Message
from copilot.titles import shorten
from imaging.compiled_queries import compiled, share_out
from imaging.models import GeneratedImage
from imaging.prompts.ideas import IdeaKind, ImageIdea
from imaging.providers.types import Operation

SHOWS_MAX = 160
# Text that the reply wrote, and that stands in its turn.
WRITTEN = frozenset({ActionName.DRAFT, ActionName.REVISE})

Labels = Mapping[UUID, str]


def labels_of(images: Sequence[GeneratedImage]) -> dict[UUID, str]:
    """What the images of a conversation are called, the oldest first."""
    return {image.pk: f"image {number}" for number, image in enumerate(images, 1)}


def pictures_of(
    images: Sequence[GeneratedImage], labels: Labels, in_post: UUID | None
) -> tuple[Picture, ...]:
    return tuple(
        Picture(labels[image.pk], _shows(image, labels), in_post=image.pk == in_post)
        for image in images
        if image.trashed_at is None
    )


def ideas_told(ideas: Sequence[Idea]) -> tuple[ImageIdea, ...]:
    return tuple(
        ImageIdea(IdeaKind(each.kind), each.style, each.prompt, each.description, each.reason)
        for each in ideas
    )


def fetch_actions(messages: Sequence[Message]) -> None:
    """Read what `called_of` needs of the messages, in a fixed number of queries."""
    if not messages:
        return
    pks = tuple(each.pk for each in messages)
    share_out(ideas_in(pks), messages, by="message", to="ideas")
    actions = actions_in(pks)
    share_out(actions, messages, by="message", to="actions")
    if actions:
        jobs = _jobs_of(tuple(each.pk for each in actions))
        prefetch_related_objects([each.job for each in jobs], "images")
        share_out(jobs, actions, by="action", to="idea_jobs")


@compiled
def _jobs_of(actions: tuple[UUID, ...]) -> QuerySet[IdeaJob]:
    return IdeaJob.objects.select_related("job").filter(action__pk__in=actions)


def called_of(message: Message, labels: Labels) -> tuple[Called, ...]:
    """The actions of an earlier reply, with what has come of them by now."""
    return tuple(
        Called(Call(action.name, _arguments(action, message, labels), str(action.pk)), told)
        for action in message.actions.all()
        if action.name not in WRITTEN and (told := result_of(action, labels))
    )


def result_of(action: Action, labels: Labels | None = None) -> str:
    """How an action stands, in a sentence for the model."""
    match ActionStatus(action.status):
        case ActionStatus.PROPOSED:
            price = (
                "not known" if action.price_usd is None else f"${action.price_usd.normalize():f}"
            )
            return f"It waits for the person's click. The price is {price}."
        case ActionStatus.RUNNING:
            return "It is being made now; the person sees it come."
        case ActionStatus.DECLINED:
            return "The person did not want it."
        case ActionStatus.FAILED:
            return f"It failed. {action.result or _failure(action)}".strip()
        case ActionStatus.SUCCEEDED:
            return _made(action, labels or {}) or action.result or "Done."


def _made(action: Action, labels: Labels) -> str:
    images = [image for each in action.idea_jobs.all() for image in each.job.images.all()]
    named = [labels[image.pk] for image in images if image.pk in labels]
    return f"It made {' and '.join(named)}." if named else ""


def _failure(action: Action) -> str:
    jobs = [each.job for each in action.idea_jobs.all()]
    return jobs[-1].error_message if jobs else ""


def _arguments(action: Action, message: Message, labels: Labels) -> dict[str, Any]:
    if action.name == ActionName.SUGGEST_IMAGES:
        fields = ("kind", "style", "prompt", "description", "reason")
        ideas = [{field: getattr(idea, field) for field in fields} for idea in message.ideas.all()]
        return {"ideas": ideas}
    if action.image_id is None:
        return dict(action.arguments)
    return {"image": labels.get(action.image_id, "an image that is gone"), **action.arguments}


def _shows(image: GeneratedImage, labels: Labels) -> str:
    words = shorten(image.prompt, SHOWS_MAX)
    source = labels.get(image.parent_id) if image.parent_id else None
    match Operation(image.operation):
        case Operation.EDIT if source:
            return f"{source}, changed: {words}"
        case Operation.RESTYLE if source:
            return f"{source} in another style"
        case Operation.VARY if source:
            return f"a variation of {source}"
        case _:
            return words
