"""How a person's pictures should look, in versions that are never changed."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.limits import TAGLINE_MAX
from imaging.pictures.colour_names import Rgb, from_hex
from imaging.providers.types import BrandRole


class BrandQuerySet(models.QuerySet["Brand"]):
    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def with_pictures(self) -> Self:
        return self.select_related("logo__original", "style_reference__original")


class Brand(models.Model):
    """One version; an image keeps the one that it was made with.

    `colours` is a list of `{"role": a BrandRole, "hex": "#rrggbb"}`, each role at most once, in the
    order of the roles. Rows are only ever added.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="brands"
    )
    number = models.PositiveIntegerField()
    colours = models.JSONField(default=list, blank=True)
    logo = models.ForeignKey(
        "imaging.GeneratedImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="brands_with_it_as_logo",
    )
    tagline = models.CharField(max_length=TAGLINE_MAX, blank=True)
    style_reference = models.ForeignKey(
        "imaging.GeneratedImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="brands_with_its_style",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Brand"]] = BrandQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("owner", "number"), name="brand_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="brand_number_from_one"),
        )

    def __str__(self) -> str:
        return f"Brand {self.number}"

    @property
    def palette(self) -> tuple[tuple[BrandRole, Rgb], ...]:
        return tuple((BrandRole(each["role"]), from_hex(each["hex"])) for each in self.colours)
