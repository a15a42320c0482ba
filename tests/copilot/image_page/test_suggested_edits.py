"""Edits that are suggested beside the instruction, by what can make them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from copilot.models import User
from imaging import tasks
from imaging.edit_suggestions import edit_suggestions
from imaging.inputs import JobInput
from imaging.models import GeneratedImage
from imaging.services import job_create
from tests.copilot.image_page.opening import page_of

pytestmark = pytest.mark.django_db


def test_edits_are_suggested_and_fill_in_the_instruction_without_a_script(
    image: GeneratedImage, client: Client
) -> None:
    client.force_login(image.owner)
    page = page_of(client, image, "image-edit")
    suggestions = edit_suggestions(image)
    for each in suggestions:
        assert conditional_escape(each.title) in page
        assert conditional_escape(each.reason) in page
    url = reverse("copilot:image-edit", args=[image.pk])
    filled = client.get(url, {"instruction": suggestions[0].instruction}).content.decode()
    assert f"{conditional_escape(suggestions[0].instruction)}</textarea>" in filled


def test_what_canvas_drew_can_be_changed_as_far_as_canvas_goes(
    owner: User, client: Client, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    job_create(owner=owner, job_input=JobInput(content="Nobody looks at dashboards."))
    assert tasks.run_next()
    drawn = GeneratedImage.objects.get(provider="canvas")
    client.force_login(owner)
    page = page_of(client, drawn, "image-edit")
    assert "Canvas drew this picture" in page
    suggested = edit_suggestions(drawn)
    assert suggested
    assert all(conditional_escape(each.title) in page for each in suggested)
    url = reverse("copilot:image-edit", args=[drawn.pk])
    for each in suggested:
        assert client.post(url, {"instruction": each.instruction}).status_code == 302
    made = len(suggested)

    refused = client.post(url, {"instruction": "Use blue and remove the people"})
    assert refused.status_code == 422
    assert "does not understand “remove the people”" in refused.content.decode()
    assert client.post(url, {"instruction": "Use blue"}).status_code == 302
    assert drawn.jobs_from_it.count() == made + 1
    assert drawn.jobs_from_it.latest("created_at").prompt == "Use blue"


def test_what_no_model_could_do_is_told_and_not_offered(
    image: GeneratedImage,
    client: Client,
    settings: Settings,
    owner_api: APIClient,
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    client.force_login(image.owner)
    page = page_of(client, image, "image-edit")
    assert "suggested__use" not in page
    told = owner_api.get(f"/api/v1/images/{image.pk}/edit-suggestions/").json()["results"]
    assert told
    for each in told:
        assert conditional_escape(each["reason"]) in page
