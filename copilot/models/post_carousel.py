"""That a carousel was begun from a post: the way from one to the other and back."""

from typing import ClassVar

from django.db import models

from copilot.models.conversation import Conversation
from imaging.models import Carousel


class PostCarousel(models.Model):
    """A carousel made otherwise, by a script, is of no post."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    carousel = models.OneToOneField(Carousel, on_delete=models.CASCADE, related_name="of_post")

    objects: ClassVar[models.Manager["PostCarousel"]]

    class Meta:
        ordering = ("-carousel__created_at", "-pk")

    def __str__(self) -> str:
        return str(self.carousel)
