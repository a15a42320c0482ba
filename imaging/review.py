"""Who may see, export and decide on an image; `IMAGE_REVIEW` is off, flag or required."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from imaging import transitions
from imaging.models import GeneratedImage, ReviewDecision, ReviewStatus

REVIEW_PERMISSION = "imaging.review_generatedimage"

OUTCOMES = {
    ReviewDecision.Decision.APPROVE: ReviewStatus.APPROVED,
    ReviewDecision.Decision.REJECT: ReviewStatus.REJECTED,
    ReviewDecision.Decision.REOPEN: ReviewStatus.PENDING,
}


class ReviewRefused(Exception):
    """The decision is not this person's to make, or it lacks its reason; `str()` says why."""


class AlreadyDecided(Exception):
    """Somebody has decided since the reviewer looked; `str()` says who and what."""


def is_reviewer(user: Any) -> bool:
    return bool(user.has_perm(REVIEW_PERMISSION))


def export_block(image: GeneratedImage) -> str | None:
    """`review_required` or `review_rejected` where the full image must not leave Easel."""
    if settings.IMAGE_REVIEW == "off":
        return None
    if image.review_status == ReviewStatus.REJECTED:
        return "review_rejected"
    if settings.IMAGE_REVIEW == "required" and image.review_status == ReviewStatus.PENDING:
        return "review_required"
    return None


def may_read_original(image: GeneratedImage, user: Any) -> str | None:
    """None where this person may have the full image, else the code of what forbids it."""
    return None if is_reviewer(user) and image.owner_id != user.pk else export_block(image)


def image_review(
    *,
    image: GeneratedImage,
    reviewer: Any,
    decision: ReviewDecision.Decision,
    reason: str = "",
    category: str = "",
    seen: str = "",
) -> GeneratedImage:
    """Record a decision and apply it where the image's state still is the one that was `seen`.

    Without `seen` that is the state of the image as it was loaded. Raises `ReviewRefused` and
    `AlreadyDecided`.
    """
    if not is_reviewer(reviewer):
        raise ReviewRefused("Only reviewers decide on images.")
    if decision == ReviewDecision.Decision.REJECT and not (reason or category):
        raise ReviewRefused("A rejection needs a reason that its owner can act on.")
    if _is_own_and_needs_another(image, reviewer):
        raise ReviewRefused("Another reviewer has to decide on your own image.")
    with transaction.atomic():
        reopened = decision == ReviewDecision.Decision.REOPEN
        as_seen = GeneratedImage.objects.filter(
            pk=image.pk, review_status=seen or image.review_status
        )
        applied = as_seen.update(
            review_status=OUTCOMES[decision],
            review_reason="" if reopened else reason,
            reviewed_at=None if reopened else timezone.now(),
        )
        if not applied:
            raise AlreadyDecided(_latest_decision(image))
        ReviewDecision.objects.create(
            image=image, reviewer=reviewer, decision=decision, category=category, reason=reason
        )
        if image.job_id is not None:
            transitions.announce(image.job_id)
    image.refresh_from_db()
    return image


def _latest_decision(image: GeneratedImage) -> str:
    latest = image.decisions.select_related("reviewer").first()
    if latest is None:
        return "The image is no longer as it was shown. Look again, then decide."
    who = str(latest.reviewer) if latest.reviewer else "Another reviewer"
    what = OUTCOMES[ReviewDecision.Decision(latest.decision)].label.lower()
    return f"{who} has already decided: {what}. Look again; you can still decide otherwise."


def _is_own_and_needs_another(image: GeneratedImage, reviewer: Any) -> bool:
    if settings.IMAGE_REVIEW != "required" or image.owner_id != reviewer.pk:
        return False
    others = get_user_model()._default_manager.with_perm(REVIEW_PERMISSION)
    return bool(others.filter(is_active=True).exclude(pk=reviewer.pk).exists())
