"""An image's own page: the picture, its version tree, everything known of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from copilot.models import Conversation, Draft
from copilot.presentation.brand import BrandBadge, brand_badge
from copilot.presentation.carousel_page import CarouselLink, carousel_link
from copilot.presentation.image_facts import (
    Attempt,
    Fact,
    attempt_of,
    facts_of,
    provenance_told,
)
from copilot.presentation.images import (
    ImageCard,
    JobCard,
    image_card,
    job_card,
    made_by,
    seconds_of,
)
from copilot.presentation.touch import touch_label
from imaging.alt_texts import alt_of, written_from
from imaging.attendance import Attendance
from imaging.carousels import carousels_with
from imaging.models import (
    TOUCH,
    GeneratedImage,
    GenerationJob,
    ReviewStatus,
)
from imaging.providers.types import Operation
from imaging.review import export_block

CAROUSELS_SHOWN = 6


@dataclass(slots=True)
class Version:
    """A node of the tree; `to_come` are jobs that work from it."""

    pk: UUID
    page_url: str
    label: str
    prompt: str
    facts: list[str]
    made_at: datetime
    thumbnail_url: str
    width: int
    height: int
    is_current: bool
    compare_url: str
    rejected: bool
    brand: BrandBadge | None
    children: list["Version"] = field(default_factory=list)
    to_come: list[JobCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    image_pk: UUID
    url: str
    roots: list[Version]
    size: int
    under_way: bool


@dataclass(frozen=True, slots=True)
class ImagePage:
    """`alt_from` says what the alt text was written from, "" where a person has said it."""

    card: ImageCard
    title: str
    prompt: str
    prompt_name: str
    facts: list[Fact]
    attempts: list[Attempt]
    provenance: str
    made_at: datetime
    alt_url: str
    alt_from: str
    conversation: Conversation | None
    posts: list[Conversation]
    carousels: list[CarouselLink]
    other_posts: list[Conversation]
    use_url: str
    trash_url: str
    brand: BrandBadge | None
    is_rejected: bool
    rejected: str


def image_page(
    image: GeneratedImage,
    *,
    conversation: Conversation | None,
    drafts: Sequence[Draft],
    other_posts: Sequence[Conversation] = (),
) -> ImagePage:
    """`conversation` is the one it was asked for in; `drafts` are the posts it stands in.

    `other_posts` are those it may be taken into.
    """
    job = image.job
    has_post = conversation is not None and hasattr(conversation, "draft")
    card = image_card(
        image,
        alt=alt_of(image),
        seconds=seconds_of(job) if job else None,
        use_url=reverse("copilot:draft-image", args=[conversation.pk, image.pk])
        if conversation and has_post
        else "",
        in_post=any(draft.conversation == conversation for draft in drafts),
    )
    return ImagePage(
        card=card,
        title=version_label(image),
        prompt=image.prompt or (job.content if job else ""),
        prompt_name="Instruction" if image.operation == "edit" else "Prompt",
        facts=facts_of(image),
        attempts=[attempt_of(each) for each in job.attempts.all()] if job else [],
        provenance=provenance_told(image),
        made_at=image.created_at,
        alt_url=reverse("copilot:image-alt", args=[image.pk]),
        alt_from=written_from(image),
        conversation=conversation,
        posts=[draft.conversation for draft in drafts],
        carousels=[carousel_link(each) for each in carousels_with(image)[:CAROUSELS_SHOWN]],
        other_posts=[] if image.review_status == ReviewStatus.REJECTED else list(other_posts),
        use_url=reverse("copilot:image-use", args=[image.pk]),
        trash_url=reverse("copilot:library-selection"),
        brand=brand_badge(image.brand),
        is_rejected=image.review_status == ReviewStatus.REJECTED,
        rejected=_rejected(image),
    )


def _rejected(image: GeneratedImage) -> str:
    """Why a reviewer keeps it from going out, and what follows; "" where nobody does."""
    if export_block(image) != "review_rejected":
        return ""
    decision = image.decisions.first()
    why = [decision.category if decision else "", image.review_reason]
    told = ". ".join(part.rstrip(". ") for part in why if part.strip())
    reason = f": {told}." if told else "."
    return (
        f"A reviewer rejected this image{reason} It cannot be downloaded or go out with a post. "
        "Use another one."
    )


def version_tree(
    current: GeneratedImage, images: Sequence[GeneratedImage], jobs: Iterable[GenerationJob]
) -> Tree:
    """Nested as they were made; one whose parent has gone stands among the first."""
    versions = {image.pk: _version(image, current) for image in images}
    roots: list[Version] = []
    for image in images:
        parent = versions.get(image.parent_id) if image.parent_id else None
        (parent.children if parent else roots).append(versions[image.pk])
    under_way, attendance = False, Attendance()
    for job in jobs:
        under_way = under_way or not job.is_final
        source = versions.get(job.source_image_id) if job.source_image_id else None
        if source is not None:
            source.to_come.append(_to_come(job, current, attendance))
    return Tree(
        image_pk=current.pk,
        url=reverse("copilot:image-versions", args=[current.pk]),
        roots=roots,
        size=len(versions),
        under_way=under_way,
    )


def version_label(image: GeneratedImage) -> str:
    """How it came about, in a few words."""
    if image.operation == TOUCH:
        return touch_label(image)
    if image.parent_id and image.job:
        return made_by(image.job, image.provider)
    return "First version" if image.job_id else image.file_name or "Your picture"


def _version(image: GeneratedImage, current: GeneratedImage) -> Version:
    card = image_card(image, seconds=seconds_of(image.job) if image.job else None)
    # The provider is told by its model, which the tree has more room for.
    _, *facts = card.facts
    return Version(
        pk=image.pk,
        page_url=card.page_url,
        label=version_label(image),
        # An edit's label is its instruction already.
        prompt="" if image.operation in {Operation.EDIT, TOUCH} else image.prompt,
        facts=facts,
        made_at=image.created_at,
        thumbnail_url=card.thumbnail_url,
        width=image.width,
        height=image.height,
        is_current=image.pk == current.pk,
        compare_url=""
        if image.pk == current.pk
        else reverse("copilot:image-compare", args=[current.pk, image.pk]),
        rejected=image.review_status == ReviewStatus.REJECTED,
        brand=brand_badge(image.brand),
    )


def _to_come(job: GenerationJob, current: GeneratedImage, attendance: Attendance) -> JobCard:
    """A job's card whose buttons lead back to this page."""
    edits = job.operation == Operation.EDIT
    edit_url = reverse("copilot:image-edit", args=[current.pk]) if edits else ""
    card = job_card(job, title=made_by(job), images=[], attendance=attendance, edit_url=edit_url)
    args = [current.pk, job.pk]
    return replace(
        card,
        cancel_url=card.cancel_url and reverse("copilot:image-job-cancel", args=args),
        retry_url=card.retry_url and reverse("copilot:image-job-retry", args=args),
    )
