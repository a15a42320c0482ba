"""Images and the files that hold their bytes."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.limits import ALT_TEXT_MAX, FILE_NAME_MAX, PROMPT_MAX
from imaging.models.job import OPERATIONS, GenerationJob, choices
from imaging.providers.types import Format


class StoredFile(models.Model):
    """A file in the storage, named after the hash of its bytes.

    The row is written before the bytes, so that nothing can lie in the storage unknown to the
    database. `doomed_at` marks a file that the sweep is about to delete.
    """

    name = models.CharField(max_length=200, unique=True)
    bytes = models.PositiveBigIntegerField()
    touched_at = models.DateTimeField(default=timezone.now)
    doomed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("touched_at",), name="stored_file_touched"),)

    def __str__(self) -> str:
        return self.name


# How an image came here that a person has brought along; the others name a job's operation.
UPLOAD = "upload"
# And one that had a logo or a line of words put on it.
TOUCH = "touch"
WAYS = [*OPERATIONS, (UPLOAD, UPLOAD), (TOUCH, TOUCH)]


class ReviewStatus(models.TextChoices):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class ImageQuerySet(models.QuerySet["GeneratedImage"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def kept(self) -> Self:
        """Not in the trash."""
        return self.filter(trashed_at=None)

    def visible_to(self, user: Any) -> Self:
        """One's own; everybody's for a reviewer."""
        if user.has_perm("imaging.review_generatedimage"):
            return self
        return self.owned_by(user)

    def with_files(self) -> Self:
        return self.select_related("original", "thumbnail", "brand")


class GeneratedImage(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="images"
    )
    job = models.ForeignKey(
        GenerationJob, on_delete=models.CASCADE, null=True, blank=True, related_name="images"
    )
    index = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children"
    )

    # The id of the first image of its version tree, for all but that: it outlives that image.
    tree = models.UUIDField(null=True, blank=True, db_index=True, editable=False)

    operation = models.CharField(max_length=10, choices=WAYS)
    prompt = models.TextField(max_length=PROMPT_MAX, blank=True)
    provider = models.CharField(max_length=20)
    model = models.CharField(max_length=120)
    ai_generated = models.BooleanField()
    # What was put on it, where, and how well it is seen; null for all but a touch.
    touch = models.JSONField(null=True, blank=True)
    # The job's, or the one that a touch was taken from; null for none.
    brand = models.ForeignKey(
        "imaging.Brand", on_delete=models.SET_NULL, null=True, blank=True, related_name="images"
    )
    format = models.CharField(max_length=10, choices=choices(Format))
    cost_usd = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)

    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="originals")
    thumbnail = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="thumbnails")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    mime_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    # What an upload was called where it came from, without its folders; "" where nothing is known.
    file_name = models.CharField(max_length=FILE_NAME_MAX, blank=True)
    alt_text = models.TextField(max_length=ALT_TEXT_MAX, blank=True)
    # The original carries a C2PA manifest; nobody has verified it.
    has_manifest = models.BooleanField(default=False)

    review_status = models.CharField(
        max_length=10, choices=ReviewStatus, default=ReviewStatus.PENDING
    )
    review_reason = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    # What the canvas needs to draw it again otherwise; of no other provider's.
    drawing = models.JSONField(null=True, blank=True, editable=False)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    trashed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["GeneratedImage"]] = ImageQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        permissions = (("review_generatedimage", "Can review everybody's images"),)
        indexes = (
            models.Index(fields=("owner", "-created_at"), name="image_owner_created"),
            models.Index(fields=("review_status", "-created_at"), name="image_review_created"),
            models.Index(
                fields=("trashed_at",), name="image_trashed", condition=Q(trashed_at__isnull=False)
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("job", "index"), name="image_once_per_job", condition=Q(job__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(review_status__in=ReviewStatus.values), name="image_review_known"
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="image_has_pixels"),
        )

    def __str__(self) -> str:
        return f"{self.width}x{self.height} {self.mime_type} {self.id}"

    @property
    def tree_id(self) -> uuid.UUID:
        """The same for every version that descends from one image."""
        return self.tree or self.pk
