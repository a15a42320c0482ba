"""Images that were thrown away, which come back for thirty days."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from imaging import transitions
from imaging.models import GeneratedImage

KEPT_FOR = timedelta(days=30)
_AT_A_TIME = 200

log = structlog.get_logger(__name__)


def image_trash(image: GeneratedImage) -> bool:
    """Put an image into the trash; False where it lies there already."""
    with transaction.atomic():
        trashed = GeneratedImage.objects.filter(pk=image.pk, trashed_at=None).update(
            trashed_at=timezone.now()
        )
        if trashed and image.job_id is not None:
            transitions.announce(image.job_id)
    return trashed == 1


def image_restore(image: GeneratedImage) -> bool:
    """Take an image out of the trash; False where it is not there."""
    with transaction.atomic():
        restored = GeneratedImage.objects.filter(pk=image.pk, trashed_at__isnull=False).update(
            trashed_at=None
        )
        if restored and image.job_id is not None:
            transitions.announce(image.job_id)
    return restored == 1


def empty_old_trash() -> None:
    """Delete what was thrown away more than thirty days ago; its files go with the next sweep."""
    old = GeneratedImage.objects.filter(trashed_at__lt=timezone.now() - KEPT_FOR)
    while chosen := list(old.values_list("pk", flat=True)[:_AT_A_TIME]):
        old.filter(pk__in=chosen).delete()
        log.info("images deleted from the trash", images=len(chosen))
