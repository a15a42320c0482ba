"""Images and earlier actions of a conversation, as a model is told of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from copilot.assistants.base import Call, Called, Picture
from copilot.models import Action, ActionName, ActionStatus, Idea, IdeaJob, Message
from copilot.titles import shorten
from imaging.compiled_queries import compiled, share_out
from imaging.models import GeneratedImage
from imaging.prompts.ideas import IdeaKind, ImageIdea
from imaging.providers.types import Operation

SHOWS_MAX = 160
# Text that the reply wrote, and that stands in its turn.
WRITTEN = frozenset({ActionName.DRAFT, ActionName.REVISE})
# What an idea was suggested with.
SUGGESTED = ("kind", "style", "prompt", "description", "reason")

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


def called_in(messages: Sequence[Message], labels: Labels) -> Mapping[UUID, Sequence[Called]]:
    """The actions of earlier replies, with what has come of them by now, by the reply's id."""
    replies = tuple(each.pk for each in messages if each.author == Message.Author.COPILOT)
    actions = _actions_of(replies) if replies else []
    _fetch_jobs(actions)
    ideas = _ideas_by_reply(actions)
    called: dict[UUID, list[Called]] = {}
    for action in actions:
        if told := result_of(action, labels):
            arguments = _arguments(action, ideas, labels)
            call = Call(action.name, arguments, str(action.pk))
            called.setdefault(action.message_id, []).append(Called(call, told))
    return called


@compiled
def _actions_of(replies: tuple[UUID, ...]) -> QuerySet[Action]:
    return Action.objects.filter(message__pk__in=replies).exclude(name__in=WRITTEN)


def _fetch_jobs(actions: Sequence[Action]) -> None:
    if actions:
        jobs = _jobs_of(tuple(each.pk for each in actions))
        prefetch_related_objects([each.job for each in jobs], "images")
        share_out(jobs, actions, by="action", to="idea_jobs")


@compiled
def _jobs_of(actions: tuple[UUID, ...]) -> QuerySet[IdeaJob]:
    return IdeaJob.objects.select_related("job").filter(action__pk__in=actions)


def _ideas_by_reply(actions: Sequence[Action]) -> dict[UUID, list[dict[str, str]]]:
    """Those shown, as they were suggested."""
    suggested = {each.message_id for each in actions if each.name == ActionName.SUGGEST_IMAGES}
    ideas: dict[UUID, list[dict[str, str]]] = {}
    for reply, *values in _ideas_of(tuple(suggested)) if suggested else ():
        ideas.setdefault(reply, []).append(dict(zip(SUGGESTED, values, strict=True)))
    return ideas


@compiled
def _ideas_of(replies: tuple[UUID, ...]) -> QuerySet[Idea, tuple[Any, ...]]:
    return Idea.objects.shown().filter(message__pk__in=replies).values_list("message", *SUGGESTED)


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


def _arguments(
    action: Action, ideas: Mapping[UUID, Sequence[Mapping[str, str]]], labels: Labels
) -> dict[str, Any]:
    if action.name == ActionName.SUGGEST_IMAGES:
        return {"ideas": list(ideas.get(action.message_id, ()))}
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
