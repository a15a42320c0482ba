"""Letting a model look at an image, from the image's page and from the form of an edit."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging import looking
from imaging.models import GeneratedImage, Look
from imaging.providers import catalogue
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db

SEEN = {
    "title": "Close the open hand",
    "instruction": "Let the hand hold the <tablet>.",
    "reason": "Its fingers end in the air.",
}
ALT = "Two engineers bend over a pump in a bright hall, one of them pointing at a gauge."


@pytest.fixture(autouse=True)
def _with_gemini(gemini: GeminiEmulator, settings: Settings) -> None:
    settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    gemini.script(behaviours.text(json.dumps({"suggestions": [SEEN], "alt_text": ALT})))


@pytest.fixture
def image(owner: User, client: Client) -> GeneratedImage:
    client.force_login(owner)
    return make_image(owner, job=make_job(owner, content="We mended the pump."))


def url(image: GeneratedImage, name: str = "image") -> str:
    return reverse(f"copilot:{name}", args=[image.pk])


def page(client: Client, image: GeneratedImage, name: str = "image") -> str:
    return client.get(url(image, name)).content.decode()


def see() -> None:
    looking.run(Look.objects.get().pk)


def test_a_browser_without_scripts_asks_waits_and_takes(
    image: GeneratedImage, client: Client
) -> None:
    before = page(client, image)
    assert "Let Gemini look" in before
    assert "Write with Gemini" in before
    # By each of the two buttons that ask for it.
    assert before.count("One text call, price not known: its tokens are counted and told.") == 2

    asked = client.post(url(image, "image-look"))
    assert asked["Location"] == f"{url(image)}#look-{image.pk}"
    waiting = page(client, image)
    assert "Gemini is looking at the picture." in waiting
    assert "every 2s" in waiting
    assert "Write with Gemini" not in waiting

    see()
    done = page(client, image)
    assert "Let the hand hold the &lt;tablet&gt;." in done
    assert "every 2s" not in done
    assert "gemini-3.8-flash · 60 tokens in, 25 out · price not known" in done

    taken = client.post(url(image, "image-look-alt"))
    assert taken["Location"] == f"{url(image)}#look-{image.pk}"
    image.refresh_from_db()
    assert image.alt_text == ALT
    assert "Use as alt text" not in page(client, image)


def test_in_the_chat_the_jobs_news_bring_it(image: GeneratedImage, client: Client) -> None:
    tool = client.get(url(image, "image-edit"), headers={"HX-Request": "true"}).content.decode()
    assert "Let Gemini look" in tool

    asked = client.post(url(image, "image-look"), headers={"HX-Request": "true"})

    assert asked.status_code == 200
    assert f"sse:job-{image.job_id}" in asked.content.decode()


def test_with_the_tool_on_the_page_it_stands_there_once(
    image: GeneratedImage, client: Client
) -> None:
    assert page(client, image, "image-edit").count(f'id="look-{image.pk}"') == 1


def test_own_words_are_replaced_by_a_click_alone(image: GeneratedImage, client: Client) -> None:
    client.post(url(image, "image-alt"), {"alt_text": "My own words."})
    client.post(url(image, "image-look"))
    see()
    image.refresh_from_db()
    assert image.alt_text == "My own words."
    assert "Replace my alt text" in page(client, image)


def test_before_it_has_looked_there_is_nothing_to_take(
    image: GeneratedImage, client: Client
) -> None:
    answer = client.post(url(image, "image-look-alt"), headers={"HX-Request": "true"})
    assert answer.status_code == 409


def test_a_failure_says_what_to_do(
    image: GeneratedImage, client: Client, gemini: GeminiEmulator
) -> None:
    gemini.reset()
    gemini.script(behaviours.bad_key(), standing=True)
    client.post(url(image, "image-look"))
    see()
    failed = page(client, image)
    assert "Gemini could not look: the provider refused the API key." in failed
    assert "Check the key" in failed
    assert "Let Gemini look again" in failed


def test_without_a_key_the_reason_stands_there(
    image: GeneratedImage, client: Client, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    shown = page(client, image)
    assert "Gemini can look at a picture where there is a key for it." in shown
    assert "Let Gemini look" not in shown
    refused = client.post(url(image, "image-look"), headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert not Look.objects.exists()


def test_too_often_is_refused(image: GeneratedImage, client: Client, settings: Settings) -> None:
    settings.JOB_RATE = "1/minute"
    codes = [
        client.post(url(image, "image-look"), headers={"HX-Request": "true"}).status_code
        for _ in range(2)
    ]
    assert codes == [200, 429]


def test_a_price_that_is_listed_is_told(
    image: GeneratedImage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(*_: Any) -> catalogue.ModelCard:
        return card("gemini", "gemini-nano-banana-2.1")

    card = catalogue.card
    monkeypatch.setattr(catalogue, "card", listed)
    assert "One text call, at $1.5 a million tokens in and $7.5 out." in page(client, image)
