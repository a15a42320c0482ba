"""The review queue as the sidebar shows it."""

from django.conf import settings
from django.http import HttpRequest

from imaging.models import GeneratedImage, ReviewStatus
from imaging.review import is_reviewer


def is_open_to(request: HttpRequest) -> bool:
    """Whether this person decides on images, and images are reviewed at all."""
    return settings.IMAGE_REVIEW != "off" and is_reviewer(request.user)


def badge(request: HttpRequest) -> int | None:
    """How many images wait; None, which shows nothing, where none does or it is not theirs."""
    if not is_open_to(request):
        return None
    return GeneratedImage.objects.filter(review_status=ReviewStatus.PENDING).count() or None
