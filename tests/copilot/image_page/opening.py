"""What is sent to an image's tools, and the page as it opens."""

from django.test import Client
from django.urls import reverse

from imaging.models import GeneratedImage

TOOLS = {
    "image-edit": {"instruction": "Remove the people"},
    "image-restyle": {"style": "watercolour"},
    "image-vary": {"distance": "near", "count": "2"},
}


def page_of(client: Client, image: GeneratedImage, name: str = "image") -> str:
    answer = client.get(reverse(f"copilot:{name}", args=[image.pk]))
    assert answer.status_code == 200
    return answer.content.decode()
