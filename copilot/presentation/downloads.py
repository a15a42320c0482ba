"""The sizes in which a person may take an image along."""

from dataclasses import dataclass

from django.urls import reverse

from imaging.models import GeneratedImage
from imaging.providers.types import Format


@dataclass(frozen=True, slots=True)
class DownloadSize:
    """`crop_url` is "" for the original, of which nothing is cropped."""

    name: str
    shape: str
    facts: str
    url: str
    crop_url: str


def size_of(width: int, height: int) -> str:
    """A size in pixels as people write it."""
    # Its two numbers stay on one line.
    return f"{width}\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}{height}"


def download_sizes(image: GeneratedImage) -> list[DownloadSize]:
    """LinkedIn's three, then the original."""
    content = f"{reverse('imaging:image-content', args=[image.pk])}?download=1"
    formats = [
        DownloadSize(
            name=each.capitalize(),
            shape=each,
            facts=f"{size_of(*each.size)} JPEG",
            url=f"{content}&rendition={each}",
            crop_url=reverse("copilot:image-crop", args=[image.pk, each.value]),
        )
        for each in Format
    ]
    kind = image.mime_type.removeprefix("image/").upper().replace("WEBP", "WebP")
    facts = f"{size_of(image.width, image.height)} {kind}"
    return [*formats, DownloadSize("Original", "original", facts, content, "")]
