"""What is read of conversations, always on behalf of their owner."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from copilot import branches, message_contents
from copilot.assistants.checking import CheckKind
from copilot.imagery import image_places
from copilot.models import (
    Conversation,
    Draft,
    DraftVersion,
    IdeaJob,
    Message,
    MessageStatus,
    PostCarousel,
)
from imaging import reimagining
from imaging.attendance import Attendance
from imaging.brands import brand_current
from imaging.compiled_queries import compiled
from imaging.inputs import JobInput
from imaging.keys import Keys, keys_for
from imaging.models import Brand, GeneratedImage, GenerationJob
from imaging.options import has_painter
from imaging.rewording import writer_for
from imaging.selectors import positions_in_queue
from imaging.services import estimate_usd
from imaging.text_calls import Writer

RECENT = 60
CAROUSELS_SHOWN = 3
# What the list of a post's versions tells of each.
LISTED = (
    "draft", "number", "base", "changed_at", "message__status", "message__shown",
    "message__parent__edit", "message__parent__text",
)  # fmt: skip


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
    def before(self) -> DraftVersion | None:
        """What stood in the post before the version that does, which it was to improve on."""
        version = self.version
        if version is None or version.base_id or not self.conversation.branched:
            return version.base if version else None
        displaced = DraftVersion.objects.filter(displaced_by__draft_version=version)
        return displaced.select_related("image__thumbnail").first()

    @cached_property
    def versions(self) -> list[DraftVersion]:
        """Those of the draft that have been written, the latest first, with what asked for them."""
        if self.draft is None:
            return []
        return _versions_listed(self.draft.pk)

    @cached_property
    def keys(self) -> Keys:
        """Those that calls for the owner are made with."""
        return keys_for(self.conversation.owner)

    @cached_property
    def idea_price_usd(self) -> Decimal | None:
        """What one picture made from an idea costs its owner; None for not known."""
        job_input = JobInput(prompt=self.conversation.title or "-")
        return estimate_usd(job_input, self.conversation.owner, self.keys)

    @cached_property
    def has_painter(self) -> bool:
        """Whether a model set up for the owner would paint an idea's scene."""
        return has_painter(self.keys)

    @cached_property
    def brand(self) -> Brand | None:
        """Its owner's, of today."""
        return brand_current(self.conversation.owner)

    @cached_property
    def idea_writer(self) -> Writer | None:
        """Whose text model would write other ideas for the owner; None for nobody's."""
        return reimagining.writer_for(self.keys)

    @cached_property
    def writer(self) -> Writer | None:
        """Whose text model could reword a prompt for the owner; None for nobody's."""
        return writer_for(self.keys)

    @cached_property
    def image_numbers(self) -> dict[UUID, tuple[int, bool]]:
        """The places of the conversation's images among them, and whether one is still there."""
        images = image_places(self.conversation)
        return {pk: (n, trashed_at is None) for n, (pk, trashed_at) in enumerate(images, 1)}

    @cached_property
    def last_reply(self) -> UUID | None:
        """The only one that can be tried again."""
        return next(iter(_last_reply(self.conversation.pk)), None)

    @cached_property
    def carousels(self) -> list[PostCarousel]:
        """The latest that were begun from the post."""
        return _carousels_of(self.conversation.pk)

    @cached_property
    def to_check(self) -> int:
        """How many passages of the post wait for the person to say that they are right."""
        checks = message_contents.checks_of((self.version.pk,)) if self.version else []
        return sum(not each.confirmed_at and each.kind != CheckKind.AVOID for each in checks)

    @cached_property
    def siblings(self) -> dict[tuple[UUID | None, str], list[UUID]]:
        """By what they follow on and their author: the messages that share a place."""
        # Most conversations never had a second branch.
        return branches.siblings_of(self.conversation.pk) if self.conversation.branched else {}

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
    def attendance(self) -> Attendance:
        return Attendance()

    @cached_property
    def positions(self) -> dict[UUID, int]:
        """The places in the queue of the jobs that wait, by the job's id."""
        return queue_positions(self.conversation.pk)


@compiled
def _conversation_of(owner: Any, pk: UUID) -> QuerySet[Conversation]:
    owned = Conversation.objects.owned_by(owner).select_related("owner__profile")
    return owned.filter(pk=pk)


@compiled
def _recent_conversations(owner: Any) -> QuerySet[Conversation]:
    return conversations_listed(owner)[:RECENT]


@compiled
def _draft_of(conversation: UUID) -> QuerySet[Draft]:
    drafts = Draft.objects.select_related("current__base__image__thumbnail", "current__overtook")
    return drafts.filter(conversation=conversation)


@compiled
def _image_in_post(pk: UUID) -> QuerySet[GeneratedImage]:
    shown = ("original", "thumbnail", "job__idea_job__idea")
    return GeneratedImage.objects.select_related(*shown).filter(pk=pk)


@compiled
def _versions_listed(draft: UUID) -> QuerySet[DraftVersion]:
    ended = DraftVersion.objects.filter(draft=draft).ended().select_related("message__parent")
    return ended.only(*LISTED).order_by("-number")


@compiled
def _last_reply(conversation: UUID) -> QuerySet[Message, UUID]:
    return Message.objects.replies_in(conversation).values_list("pk", flat=True)[:1]


@compiled
def _carousels_of(conversation: UUID) -> QuerySet[PostCarousel]:
    begun = PostCarousel.objects.filter(conversation=conversation)
    return begun.select_related("carousel")[:CAROUSELS_SHOWN]


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is in a conversation, in numbers; `unfinished` images are still to be made."""

    messages: int
    versions: int
    images: int
    unfinished: int


def conversation_of(user: Any, pk: UUID) -> Conversation:
    """Raises Conversation.DoesNotExist for somebody else's as for none."""
    try:
        return _conversation_of(user.pk, pk)[0]
    except IndexError:
        raise Conversation.DoesNotExist from None


def conversations_by_age(user: Any) -> list[tuple[str, list[Conversation]]]:
    """The latest conversations, grouped as a person thinks of them; empty groups left out."""
    now = timezone.now()
    groups: dict[str, list[Conversation]] = {}
    for conversation in _recent_conversations(user.pk):
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
    draft = next(iter(_draft_of(conversation.pk)), None)
    # Many posts have no picture, and its six tables would double what is asked for every post.
    if draft is not None and draft.image_id:
        [draft.image] = _image_in_post(draft.image_id)
    return Thread(conversation, draft)


def queue_positions(conversation: UUID) -> dict[UUID, int]:
    """The places in the queue of a conversation's jobs that wait, by the job's id."""
    jobs = GenerationJob.objects.ready().filter(idea_job__message__conversation=conversation)
    return positions_in_queue(jobs)


def idea_jobs_of(conversation: Conversation, jobs: Collection[UUID]) -> QuerySet[IdeaJob]:
    """Those of a conversation's jobs with everything their cards show."""
    return message_contents.idea_jobs().filter(message__conversation=conversation, job__in=jobs)


def _age(age: timedelta) -> str:
    for limit, label in ((1, "Today"), (7, "Last week"), (30, "Last month")):
        if age < timedelta(days=limit):
            return label
    return "Earlier"
