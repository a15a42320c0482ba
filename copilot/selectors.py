"""What is read of conversations, always on behalf of their owner."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from copilot import branches
from copilot.models import (
    Action,
    Briefing,
    Conversation,
    Draft,
    DraftVersion,
    IdeaJob,
    Message,
    MessageStatus,
)
from imaging.inputs import JobInput
from imaging.models import GeneratedImage, GenerationJob
from imaging.prompts.recent import RECENT_IMAGES, Recent
from imaging.rewording import writer_for
from imaging.selectors import positions_in_queue, with_details
from imaging.services import estimate_usd

RECENT = 60
# More than a laptop shows at once, few enough to be there at once.
PAGE = 40


@dataclass(frozen=True)
class Thread:
    """A conversation with what its cards need to know of each other.

    What few cards show is read when the first of them asks.
    """

    conversation: Conversation
    draft: Draft | None

    @property
    def version(self) -> DraftVersion | None:
        """The version that stands in the post."""
        return self.draft.current if self.draft else None

    @cached_property
    def versions(self) -> list[DraftVersion]:
        """Those of the draft that have been written, the latest first, with what asked for them."""
        found = self.draft.versions.ended() if self.draft else DraftVersion.objects.none()
        return list(found.select_related("message__parent").defer("text").order_by("-number"))

    @cached_property
    def idea_price_usd(self) -> Decimal | None:
        """What one picture made from an idea costs its owner; None for not known."""
        job_input = JobInput(prompt=self.conversation.title or "-")
        return estimate_usd(job_input, self.conversation.owner)

    @cached_property
    def writer(self) -> str:
        """Whose text model could reword a prompt for the owner; "" for nobody's."""
        return writer_for(self.conversation.owner)

    @cached_property
    def image_numbers(self) -> dict[UUID, tuple[int, bool]]:
        """The places of the conversation's images among them, and whether one is still there."""
        images = images_of(self.conversation).values_list("pk", "trashed_at")
        return {pk: (n, trashed_at is None) for n, (pk, trashed_at) in enumerate(images, 1)}

    @cached_property
    def last_reply(self) -> UUID | None:
        """The only one that can be tried again."""
        return Message.objects.last_reply(self.conversation.pk)

    @cached_property
    def siblings(self) -> dict[tuple[UUID | None, str], list[UUID]]:
        """By what they follow on and their author: the messages that share a place."""
        return branches.siblings_of(self.conversation.pk)

    @cached_property
    def last_written(self) -> UUID | None:
        """The version that stands in the post or, where that is by hand, the reply's before it."""
        version = self.version
        if version is None or version.message_id is not None:
            return version.pk if version else None
        written = DraftVersion.objects.filter(
            draft=version.draft_id,
            number__lt=version.number,
            message__status=MessageStatus.COMPLETE,
        )
        return written.order_by("-number").values_list("pk", flat=True).first()

    @cached_property
    def positions(self) -> dict[UUID, int]:
        """The places in the queue of the jobs that wait, by the job's id."""
        return queue_positions(self.conversation.pk)


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is in a conversation, in numbers; `unfinished` images are still to be made."""

    messages: int
    versions: int
    images: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class Page:
    """Messages that follow on each other, oldest first; `earlier` where some come before them."""

    messages: list[Message]
    earlier: bool

    @property
    def begins(self) -> int:
        return self.messages[0].born if self.messages else 0


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


def conversation_of(user: Any, pk: UUID) -> Conversation:
    """Raises Conversation.DoesNotExist for somebody else's as for none."""
    return Conversation.objects.owned_by(user).select_related("owner__profile").get(pk=pk)


def conversations_by_age(user: Any) -> list[tuple[str, list[Conversation]]]:
    """The latest conversations, grouped as a person thinks of them; empty groups left out."""
    now = timezone.now()
    groups: dict[str, list[Conversation]] = {}
    for conversation in conversations_listed(user)[:RECENT]:
        groups.setdefault(_age(now - conversation.updated_at), []).append(conversation)
    return list(groups.items())


def conversations_listed(user: Any, *, archived: bool = False) -> QuerySet[Conversation]:
    """Those in the list, or those in the archive."""
    return Conversation.objects.owned_by(user).archived(archived)


def contents_of(conversation: Conversation) -> Contents:
    jobs = GenerationJob.objects.filter(idea_job__message__conversation=conversation)
    return Contents(
        messages=conversation.messages.count(),
        versions=DraftVersion.objects.filter(draft__conversation=conversation).count(),
        images=GeneratedImage.objects.filter(job__in=jobs).count(),
        unfinished=jobs.unfinished().count(),
    )


def thread(conversation: Conversation) -> Thread:
    draft = (
        Draft.objects.filter(conversation=conversation)
        .select_related(
            "current__base__image__thumbnail",
            "current__overtook",
            "image__original",
            "image__thumbnail",
            "image__job__idea_job__idea",
        )
        .first()
    )
    return Thread(conversation, draft)


