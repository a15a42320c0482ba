"""Gemini looks at a picture, and a person takes what it saw: in the chat and on its page."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS, Viewport
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

Shot = Callable[[Page, str], None]

TEXT = "gemini-3.8-flash"
SUGGESTIONS = [
    {
        "title": "Close the gate behind the truck",
        "instruction": "Let the gate behind the truck be shut. Keep the light and the people.",
        "reason": "The gate stands open, while the post says that the trucks no longer wait.",
    },
    {
        "title": "Turn the clock to the camera",
        "instruction": "Turn the clock on the wall to the camera, without any numerals.",
        "reason": "The post turns on twenty minutes, and the only clock shows its side.",
    },
]
ALT = (
    "A loading dock at dawn: one truck backs up to a lit gate, two people in work clothes look at "
    "a clock on the wall, and the yard behind them is empty."
)
SIGHT = behaviours.text(json.dumps({"suggestions": SUGGESTIONS, "alt_text": ALT}))


@pytest.fixture
def providers() -> str:
    return "emulator"


@pytest.fixture
def figure(chat: Chat) -> Locator:
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    return chat.reply.get_by_role("figure").first


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_in_the_chat(
    figure: Locator, chat: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    page = chat.page
    figure.get_by_role("button", name="Edit", exact=True).click()
    look = figure.get_by_role("region", name="What Gemini sees")
    expect(look).to_contain_text("One text call")
    look.scroll_into_view_if_needed()
    shot(page, "before")
    asked = len(gemini.calls_of("text"))
    gemini.script(replace(SIGHT, delay_s=1.0), target=TEXT)
    look.get_by_role("button", name="Let Gemini look").dblclick()
    expect(look.get_by_role("status")).to_have_text("Gemini is looking at the picture.")
    shot(page, "looking")
    seen = figure.get_by_role("region", name="Seen by Gemini")
    expect(seen).to_be_visible(timeout=IMAGE_MS)
    assert len(gemini.calls_of("text")) == asked + 1
    seen.scroll_into_view_if_needed()
    shot(page, "seen")
    check(page)
    seen.get_by_role("button", name="Use as alt text").click()
    expect(seen).to_contain_text("The image's alt text")
    expect(figure.get_by_role("img", name=ALT)).to_be_visible()
    seen.get_by_role("button", name="Close the gate behind the truck").click()
    box = figure.get_by_label("What should change?")
    expect(box).to_have_value(SUGGESTIONS[0]["instruction"])
    expect(box).to_be_focused()
    # A suggestion is nothing to say to the copilot.
    expect(chat.box).to_have_value("")
    figure.get_by_role("button", name="Apply", exact=True).click()
    edited = chat.reply.get_by_role("figure")
    expect(edited).to_have_count(2, timeout=IMAGE_MS)
    assert "gate behind the truck be shut" in gemini.calls_of("image")[-1].prompt


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_on_the_images_page(
    figure: Locator, chat: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    page = chat.page
    figure.get_by_role("link").first.click()
    shot(page, "page-before")
    gemini.script(behaviours.blocked(), target=TEXT)
    page.get_by_role("button", name="Write with Gemini").click()
    look = page.get_by_role("region", name="What Gemini sees")
    expect(look.get_by_role("alert")).to_contain_text("declines to look", timeout=IMAGE_MS)
    shot(page, "page-failed")
    gemini.script(SIGHT, target=TEXT)
    look.get_by_role("button", name="Let Gemini look again").click()
    seen = page.get_by_role("region", name="Seen by Gemini")
    expect(seen).to_be_visible(timeout=IMAGE_MS)
    seen.scroll_into_view_if_needed()
    shot(page, "page-seen")
    check(page)
    seen.get_by_role("button", name="Use as alt text").click()
    expect(page.get_by_label("Alt text", exact=True)).to_have_value(ALT)
    seen.get_by_role("button", name="Turn the clock to the camera").click()
    expect(page.get_by_label("What should change?")).to_have_value(SUGGESTIONS[1]["instruction"])
