"""The form of a prompt without a script, and the files it is sent then."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot.models import Idea, User
from imaging.models import GeneratedImage, GenerationJob
from tests.factories import make_image, make_png

pytestmark = pytest.mark.django_db


def test_without_a_script_it_is_a_page_that_can_be_updated(browser: Client, idea: Idea) -> None:
    url = reverse("copilot:idea-selector", args=[idea.pk])
    page = browser.get(url).content.decode()
    options = reverse("copilot:idea-options", args=[idea.pk])
    assert f'formaction="{options}">Update</button>' in page
    updated = browser.post(options, {"prompt": "Mine", "count": "2", "quality": "4K"})
    assert "$0.152 for 2" in updated.content.decode()
    made = browser.post(
        reverse("copilot:idea-generate", args=[idea.pk]), {"prompt": "Mine", "count": "2"}
    )
    assert made["Location"] == idea.message.conversation.get_absolute_url()
    assert GenerationJob.objects.get().count == 2


def sent(browser: Client, idea: Idea, name: str, **values: Any) -> Any:
    files = [SimpleUploadedFile("look.png", make_png(), content_type="image/png")]
    chosen = {"prompt": "Mine", "reference_files": files, "reference_files_role": "logo"}
    return browser.post(reverse(f"copilot:{name}", args=[idea.pk]), chosen | values)


def test_update_keeps_them_with_what_they_are_for(browser: Client, owner: User, idea: Idea) -> None:
    html = sent(browser, idea, "idea-options").content.decode()
    image = GeneratedImage.objects.owned_by(owner).get()
    assert f'name="reference_images" value="{image.pk}"' in html
    assert '<option value="logo" selected>' in html
    again = {"reference_images": str(image.pk), "reference_roles": "logo"}
    html = sent(browser, idea, "idea-options", **again).content.decode()
    assert html.count(f'name="reference_images" value="{image.pk}"') == 1
    assert GeneratedImage.objects.count() == 1


def test_what_is_refused_keeps_them_too(browser: Client, idea: Idea) -> None:
    refused = sent(browser, idea, "idea-generate", prompt="")
    assert refused.status_code == 422
    image = GeneratedImage.objects.get()
    assert f'name="reference_images" value="{image.pk}"' in refused.content.decode()


def test_what_is_no_picture_is_said_and_the_others_are_kept(browser: Client, idea: Idea) -> None:
    files = [
        SimpleUploadedFile("notes.png", b"no picture", content_type="image/png"),
        SimpleUploadedFile("look.png", make_png(), content_type="image/png"),
    ]
    answer = sent(browser, idea, "idea-options", reference_files=files)
    assert answer.status_code == 422
    assert "notes.png: " in answer.content.decode()
    image = GeneratedImage.objects.get()
    assert f'name="reference_images" value="{image.pk}"' in answer.content.decode()


def test_one_is_taken_away_again(browser: Client, owner: User, idea: Idea) -> None:
    one, other = make_image(owner), make_image(owner)
    html = browser.post(
        reverse("copilot:idea-options", args=[idea.pk]),
        {
            "prompt": "Mine", "reference_images": [str(one.pk), str(other.pk)],
            "reference_roles": ["logo", "subject"], "reference_without": str(one.pk),
        },
    ).content.decode()  # fmt: skip
    assert f'type="hidden" name="reference_images" value="{one.pk}"' not in html
    assert f'type="hidden" name="reference_images" value="{other.pk}"' in html
    assert '<option value="subject" selected>' in html
    # And stands among those that can be chosen.
    assert f'type="checkbox" name="reference_images" value="{one.pk}"' in html


def test_too_many_of_them_are_refused_as_elsewhere(
    browser: Client, idea: Idea, settings: Settings
) -> None:
    settings.JOB_RATE = "1/minute"
    first = sent(browser, idea, "idea-options")
    assert first.status_code == 200
    second = sent(browser, idea, "idea-options")
    assert "That was too often in a short time." in second.content.decode()
