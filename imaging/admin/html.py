"""The small pieces of HTML that the admin's lists and pages are made of."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from imaging.alt_texts import alt_of
from imaging.models import UPLOAD, GeneratedImage, JobStatus, ReviewStatus
from imaging.provider_status import ModelStanding, ProviderState
from imaging.providers.registry import provider_label

TONES: dict[str, str] = {
    ReviewStatus.PENDING: "warn",
    ReviewStatus.APPROVED: "good",
    ReviewStatus.REJECTED: "bad",
    JobStatus.RUNNING: "warn",
    JobStatus.SUCCEEDED: "good",
    JobStatus.FAILED: "bad",
    ProviderState.READY: "good",
    ProviderState.COOLING: "warn",
    ModelStanding.ACTIVE: "good",
    ModelStanding.RETIRED: "bad",
}


def badge(status: str, label: str) -> SafeString:
    tone = TONES.get(status, "quiet")
    return format_html('<span class="easel-badge" data-tone="{}">{}</span>', tone, label)


def seen_field(image: GeneratedImage) -> str:
    return f"seen-{image.pk}"


def seen(image: GeneratedImage, status: str = "") -> SafeString:
    """The state a decision is about, sent along with it: `status`, or the image's own."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        seen_field(image),
        status or image.review_status,
    )


def thumbnail(image: GeneratedImage) -> SafeString:
    """The picture in its own proportions; bytes come from the API, which asks who is reading."""
    return format_html(
        '<img class="easel-thumbnail" loading="lazy" src="{}?rendition=thumbnail"'
        ' width="{}" height="{}" alt="{}">',
        reverse("imaging:image-content", args=[image.pk]),
        image.width,
        image.height,
        alt_of(image) or image.file_name or "No description yet",
    )


def prompt(text: str) -> SafeString:
    return format_html('<span class="easel-prompt">{}</span>', text)


def two_lines(first: str, second: str) -> SafeString:
    return format_html('{}<span class="easel-second">{}</span>', first, second)


def maker(image: GeneratedImage) -> SafeString:
    """Who made the picture; one that no AI made says so instead of a model."""
    if image.operation == UPLOAD:
        told = "Its file tells of AI" if image.ai_generated else "Not made here"
        return two_lines(f"Uploaded by {image.owner}", told)
    model = image.model if image.ai_generated else "Drawn locally, no AI"
    return two_lines(provider_label(image.provider), model)


def took(milliseconds: int | None) -> str | None:
    return None if milliseconds is None else f"{milliseconds / 1000:.1f} s"
