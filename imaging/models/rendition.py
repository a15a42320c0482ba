"""Pictures made from an image's original, and where a person wants it cropped."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from imaging.models.image import GeneratedImage, StoredFile
from imaging.models.job import choices
from imaging.pictures.crop import SCALE_MIN, Focus
from imaging.providers.types import Format


class Crop(models.Model):
    """What a person has chosen to keep in a format; without a row it is looked for.

    `x` and `y` are the middle, `scale` the size; see `Focus`.
    """

    image = models.ForeignKey(GeneratedImage, on_delete=models.CASCADE, related_name="crops")
    format = models.CharField(max_length=10, choices=choices(Format))
    x = models.FloatField()
    y = models.FloatField()
    scale = models.FloatField()

    objects: ClassVar[models.Manager["Crop"]]

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("image", "format"), name="crop_once_per_format"),
            models.CheckConstraint(
                condition=Q(x__gte=0, x__lte=1, y__gte=0, y__lte=1, scale__gte=SCALE_MIN)
                & Q(scale__lte=1),
                name="crop_is_inside",
            ),
        )

    def __str__(self) -> str:
        return f"{self.format} of {self.image_id}"

    @property
    def focus(self) -> Focus:
        return Focus(self.x, self.y, self.scale)


class Rendition(models.Model):
    """One format of an image, made once. `recipe` names all that its look depends on.

    Until it is made, `claim` and `claimed_at` tell who makes it and since when.
    """

    image = models.ForeignKey(GeneratedImage, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=10, choices=choices(Format))
    recipe = models.CharField(max_length=64)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="renditions"
    )
    # It ought to be signed, and the certificate that is set was of no use.
    unsigned = models.BooleanField(default=False)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Rendition"]]

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("image", "format", "recipe"), name="rendition_once"),
        )

    def __str__(self) -> str:
        return f"{self.format} of {self.image_id}"
