"""What the form of a prompt offers, and says of what it does not."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot.models import Idea, User
from imaging.models import ModelState
from imaging.options import model_options
from tests.copilot.selector.choosing import FAST, FLASH, LITE, chosen, form, offered

pytestmark = pytest.mark.django_db


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


def test_a_model_that_has_gone_is_not_offered(browser: Client, idea: Idea, owner: User) -> None:
    ModelState.objects.create(provider="gemini", model=FLASH, retired_at=timezone.now())
    assert [each.card.id for each in model_options(owner)] == [LITE, FAST, "canvas-1"]
    html = form(browser, idea)
    assert offered(html, "quality") == ["1K"]
    assert "Nano Banana 2 Lite paints 1K only." in html


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
