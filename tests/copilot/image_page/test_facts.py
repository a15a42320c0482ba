"""What an image's page tells of it: its facts, and its alt text."""

import pytest
from django.test import Client
from django.urls import reverse

from copilot.models import Conversation
from imaging.models import GeneratedImage
from tests.copilot.image_page.opening import page_of
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_it_tells_all_of_the_image(
    image: GeneratedImage, conversation: Conversation, client: Client
) -> None:
    client.force_login(image.owner)
    page = page_of(client, image)
    for told in (
        "A lighthouse",
        "gemini-nano-banana-2.1",
        "$0.034",
        "1376 × 768",
        image.sha256,
    ):
        assert told in page
    assert f"{conversation.get_absolute_url()}#image-{image.pk}" in page


def test_alt_text_is_written_from_the_prompt_until_a_person_says_it(
    image: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    type(image).objects.update(prompt="Paint a lighthouse at dusk. Lit by a low sun. No text.")
    page = page_of(client, image)
    assert ">A lighthouse at dusk.</textarea>" in page
    assert "Written from the prompt." in page
    url = reverse("copilot:image-alt", args=[image.pk])
    client.post(url, {"alt_text": "A red lighthouse"})
    page = page_of(client, image)
    assert ">A red lighthouse</textarea>" in page
    assert "Written from the prompt." not in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ten years", "Taken from the picture before, with the words that were put on it."),
        ("", "Taken from the picture before."),
    ],
)
def test_the_alt_text_of_a_touched_one_is_said_to_be_the_pictures_before(
    image: GeneratedImage, client: Client, text: str, told: str
) -> None:
    client.force_login(image.owner)
    facts = {
        "kind": "text" if text else "logo", "text": text, "spot": "bottom-right",
        "size": "medium", "contrast": 7.0, "plate": False,
    }  # fmt: skip
    touched = make_image(image.owner, operation="touch", parent=image, tree=image.pk, touch=facts)
    page = page_of(client, touched)
    assert told in page
    assert "Written from the prompt." not in page


def test_alt_text_is_kept_and_refused_where_it_is_too_long(
    image: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    url = reverse("copilot:image-alt", args=[image.pk])
    assert client.post(url, {"alt_text": "A lighthouse at dusk"}).status_code == 302
    image.refresh_from_db()
    assert image.alt_text == "A lighthouse at dusk"
    answer = client.post(url, {"alt_text": "x" * 4087})
    assert answer.status_code == 422
    assert "at most 4,086 characters" in answer.content.decode()
    image.refresh_from_db()
    assert image.alt_text == "A lighthouse at dusk"
