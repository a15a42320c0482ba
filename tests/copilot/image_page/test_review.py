"""What an image's page shows of its review."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.models import GeneratedImage, ReviewDecision, ReviewStatus
from tests.copilot.image_page.opening import page_of
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def test_until_approved_there_is_a_preview(
    image: GeneratedImage, client: Client, settings: Settings
) -> None:
    settings.IMAGE_REVIEW = "required"
    client.force_login(image.owner)
    page = page_of(client, image)
    assert "This is a preview." in page
    assert "download=1" not in page
    assert '/content/"' not in page
    assert 'content/?rendition=thumbnail"' in page


def test_a_rejection_says_why_and_leaves_no_download(image: GeneratedImage, client: Client) -> None:
    GeneratedImage.objects.update(
        review_status=ReviewStatus.REJECTED, review_reason="A logo is in it."
    )
    client.force_login(image.owner)
    page = page_of(client, image)
    assert "A logo is in it." in page
    assert "download=1" not in page


def test_a_rejected_image_says_so_and_what_follows(owner: User, settings: Settings) -> None:
    settings.IMAGE_REVIEW = "flag"
    client = Client()
    client.force_login(owner)
    image = make_image(
        owner, review_status=ReviewStatus.REJECTED, review_reason="Shows a customer."
    )
    ReviewDecision.objects.create(image=image, decision="reject", category="Privacy")

    page = client.get(f"/images/{image.pk}/").content.decode()

    assert "A reviewer rejected this image: Privacy. Shows a customer. It cannot be" in page
    assert "Finishing touch" not in page
