"""Jobs and images as cards; built from rows that were fetched with everything they show."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from copilot.presentation.downloads import DownloadSize, download_sizes, size_of
from copilot.presentation.money import money
from copilot.presentation.offers import OfferCard
from copilot.presentation.stages import Stage, line_of, stages_of
from imaging.attendance import Attendance
from imaging.credentials import credentials_notice
from imaging.models import (
    AttemptStatus,
    GeneratedImage,
    GenerationJob,
    JobStatus,
    ReviewStatus,
)
from imaging.problems import EDIT_PROMPT, ActionKind
from imaging.prompts.styles import style
from imaging.providers.canvas import CanvasProvider
from imaging.providers.errors import ContentBlocked
from imaging.providers.registry import provider_label
from imaging.providers.types import Distance, Format, Operation
from imaging.review import export_block
from imaging.shapes import fits

# What makes new versions of an image, by the names of its addresses.
TOOLS = {"edit": "Edit", "restyle": "Restyle", "vary": "Variations"}
REVIEW_BADGES = {
    ReviewStatus.PENDING: ("Waiting for review", "warn"),
    ReviewStatus.APPROVED: ("Approved", "good"),
    ReviewStatus.REJECTED: ("Rejected", "bad"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class ToolLink:
    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ImageCard:
    pk: UUID
    content_url: str
    thumbnail_url: str
    download_url: str
    use_url: str
    width: int
    height: int
    alt: str
    facts: list[str]
    drawn_locally: bool
    review: Badge | None
    review_reason: str
    exportable: bool
    in_post: bool
    ratio_class: str
    page_url: str
    made: str
    tools: list[ToolLink]
    sizes: list[DownloadSize]
    credentials_notice: str


@dataclass(frozen=True, slots=True)
class JobCard:
    pk: UUID
    title: str
    status: str
    stage: str
    stages: list[Stage]
    line: str
    elapsed_s: int
    position: int | None
    ratio_class: str
    places: range
    cancel_url: str
    retry_url: str
    error: dict[str, Any] | None
    notice: str
    images: list[ImageCard]
    offer: OfferCard | None
    unattended: bool


def image_card(
    image: GeneratedImage,
    *,
    alt: str = "",
    seconds: float | None = None,
    use_url: str = "",
    in_post: bool = False,
    made: str = "",
) -> ImageCard:
    """`made` says how a version came of its parent; "" for an image of its own."""
    content_url = reverse("imaging:image-content", args=[image.pk])
    exportable = export_block(image) is None
    thumbnail_url = f"{content_url}?rendition=thumbnail"
    cropped = _is_cropped(image)
    rendition = f"rendition={image.format}" if cropped else ""
    shown_url = f"{content_url}?{rendition}" if cropped else content_url
    width, height = Format(image.format).size if cropped else (image.width, image.height)
    facts = _facts(image, seconds)
    return ImageCard(
        pk=image.pk,
        content_url=shown_url if exportable else thumbnail_url,
        thumbnail_url=thumbnail_url,
        download_url="&".join(filter(None, (f"{content_url}?download=1", rendition))),
        use_url=use_url if image.review_status != ReviewStatus.REJECTED else "",
        width=width,
        height=height,
        alt=image.alt_text or alt,
        facts=facts,
        drawn_locally=bool(image.provider) and not image.ai_generated,
        review=review_badge(image),
        review_reason=image.review_reason,
        exportable=exportable,
        in_post=in_post,
        ratio_class=image.format,
        page_url=reverse("copilot:image", args=[image.pk]),
        made=made,
        tools=[
            ToolLink(name, label, reverse(f"copilot:image-{name}", args=[image.pk]))
            for name, label in TOOLS.items()
        ],
        sizes=download_sizes(image),
        credentials_notice=credentials_notice(image),
    )


def _is_cropped(image: GeneratedImage) -> bool:
    """Made in another shape than was asked for: what is delivered is the part in that shape."""
    return bool(image.provider) and not fits(image.width, image.height, Format(image.format))


def _facts(image: GeneratedImage, seconds: float | None) -> list[str]:
    if not image.provider:
        return ["Your own picture", size_of(image.width, image.height)]
    facts = [provider_label(image.provider), image.model]
    if seconds is not None:
        facts.append(f"{seconds:.0f} s" if seconds >= 1 else f"{seconds:.1f} s")
    return [*facts, money(image.cost_usd)]


def made_by(job: GenerationJob, provider: str = "") -> str:
    """What a job is to do, in a few words: "Edit: remove the people".

    `provider` is who has done it, once somebody has.
    """
    match job.operation:
        case Operation.EDIT:
            return f"Edit: {job.prompt}"
        case Operation.RESTYLE:
            return _restyled(job, provider)
        case Operation.VARY:
            return "Near variation" if job.distance == Distance.NEAR else "Far variation"
        case _:
            return job.prompt or job.content


def _restyled(job: GenerationJob, provider: str) -> str:
    named = style(job.style)
    if named is None:
        return "In the look of another picture"
    if not provider:
        return f"Restyle: {named.name}"
    if provider == CanvasProvider.alias:
        # It paints in no style: it chooses among its designs and colours by one.
        return f"A design that goes with {named.name}"
    return f"In the style {named.name}"


def review_badge(image: GeneratedImage) -> Badge | None:
    """None where nothing has been decided and nobody has to."""
    policy, status = settings.IMAGE_REVIEW, ReviewStatus(image.review_status)
    if policy == "off" or (policy == "flag" and status == ReviewStatus.PENDING):
        return None
    return Badge(*REVIEW_BADGES[status])


def job_card(
    job: GenerationJob,
    *,
    title: str,
    images: list[ImageCard],
    attendance: Attendance,
    position: int | None = None,
    edit_url: str = "",
    offer: OfferCard | None = None,
) -> JobCard:
    """`edit_url` is where the prompt can be changed, if anywhere; `position` that in the queue."""
    error = _error(job, "" if offer else edit_url)
    # The same prompt would be refused again; another key may do.
    refused = error and error["action"].get("url") and error["action"]["kind"] != ActionKind.ADD_KEY
    retryable = job.is_final and not refused and job.error_code != ContentBlocked.code
    finished = job.finished_at or timezone.now()
    return JobCard(
        pk=job.pk,
        title=title,
        status=job.status,
        stage=job.stage,
        stages=stages_of(job),
        line=line_of(job, position),
        elapsed_s=int((finished - job.created_at).total_seconds()),
        position=position,
        ratio_class=job.format,
        places=range(job.count),
        cancel_url="" if job.is_final else reverse("copilot:job-cancel", args=[job.pk]),
        retry_url=reverse("copilot:job-retry", args=[job.pk]) if retryable else "",
        error=error,
        notice=job.notice,
        images=images,
        offer=offer,
        unattended=not job.is_final and attendance.is_lacking(job.waits_since),
    )


def _error(job: GenerationJob, edit_url: str) -> dict[str, Any] | None:
    if job.status != JobStatus.FAILED:
        return None
    action = dict(job.error_action or {})
    if action.get("kind") == ActionKind.EDIT_PROMPT and edit_url:
        action |= {"url": edit_url, "label": EDIT_PROMPT.label}
    elif action.get("kind") == ActionKind.ADD_KEY:
        action["url"] = reverse("copilot:settings")
    return {"message": job.error_message, "action": action}


def seconds_of(job: GenerationJob) -> float | None:
    """How long the call that made the image took."""
    done = [a for a in job.attempts.all() if a.status == AttemptStatus.SUCCEEDED]
    return done[-1].latency_ms / 1000 if done and done[-1].latency_ms is not None else None
