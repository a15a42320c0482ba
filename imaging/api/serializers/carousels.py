"""A carousel and its slides, as scripts see them."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from imaging.carousels import SLIDES_MAX, TEXT_MAX, TITLE_MAX, Slide
from imaging.models import Carousel, GeneratedImage, PdfStatus
from imaging.providers.canvas.slides import can_be_set
from imaging.providers.types import Format

NO_SUCH_IMAGE = "There is no such image."


class SlideSerializer(serializers.Serializer[Any]):
    image = serializers.UUIDField(
        default=None, allow_null=True, help_text="one of your images; else give words"
    )
    title = serializers.CharField(max_length=TITLE_MAX, default="", allow_blank=True)
    text = serializers.CharField(max_length=TEXT_MAX, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        # In a PATCH, which is partial at every depth, no default is filled in.
        slide = {"image": None, "title": "", "text": ""} | attrs
        words = [slide["title"], slide["text"]]
        if bool(slide["image"]) == any(words):
            raise serializers.ValidationError("Give a slide an image or words, not both.")
        if not all(map(can_be_set, words)):
            raise serializers.ValidationError(
                "No font here has all of these letters. Leave out what is unusual."
            )
        return slide


class PdfSerializer(serializers.Serializer[Carousel]):
    status = serializers.ChoiceField(
        choices=PdfStatus.choices,
        source="pdf_status",
        help_text="none: not asked for since the last change; asking for the content makes it",
    )
    error = serializers.CharField(source="pdf_error")


class CarouselSerializer(serializers.ModelSerializer[Carousel]):
    format = serializers.ChoiceField(
        choices=[each.value for each in Format], default=Format.PORTRAIT.value
    )
    slides = serializers.ListField(child=SlideSerializer(), min_length=1, max_length=SLIDES_MAX)
    pages = serializers.SerializerMethodField()
    pdf = PdfSerializer(source="*", read_only=True)
    content_url = serializers.SerializerMethodField()

    class Meta:
        model = Carousel
        fields = ("id", "title", "format", "slides", "pages", "pdf", "created_at", "content_url")
        read_only_fields = ("id", "created_at")

    def validate_slides(self, slides: list[dict[str, Any]]) -> list[Slide]:
        """As `Slide`s; somebody else's image is as one that does not exist."""
        wanted: set[UUID] = {slide["image"] for slide in slides if slide["image"]}
        own = GeneratedImage.objects.owned_by(self.context["request"].user).kept()
        missing = wanted - set(own.filter(pk__in=wanted).values_list("pk", flat=True))
        if missing:
            where = [
                str(number) for number, slide in enumerate(slides) if slide["image"] in missing
            ]
            raise serializers.ValidationError({number: [NO_SUCH_IMAGE] for number in where})
        return [
            Slide(**slide | {"image": str(slide["image"]) if slide["image"] else None})
            for slide in slides
        ]

    def get_pages(self, carousel: Carousel) -> int:
        return len(carousel.slides)

    @extend_schema_field(OpenApiTypes.URI)
    def get_content_url(self, carousel: Carousel) -> str:
        return reverse(
            "imaging:carousel-content", args=[carousel.pk], request=self.context.get("request")
        )
