"""Presets in the form of an idea, and the page where they are renamed and deleted."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Idea, Message, User
from imaging.models import GeneratedImage, GenerationJob, Preset
from imaging.trash import image_trash
from tests.factories import make_image, make_png

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
CHOSEN = {
    "prompt": "A dock at dawn", "format": "square", "style": "minimal", "quality": "4K",
    "count": "3", "model": "canvas:canvas-1",
}  # fmt: skip


@pytest.fixture
def idea(stopped: Message) -> Idea:
    return Idea.objects.create(
        message=stopped, position=0, kind="people", style="collage", prompt="A picker"
    )


def keep(browser: Client, idea: Idea, name: str, **chosen: Any) -> Any:
    url = reverse("copilot:preset-keep", args=[idea.pk])
    return browser.post(url, CHOSEN | {"preset_name": name} | chosen, headers=HTMX)


def fill(browser: Client, idea: Idea, preset: object) -> Any:
    url = reverse("copilot:idea-options", args=[idea.pk])
    return browser.post(url, {"prompt": "Mine", "preset": str(preset)}, headers=HTMX)


def test_what_was_chosen_is_kept_and_fills_another_form(browser: Client, idea: Idea) -> None:
    kept = keep(browser, idea, "Dawn, small").content.decode()
    assert "Kept as “Dawn, small”." in kept
    preset = Preset.objects.get()
    assert (preset.prompt, preset.format, preset.style) == ("A dock at dawn", "square", "minimal")
    assert (preset.quality, preset.count) == ("4K", 3)
    assert (preset.provider, preset.model) == ("canvas", "canvas-1")
    html = fill(browser, idea, preset.pk).content.decode()
    assert "A dock at dawn</textarea>" in html
    for value in ("square", "minimal", "4K", "3"):
        assert f'value="{value}" checked' in html
    assert '<option value="canvas:canvas-1" selected' in html
    assert "Filled in from “Dawn, small”." in html
    assert not GenerationJob.objects.exists()


def test_a_preset_of_options_alone_leaves_the_prompt(
    browser: Client, owner: User, idea: Idea
) -> None:
    preset = Preset.objects.create(owner=owner, name="Options", quality="2K")
    html = fill(browser, idea, preset.pk).content.decode()
    assert "Mine</textarea>" in html
    assert 'value="2K" checked' in html
    assert 'name="style" value="" checked' in html


def test_a_preset_whose_model_has_gone_says_so(browser: Client, owner: User, idea: Idea) -> None:
    preset = Preset.objects.create(owner=owner, name="Old", provider="gemini", model="nope")
    html = fill(browser, idea, preset.pk).content.decode()
    told = "nope is not set up any more: Automatic is chosen instead."
    assert f"Filled in from “Old”. {told}" in html
    assert 'option value="" selected' in html


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ({"provider": "gemini"}, "gemini:"),
        ({"model": "gemini-3-pro-image"}, "gemini:gemini-3-pro-image"),
        ({"provider": "canvas"}, "canvas:canvas-1"),
    ],
)
def test_a_pin_of_a_provider_or_a_model_alone_is_kept(
    browser: Client, owner: User, idea: Idea, settings: Settings, kept: dict[str, str], shown: str
) -> None:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1", "gemini-3-pro-image"]
    preset = Preset.objects.create(owner=owner, name="Pinned", **kept)
    html = fill(browser, idea, preset.pk).content.decode()
    assert f'<option value="{shown}" selected' in html
    made = browser.post(
        reverse("copilot:idea-generate", args=[idea.pk]), CHOSEN | {"model": shown}, headers=HTMX
    )
    assert made.status_code == 204
    job = GenerationJob.objects.get()
    assert f"{job.provider}:{job.model}" == shown


def test_a_provider_that_has_gone_is_said_to_have(browser: Client, owner: User, idea: Idea) -> None:
    preset = Preset.objects.create(owner=owner, name="Pinned", provider="gemini")
    html = fill(browser, idea, preset.pk).content.decode()
    assert "Gemini is not set up any more: Automatic is chosen instead." in html
    page = browser.get(reverse("copilot:presets")).content.decode()
    assert "1 image · any model of Gemini" in page


@pytest.mark.parametrize(
    ("name", "chosen", "sentence"),
    [
        ("", {}, "Give the preset a name."),
        ("x" * 61, {}, "at most 60 characters"),
        ("DAWN", {}, "You have a preset “DAWN” already."),
        ("Dusk", {"prompt": "x" * 4001}, "at most 4,000 characters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(
    browser: Client, idea: Idea, name: str, chosen: dict[str, str], sentence: str
) -> None:
    keep(browser, idea, "Dawn")
    refused = keep(browser, idea, name, **chosen)
    assert refused.status_code == 422
    html = refused.content.decode()
    assert sentence in html
    assert f'name="preset_name" value="{name}"' in html
    assert Preset.objects.count() == 1


def test_it_is_renamed_and_deleted_on_a_page(browser: Client, idea: Idea) -> None:
    for name in ("Dawn", "Dusk"):
        keep(browser, idea, name)
    dawn, dusk = Preset.objects.order_by("name")
    page = browser.get(reverse("copilot:presets")).content.decode()
    assert "Square · Minimal · 4K · 3 images · Canvas" in page
    rename = reverse("copilot:preset-rename", args=[dawn.pk])
    taken = browser.post(rename, {"preset_name": "dusk"})
    assert taken.status_code == 422
    assert 'value="dusk"' in taken.content.decode()
    assert browser.post(rename, {"preset_name": "Morning"}).status_code == 302
    assert browser.post(reverse("copilot:preset-delete", args=[dusk.pk])).status_code == 302
    assert [each.name for each in Preset.objects.all()] == ["Morning"]


@pytest.mark.parametrize("who", ["reviewer", "stranger"])
def test_it_is_its_owners_alone(
    who: str, browser: Client, idea: Idea, request: pytest.FixtureRequest
) -> None:
    keep(browser, idea, "Dawn")
    preset = Preset.objects.get()
    other = Client()
    other.force_login(request.getfixturevalue(who))
    assert "Dawn" not in other.get(reverse("copilot:presets")).content.decode()
    for name in ("preset-rename", "preset-delete"):
        url = reverse(f"copilot:{name}", args=[preset.pk])
        assert other.post(url, {"preset_name": "x"}).status_code == 404
        assert other.get(url).status_code == 405
    assert keep(other, idea, "Theirs").status_code == 404
    conversation = services.conversation_open(owner=request.getfixturevalue(who), pk=uuid.uuid4())
    theirs = Idea.objects.create(
        message=services.message_send(conversation=conversation, text="Notes"),
        position=0, kind="data", style="flat", prompt="Theirs",
    )  # fmt: skip
    assert fill(other, theirs, preset.pk).status_code == 404
    assert fill(other, theirs, "nonsense").status_code == 404
    assert Client().get(reverse("copilot:presets")).status_code == 302
    assert Preset.objects.get().name == "Dawn"


class TestReferences:
    @pytest.fixture(autouse=True)
    def _with_gemini(self, settings: Settings) -> None:
        settings.IMAGE_PROVIDERS = ["gemini", "canvas"]
        settings.GEMINI_API_KEY = "a-test-key-0001"

    def test_they_come_back_in_another_form_with_what_they_are_for(
        self, browser: Client, owner: User, idea: Idea
    ) -> None:
        logo, other = make_image(owner), make_image(owner)
        keep(
            browser, idea, "Ours",
            model="", reference_images=str(logo.pk), reference_roles="logo",
        )  # fmt: skip
        url = reverse("copilot:idea-options", args=[idea.pk])
        sent = {"preset": str(Preset.objects.get().pk), "reference_images": str(other.pk)}
        html = browser.post(url, sent, headers=HTMX).content.decode()
        assert f'name="reference_images" value="{logo.pk}"' in html
        assert str(other.pk) not in html
        assert '<option value="logo" selected>' in html
        page = browser.get(reverse("copilot:presets")).content.decode()
        assert f"/images/{logo.pk}/" in page

    def test_one_in_the_trash_drops_out_with_a_note(
        self, browser: Client, owner: User, idea: Idea
    ) -> None:
        logo, look = make_image(owner), make_image(owner)
        preset = Preset.objects.create(
            owner=owner, name="Ours", reference_ids=[str(logo.pk), str(look.pk)],
            reference_roles=["logo", "subject"],
        )  # fmt: skip
        image_trash(logo)
        html = fill(browser, idea, preset.pk).content.decode()
        told = "1 of its 2 pictures is in the trash or deleted."
        assert f"Filled in from “Ours”. {told}" in html
        assert '<option value="subject" selected>' in html
        assert str(logo.pk) not in html
        page = browser.get(reverse("copilot:presets")).content.decode()
        assert told in page
        assert f"/images/{logo.pk}/" not in page

    def test_one_without_pictures_leaves_those_that_are_attached(
        self, browser: Client, owner: User, idea: Idea
    ) -> None:
        preset = Preset.objects.create(owner=owner, name="Plain")
        image = make_image(owner)
        url = reverse("copilot:idea-options", args=[idea.pk])
        sent = {"preset": str(preset.pk), "reference_images": str(image.pk)}
        assert str(image.pk) in browser.post(url, sent, headers=HTMX).content.decode()

    def test_a_file_that_is_sent_with_it_is_kept(self, browser: Client, idea: Idea) -> None:
        file = SimpleUploadedFile("logo.png", make_png(), content_type="image/png")
        html = keep(
            browser, idea, "Ours",
            model="", reference_files=file, reference_files_role="logo",
        ).content.decode()  # fmt: skip
        image = GeneratedImage.objects.get()
        preset = Preset.objects.get()
        assert (preset.reference_ids, preset.reference_roles) == ([str(image.pk)], ["logo"])
        assert f'name="reference_images" value="{image.pk}"' in html

    def test_what_the_model_does_not_take_is_not_kept(
        self, browser: Client, owner: User, idea: Idea
    ) -> None:
        refused = keep(browser, idea, "Ours", reference_images=str(make_image(owner).pk))
        assert refused.status_code == 422
        assert (
            "Canvas takes no pictures. Choose another model for them." in refused.content.decode()
        )
        assert not Preset.objects.exists()
