"""The versions that an image's page shows: made, failed and to come."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from copilot.models import User
from imaging.models import GeneratedImage, GenerationJob, JobStatus
from tests.copilot.image_page.opening import page_of
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db


def test_every_version_is_in_the_tree_of_each(
    image: GeneratedImage, child: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    for each, other in ((image, child), (child, image)):
        page = page_of(client, each)
        assert f'href="/images/{other.pk}/"' in page
        assert f"/images/{each.pk}/compare/{other.pk}/" in page
    assert "Edit: Make it night" in page_of(client, image)


def test_a_version_that_failed_says_why_and_can_be_tried_again(
    image: GeneratedImage, failed: GenerationJob, client: Client
) -> None:
    client.force_login(image.owner)
    assert "declined this prompt" in page_of(client, image)
    client.post(reverse("copilot:image-job-retry", args=[image.pk, failed.pk]))
    again = failed.retries.get()
    assert (again.prompt, again.source_image) == ("Make it day", image)
    assert "declined this prompt" not in page_of(client, image)
    client.post(reverse("copilot:image-job-cancel", args=[image.pk, again.pk]))
    again.refresh_from_db()
    assert again.status == JobStatus.CANCELLED


@pytest.mark.parametrize(("operation", "leads_to_the_tool"), [("edit", True), ("vary", False)])
def test_what_was_blocked_is_not_tried_again_in_the_same_words(
    client: Client, owner: User, image: GeneratedImage, operation: str, leads_to_the_tool: bool
) -> None:
    job = make_job(
        owner,
        operation=operation,
        prompt="Give him a gun",
        status=JobStatus.FAILED,
        error_code="content_blocked",
        error_message="The model declined this prompt for safety reasons.",
        error_action={"kind": "edit_prompt", "label": "Try this prompt instead", "at": None},
        source_image=image,
    )
    client.force_login(owner)
    page = client.get(reverse("copilot:image", args=[image.pk])).content.decode()
    assert "declined this prompt" in page
    assert reverse("copilot:image-job-retry", args=[image.pk, job.pk]) not in page
    assert ("Change the prompt" in page) == leads_to_the_tool


def test_the_tree_is_asked_for_again_only_while_something_comes(
    image: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    assert "every 2s" not in page_of(client, image, "image-versions")
    make_job(image.owner, operation="vary", source_image=image)
    assert "every 2s" in page_of(client, image, "image-versions")


def test_the_tree_takes_as_many_queries_however_large(
    image: GeneratedImage, child: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    asked = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            page_of(client, image, "image-versions")
        asked.append(len(queries))
        make_image(
            image.owner, colour=f"#00000{number}", tree=image.pk, parent=child,
            job=make_job(image.owner, operation="vary", status="succeeded"),
        )  # fmt: skip
    assert len(set(asked)) == 1
