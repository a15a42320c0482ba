"""The form in which an idea is made an image, as its markup and its answers say it."""

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot import services
from copilot.models import Idea, User
from imaging.models import GeneratedImage, GenerationJob, ModelState
from imaging.options import model_options
from tests.factories import make_image, make_png

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
FLASH, LITE = "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image"
FAST = "imagen-4.0-fast-generate-001"


@pytest.fixture
def browser(client: Client, owner: User, settings: Settings) -> Client:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_IMAGE_MODELS = [FLASH, LITE]
    settings.IMAGEN_FALLBACK_ENABLED = True
    settings.IMAGEN_MODEL = FAST
    client.force_login(owner)
    return client


@pytest.fixture
def idea(owner: User) -> Idea:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes")
    services.reply_stop(reply)
    return Idea.objects.create(
        message=reply, position=0, kind="people", style="collage", prompt="A picker at dawn",
        description="A picker and a robot",
    )  # fmt: skip


def form(browser: Client, idea: Idea, **chosen: str) -> str:
    """The form for these choices, as a script on the page gets it."""
    if not chosen:
        url = reverse("copilot:idea-selector", args=[idea.pk])
        return browser.get(url, headers=HTMX).content.decode()
    url = reverse("copilot:idea-options", args=[idea.pk])
    return browser.post(url, chosen, headers=HTMX).content.decode()


def offered(html: str, name: str) -> list[str]:
    return re.findall(rf'type="radio" name="{name}" value="([^"]+)"', html)


def chosen(html: str, name: str) -> list[str]:
    return re.findall(rf'type="radio" name="{name}" value="([^"]+)" checked', html)


def generate(browser: Client, idea: Idea, **sent: Any) -> Any:
    values = {
        "prompt": "A picker at dawn", "format": "square", "style": "minimal", "quality": "1K",
        "count": "1", "model": "",
    }  # fmt: skip
    url = reverse("copilot:idea-generate", args=[idea.pk])
    return browser.post(url, values | sent, headers=HTMX)


def test_it_begins_with_the_idea_and_every_model_set_up(browser: Client, idea: Idea) -> None:
    html = form(browser, idea)
    assert "A picker at dawn</textarea>" in html
    assert chosen(html, "style") == ["collage"]
    assert len(offered(html, "style")) == 11
    select = html.partition('name="model"')[2].partition("</select>")[0]
    models = re.findall(r'<option value="([^"]*)"', select)
    assert models == [
        "", "gemini:", f"gemini:{FLASH}", f"gemini:{LITE}", f"imagen:{FAST}", "canvas:canvas-1",
    ]  # fmt: skip
    assert offered(html, "quality") == ["1K", "2K", "4K"]
    assert "16 of 4,000 characters" in html
    assert "Nano Banana 2.1 first; where it fails, the next one is asked." in html


@pytest.mark.parametrize(
    ("sent", "price"),
    [
        ({"model": f"gemini:{FLASH}", "quality": "1K", "count": "1"}, "$0.034"),
        ({"model": f"gemini:{FLASH}", "quality": "4K", "count": "4"}, "$0.304 for 4"),
        ({"model": "", "quality": "2K", "count": "2"}, "$0.100 for 2"),
        ({"model": "canvas:canvas-1", "quality": "4K", "count": "4"}, "free"),
        ({"model": f"imagen:{FAST}", "count": "2"}, "price not known"),
    ],
)
def test_the_price_is_that_of_what_is_chosen(
    browser: Client, idea: Idea, sent: dict[str, str], price: str
) -> None:
    assert f'role="status">{price}</span>' in form(browser, idea, **sent)


def test_what_a_model_cannot_do_is_not_offered_and_the_reason_is_said(
    browser: Client, idea: Idea
) -> None:
    html = form(
        browser, idea, model=f"imagen:{FAST}", quality="4K", format="portrait", prompt="A dock"
    )
    assert offered(html, "quality") == chosen(html, "quality") == ["1K"]
    assert "Imagen 4 Fast paints 1K only." in html
    assert "Imagen 4 Fast has no 4:5: it paints 3:4, cropped to fit." in html
    assert "of 480 tokens" in html


def test_a_quality_that_a_model_has_not_is_said_to_be_another(browser: Client, idea: Idea) -> None:
    html = form(browser, idea, model=f"imagen:{FAST}", quality="4K")
    assert "4K was chosen: it is 1K now." in html
    assert "was chosen" not in form(browser, idea, model=f"imagen:{FAST}", quality="1K")


DRAWN_STYLES = ["editorial", "minimal", "line-art", "flat", "blueprint"]
STYLE_LIMIT = (
    "Canvas draws Editorial, Minimal, Line art, Flat and Blueprint; "
    "the other styles take a model that paints."
)


