"""A prompt with its options, kept by a person under a name of their own."""

import unicodedata
import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.limits import COUNT_MAX, PROMPT_MAX
from imaging.models.job import choices
from imaging.providers.types import Format, Quality

NAME_MAX = 60


class PresetQuerySet(models.QuerySet["Preset"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)


class Preset(models.Model):
    """The fields are those of a job; "" for provider and model leaves the choice to the chain.

    One without a prompt holds the options alone. The pictures are the person's own, and may have
    gone since: `imaging.presets.references_of` says which are there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presets"
    )
    name = models.CharField(max_length=NAME_MAX)
    # Databases fold the case of other letters in ways of their own, SQLite of ASCII alone.
    folded_name = models.TextField(editable=False)
    prompt = models.TextField(max_length=PROMPT_MAX, blank=True)
    format = models.CharField(max_length=10, choices=choices(Format), default=Format.LANDSCAPE)
    style = models.CharField(max_length=40, blank=True)
    quality = models.CharField(max_length=2, choices=choices(Quality), default=Quality.ONE_K)
    count = models.PositiveSmallIntegerField(default=1)
    provider = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=120, blank=True)
    reference_ids = models.JSONField(default=list, blank=True)
    reference_roles = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Preset"]] = PresetQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("owner", "-created_at"), name="preset_owner_created"),)
        constraints = (
            models.UniqueConstraint(fields=("owner", "folded_name"), name="preset_name_once"),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=COUNT_MAX), name="preset_count_in_range"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        self.folded_name = folded(self.name)
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "folded_name"}
        super().save(update_fields=update_fields, **options)


def folded(name: str) -> str:
    """Equal for names that people take for one: whatever case, spaces and forms of letters."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
