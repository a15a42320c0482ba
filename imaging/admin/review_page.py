"""What the page of one image shows a reviewer, and the page that asks for a rejection's reason."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from imaging.admin import html, queue
from imaging.admin.deciding import DONE
from imaging.admin.forms import CATEGORIES, RejectionForm
from imaging.alt_texts import alt_of
from imaging.models import UPLOAD, GeneratedImage, ReviewDecision, ReviewStatus
from imaging.providers.registry import provider_label
from imaging.review import OUTCOMES, may_read_original


def context_of(request: HttpRequest, image: GeneratedImage) -> dict[str, Any]:
    """The context of `image_review.html`; the full picture only where this person may have it."""
    full = may_read_original(image, request.user) is None
    is_reviewed = queue.is_open_to(request)
    return {
        "image": image,
        "alt": alt_of(image),
        "state": html.badge(image.review_status, image.get_review_status_display()),
        "seen": html.seen(image),
        "provider": provider_label(image.provider) if image.provider else "",
        "is_upload": image.operation == UPLOAD,
        "image_url": _content_url(image, "original" if full else "thumbnail"),
        "is_preview": not full,
        "can_decide": is_reviewed,
        "next_in_queue": _next_in_queue(image) if is_reviewed else None,
        "rejection_form": RejectionForm(),
        "decisions": _decisions(image),
        "attempts": _attempts(image),
    }


def ask_for_reason(
    site: AdminSite,
    request: HttpRequest,
    images: Sequence[GeneratedImage],
    form: RejectionForm,
    *,
    submit: tuple[str, str],
) -> TemplateResponse:
    """The reason's page, posted back to where it was asked for; `submit` names what was asked."""
    context = {
        **site.each_context(request),
        "title": "Reject 1 image" if len(images) == 1 else f"Reject {len(images)} images",
        "opts": GeneratedImage._meta,
        # What was seen where the decision began, not what has become of it since.
        "images": [
            (
                image,
                html.thumbnail(image),
                html.seen(image, request.POST.get(html.seen_field(image), "")),
            )
            for image in images
        ],
        "rejection_form": form,
        "submit_name": submit[0],
        "submit_value": submit[1],
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "back_url": reverse("admin:imaging_generatedimage_changelist"),
    }
    return TemplateResponse(request, "imaging/admin/reject.html", context)


def _decisions(image: GeneratedImage) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "what": DONE[ReviewDecision.Decision(row.decision)],
            "tone": html.TONES[OUTCOMES[ReviewDecision.Decision(row.decision)]],
            "category": CATEGORIES.get(row.category, row.category),
        }
        for row in image.decisions.select_related("reviewer")
    ]


def _attempts(image: GeneratedImage) -> list[dict[str, Any]]:
    """Those of the image's job, in the order they were made; none for a person's own picture."""
    attempts = image.job.attempts.order_by("started_at", "pk") if image.job else ()
    return [
        {
            "row": attempt,
            "state": html.badge(attempt.status, attempt.get_status_display()),
            "took": html.took(attempt.latency_ms),
        }
        for attempt in attempts
    ]


def _content_url(image: GeneratedImage, rendition: str) -> str:
    return f"{reverse('imaging:image-content', args=[image.pk])}?rendition={rendition}"


def _next_in_queue(image: GeneratedImage) -> GeneratedImage | None:
    waiting = GeneratedImage.objects.filter(review_status=ReviewStatus.PENDING)
    return waiting.exclude(pk=image.pk).order_by("created_at", "pk").first()
