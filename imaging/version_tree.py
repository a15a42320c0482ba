"""What has been made of an image, and what is being made of it."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from imaging.models import GeneratedImage, GenerationJob, JobStatus
from imaging.selectors import with_details

# How long a version that could not be made is told of.
FAILURES_KEPT = timedelta(days=1)


def tree_of(image: GeneratedImage) -> QuerySet[GeneratedImage]:
    """Every version of the image that is kept, oldest first, with what is told of each."""
    tree = Q(pk=image.tree_id) | Q(tree=image.tree_id)
    return (
        GeneratedImage.objects.kept()
        .filter(tree, owner=image.owner_id)
        .select_related("original", "thumbnail", "brand", "job")
        .prefetch_related("job__attempts")
        .order_by("created_at", "index", "pk")
    )


def versions_to_come(image: GeneratedImage) -> QuerySet[GenerationJob]:
    """Jobs from any image of the tree that are under way, or failed lately and not tried again."""
    sources = tree_of(image).order_by().values("pk")
    lately = Q(status=JobStatus.FAILED, created_at__gt=timezone.now() - FAILURES_KEPT, retries=None)
    wanted = lately | Q(status__in=[JobStatus.QUEUED, JobStatus.RUNNING])
    jobs = GenerationJob.objects.filter(wanted, owner=image.owner_id, source_image__in=sources)
    return with_details(jobs.order_by("created_at", "pk"))