def queue_positions(conversation: UUID) -> dict[UUID, int]:
    """The places in the queue of a conversation's jobs that wait, by the job's id."""
    jobs = GenerationJob.objects.ready().filter(idea_job__message__conversation=conversation)
    return positions_in_queue(jobs)


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    """The messages shown, with everything their cards show, in a fixed number of queries."""
    return (
        Message.objects.shown_in(conversation.pk)
        .select_related("draft_version")
        .annotate(has_briefing=Exists(Briefing.objects.filter(reply=OuterRef("pk"))))
        .prefetch_related(
            "ideas", "actions", "draft_version__checks", Prefetch("idea_jobs", _idea_jobs())
        )
        .order_by("born")
    )


def latest_page(conversation: Conversation, *, before: int | None = None) -> Page:
    """The last messages shown, or the last of those born before a count."""
    messages = messages_of(conversation).reverse()
    if before is not None:
        messages = messages.filter(born__lt=before)
    latest = list(messages[: PAGE + 1])
    return Page(latest[:PAGE][::-1], earlier=len(latest) > PAGE)


def page_from(conversation: Conversation, *, before: int) -> Page:
    """All from the page that comes before a count on, to the end."""
    first = latest_page(conversation, before=before)
    rest = messages_of(conversation).filter(born__gte=before)
    return Page([*first.messages, *rest], earlier=first.earlier)


def changes(pk: UUID, since: int) -> Changes:
    """Rows are stamped with the conversation's count in the transaction that changes them.

    A row that changes again between the reads below is stamped higher and comes once more next
    time. One that is born between them comes next time only: then it still counts as new.
    """
    conversation = _followed(pk)
    messages = list(messages_of(conversation).filter(version__gt=since))
    version = max([conversation.version, *(message.version for message in messages)])
    if version > conversation.version:
        # The messages are of a moment later, when another branch may have come to be shown.
        conversation = _followed(pk)
    if conversation.branched > since:
        return _other_branch(conversation)
    idea_jobs = _idea_jobs().filter(
        message__conversation=conversation,
        message__shown=True,
        version__gt=since,
        born__lte=version,
    )
    shown_whole = {message.pk for message in messages if message.born > since}
    jobs = [each for each in idea_jobs if each.message_id not in shown_whole]
    actions = Action.objects.filter(
        message__conversation=conversation,
        message__shown=True,
        version__gt=since,
        born__lte=since,
    ).exclude(message__in=shown_whole)
    return Changes(
        conversation=conversation,
        version=version,
        new_messages=[m for m in messages if m.born > since],
        messages=[m for m in messages if m.born <= since],
        # An action's card is told of as a whole, with the jobs it has got.
        new_jobs=[each for each in jobs if each.born > since and each.action_id is None],
        jobs=[each for each in jobs if each.born <= since],
        actions=_with_jobs(list(actions)),
        draft_changed=Draft.objects.filter(conversation=conversation, version__gt=since).exists(),
        renamed=conversation.renamed > since,
    )


def _followed(pk: UUID) -> Conversation:
    return Conversation.objects.select_related("owner__profile").get(pk=pk)


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
    jobs = list(_idea_jobs().filter(action__in=actions))
    return [(action, [job for job in jobs if job.action_id == action.pk]) for action in actions]


def idea_jobs_of(conversation: Conversation, jobs: Collection[UUID]) -> QuerySet[IdeaJob]:
    """Those of a conversation's jobs with everything their cards show."""
    return _idea_jobs().filter(message__conversation=conversation, job__in=jobs)


def images_of(conversation: Conversation) -> QuerySet[GeneratedImage]:
    """The images that a conversation shows, the oldest first: "image 1" is the first of them.

    Those in the trash keep their place, so that the others keep their names.
    """
    made = GeneratedImage.objects.filter(
        owner=conversation.owner_id,
        job__idea_job__message__conversation=conversation,
        job__idea_job__message__shown=True,
    )
    return made.order_by("created_at", "job", "index")


def _idea_jobs() -> QuerySet[IdeaJob]:
    retries = GenerationJob.objects.filter(retry_of=OuterRef("pk"))
    jobs = (
        with_details(GenerationJob.objects.all())
        .select_related("rewording")
        .annotate(was_retried=Exists(retries))
    )
    return IdeaJob.objects.select_related("idea").prefetch_related(Prefetch("job", jobs))


def _age(age: timedelta) -> str:
    for limit, label in ((1, "Today"), (7, "Last week"), (30, "Last month")):
        if age < timedelta(days=limit):
            return label
    return "Earlier"


def recent_images(user: Any) -> tuple[Recent, ...]:
    """The person's last images, newest first, with the kind of the idea they came from."""
    images = GeneratedImage.objects.filter(owner=user).order_by("-created_at")
    rows = images.values_list("prompt", "job__style", "job__idea_job__idea__kind")[:RECENT_IMAGES]
    return tuple(Recent(prompt, style or "", kind or "") for prompt, style, kind in rows)
