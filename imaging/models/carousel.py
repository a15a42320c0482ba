"""Slides in an order, which LinkedIn shows as a document."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.models.image import StoredFile
from imaging.models.job import choices
from imaging.providers.types import Format


class CarouselQuerySet(models.QuerySet["Carousel"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)


class PdfStatus(models.TextChoices):
    """`none`: not asked for since the last change."""

    NONE = "none"
    MAKING = "making"
    MADE = "made"
    FAILED = "failed"


class Carousel(models.Model):
    """`slides` holds objects with `image`, an id or None, and else `title` and `text`.

    `file` is the PDF that was made of them last; `recipe` names what it was made from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="carousels"
    )
    title = models.CharField(max_length=120, blank=True)
    format = models.CharField(max_length=10, choices=choices(Format), default=Format.PORTRAIT)
    slides = models.JSONField(default=list)
    # Counts the changes, so that none is made on what is no longer so.
    version = models.PositiveIntegerField(default=1)
    pdf_status = models.CharField(max_length=6, choices=PdfStatus, default=PdfStatus.NONE)
    pdf_asked_at = models.DateTimeField(null=True, blank=True)
    pdf_begun_at = models.DateTimeField(null=True, blank=True)
    pdf_error = models.TextField(blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="carousels"
    )
    recipe = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Carousel"]] = CarouselQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("owner", "-created_at"), name="carousel_owner_created"),
            models.Index(
                fields=("pdf_asked_at",), name="carousel_making", condition=Q(pdf_status="making")
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(pdf_status__in=PdfStatus.values), name="carousel_pdf_status_known"
            ),
        )

    def __str__(self) -> str:
        return self.title or f"Carousel {self.id}"