class TestStyles:
    def test_what_canvas_cannot_draw_is_not_offered(self, browser: Client, idea: Idea) -> None:
        html = form(browser, idea, model="canvas:canvas-1", style="photographic")
        assert offered(html, "style") == DRAWN_STYLES
        assert 'name="style" value="" checked' in html
        assert f"{STYLE_LIMIT} Photographic was chosen: it is as it suits now." in html
        assert "styles/canvas/blueprint.webp" in html
        assert chosen(form(browser, idea, model="canvas:canvas-1", style="flat"), "style") == [
            "flat"
        ]

    def test_nor_where_nothing_else_is_set_up(
        self, browser: Client, idea: Idea, settings: Settings
    ) -> None:
        settings.GEMINI_API_KEY = ""
        html = form(browser, idea)
        assert "photographic" not in html
        assert f"{STYLE_LIMIT}</p>" in html
        assert generate(browser, idea, style="").status_code == 204
        assert GenerationJob.objects.get().style == "collage"

    def test_a_model_that_paints_has_all_and_the_ideas_own_first(
        self, browser: Client, idea: Idea
    ) -> None:
        html = form(browser, idea, model="", style="")
        assert len(offered(html, "style")) == 11
        assert chosen(html, "style") == ["collage"]
        assert STYLE_LIMIT not in html


def test_that_a_scene_is_not_painted_is_said_beforehand(
    browser: Client, idea: Idea, settings: Settings
) -> None:
    told = "Without a key, Easel draws your headline, not this scene."
    page = idea.message.conversation.get_absolute_url()
    assert told not in form(browser, idea)
    assert told not in browser.get(page).content.decode()
    canvas = form(browser, idea, model="canvas:canvas-1")
    assert "Canvas draws your headline, not this scene." in canvas
    settings.GEMINI_API_KEY = ""
    for html in (
        form(browser, idea), form(browser, idea, model="canvas:canvas-1"),
        browser.get(page).content.decode(),
    ):  # fmt: skip
        assert told in html


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


def test_a_model_that_has_gone_is_not_offered(browser: Client, idea: Idea, owner: User) -> None:
    ModelState.objects.create(provider="gemini", model=FLASH, retired_at=timezone.now())
    assert [each.card.id for each in model_options(owner)] == [LITE, FAST, "canvas-1"]
    html = form(browser, idea)
    assert offered(html, "quality") == ["1K"]
    assert "Nano Banana 2 Lite paints 1K only." in html


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


def test_the_page_asks_no_more_for_more_cards(browser: Client, idea: Idea) -> None:
    url = idea.message.conversation.get_absolute_url()
    asked, page = [], ""
    for position in range(1, 4):
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(url).content.decode()
        asked.append(len(queries))
        Idea.objects.create(
            message=idea.message, position=position, kind="data", style="flat", prompt="More"
        )
    assert len(set(asked)) == 1
    assert "styles/" not in page


class TestFilesWithoutAScript:
    """A browser sends a file once: whatever shows the form again has it as a picture."""

    def sent(self, browser: Client, idea: Idea, name: str, **values: Any) -> Any:
        files = [SimpleUploadedFile("look.png", make_png(), content_type="image/png")]
        chosen = {"prompt": "Mine", "reference_files": files, "reference_files_role": "logo"}
        return browser.post(reverse(f"copilot:{name}", args=[idea.pk]), chosen | values)

    def test_update_keeps_them_with_what_they_are_for(
        self, browser: Client, owner: User, idea: Idea
    ) -> None:
        html = self.sent(browser, idea, "idea-options").content.decode()
        image = GeneratedImage.objects.owned_by(owner).get()
        assert f'name="reference_images" value="{image.pk}"' in html
        assert '<option value="logo" selected>' in html
        again = {"reference_images": str(image.pk), "reference_roles": "logo"}
        html = self.sent(browser, idea, "idea-options", **again).content.decode()
        assert html.count(f'name="reference_images" value="{image.pk}"') == 1
        assert GeneratedImage.objects.count() == 1

    def test_what_is_refused_keeps_them_too(self, browser: Client, idea: Idea) -> None:
        refused = self.sent(browser, idea, "idea-generate", prompt="")
        assert refused.status_code == 422
        image = GeneratedImage.objects.get()
        assert f'name="reference_images" value="{image.pk}"' in refused.content.decode()

    def test_what_is_no_picture_is_said_and_the_others_are_kept(
        self, browser: Client, idea: Idea
    ) -> None:
        files = [
            SimpleUploadedFile("notes.png", b"no picture", content_type="image/png"),
            SimpleUploadedFile("look.png", make_png(), content_type="image/png"),
        ]
        answer = self.sent(browser, idea, "idea-options", reference_files=files)
        assert answer.status_code == 422
        assert "notes.png: " in answer.content.decode()
        image = GeneratedImage.objects.get()
        assert f'name="reference_images" value="{image.pk}"' in answer.content.decode()

    def test_one_is_taken_away_again(self, browser: Client, owner: User, idea: Idea) -> None:
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
        self, browser: Client, idea: Idea, settings: Settings
    ) -> None:
        settings.JOB_RATE = "1/minute"
        first = self.sent(browser, idea, "idea-options")
        assert first.status_code == 200
        second = self.sent(browser, idea, "idea-options")
        assert "That was too often in a short time." in second.content.decode()
