"""The styles that the form of a prompt offers, by who paints."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from copilot.models import Idea
from imaging.models import GenerationJob
from tests.copilot.selector.choosing import chosen, form, generate, offered

pytestmark = pytest.mark.django_db

DRAWN_STYLES = ["editorial", "minimal", "line-art", "flat", "blueprint"]
STYLE_LIMIT = (
    "Canvas draws Editorial, Minimal, Line art, Flat and Blueprint; "
    "the other styles take a model that paints."
)


def test_what_canvas_cannot_draw_is_not_offered(browser: Client, idea: Idea) -> None:
    html = form(browser, idea, model="canvas:canvas-1", style="photographic")
    assert offered(html, "style") == DRAWN_STYLES
    assert 'name="style" value="" checked' in html
    assert f"{STYLE_LIMIT} Photographic was chosen: it is as it suits now." in html
    assert "styles/canvas/blueprint.webp" in html
    assert chosen(form(browser, idea, model="canvas:canvas-1", style="flat"), "style") == ["flat"]


def test_nor_where_nothing_else_is_set_up(browser: Client, idea: Idea, settings: Settings) -> None:
    settings.GEMINI_API_KEY = ""
    html = form(browser, idea)
    assert "photographic" not in html
    assert f"{STYLE_LIMIT}</p>" in html
    assert generate(browser, idea, style="").status_code == 204
    assert GenerationJob.objects.get().style == "collage"


def test_a_model_that_paints_has_all_and_the_ideas_own_first(browser: Client, idea: Idea) -> None:
    html = form(browser, idea, model="", style="")
    assert len(offered(html, "style")) == 11
    assert chosen(html, "style") == ["collage"]
    assert STYLE_LIMIT not in html
