"""The job that the form of a prompt makes, and what it refuses."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from copilot.models import Idea
from imaging.models import GenerationJob
from tests.copilot.selector.choosing import FAST, FLASH, HTMX, form, generate

pytestmark = pytest.mark.django_db


def test_the_job_is_made_as_chosen(browser: Client, idea: Idea) -> None:
    sent = {"quality": "2K", "count": "3", "model": f"gemini:{FLASH}", "key": str(uuid.uuid4())}
    assert generate(browser, idea, **sent).status_code == 204
    assert generate(browser, idea, **sent).status_code == 204
    job = GenerationJob.objects.get()
    assert (job.prompt, job.format, job.style) == ("A picker at dawn", "square", "minimal")
    assert (job.quality, job.count, job.provider, job.model) == ("2K", 3, "gemini", FLASH)
    assert str(job.estimated_cost_usd) == "0.1500"


def test_the_card_alone_makes_the_idea_as_it_stands(browser: Client, idea: Idea) -> None:
    url = reverse("copilot:idea-generate", args=[idea.pk])
    assert browser.post(url, {"key": str(uuid.uuid4())}, headers=HTMX).status_code == 204
    job = GenerationJob.objects.get()
    assert (job.prompt, job.format, job.style) == ("A picker at dawn", "landscape", "collage")
    assert (job.quality, job.count, job.provider) == ("1K", 1, "")


def test_a_prompt_longer_than_the_model_takes_is_said(browser: Client, idea: Idea) -> None:
    words = "a quiet warehouse in the first light of the day, " * 40
    assert "the middle is left out" in form(browser, idea, model=f"imagen:{FAST}", prompt=words)
    assert "the middle is left out" not in form(browser, idea, prompt=words)
    assert "Shorten it" in form(browser, idea, model=f"imagen:{FAST}", prompt="x" * 4001)


def test_the_prompt_is_counted_as_it_is_checked(browser: Client, idea: Idea) -> None:
    typed = "x\r\ny " * 1100
    refused = generate(browser, idea, prompt=typed).content.decode()
    assert "4,399 of 4,000 characters" in refused
    assert "this one has 4,399." in refused


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"prompt": ""}, "Write a prompt first."),
        ({"prompt": "x" * 4001}, "at most 4,000 characters; this one has 4,001."),
        ({"quality": "2K", "model": f"imagen:{FAST}"}, "Imagen 4 Fast paints 1K only. Choose"),
        ({"model": "gemini:gone"}, "That model is not set up any more."),
        ({"count": "9"}, "less than or equal to 4"),
        ({"style": "baroque"}, "is not one of the available choices"),
        ({"format": "banner"}, "is not one of the available choices"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(
    browser: Client, idea: Idea, sent: dict[str, str], sentence: str
) -> None:
    refused = generate(browser, idea, **{"prompt": "My own dock"} | sent)
    assert refused.status_code == 422
    html = refused.content.decode()
    alert = re.search(r'role="alert">([^<]+)<', html)
    assert alert
    assert sentence in alert[1]
    assert f"{sent.get('prompt', 'My own dock')}</textarea>" in html
    assert not GenerationJob.objects.exists()
