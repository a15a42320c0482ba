"""What the canvas drew, changed by the canvas: no key, at once, for nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS, Viewport

Shot = Callable[[Page, str], None]


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_words_and_colours_are_changed_without_a_key(
    chat: Chat, shot: Shot, viewport: Viewport
) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    chat.reply.get_by_role("figure").first.get_by_role("link").first.click()
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_text("Canvas drew this picture and changes it at once")).to_be_visible()
    page.get_by_label("What should change?").fill("Use blue, and a smaller headline")
    shot(page, "edit")
    check(page)
    page.get_by_role("button", name="Apply").click()
    versions = page.get_by_role("region", name="Versions")
    child = versions.get_by_role("link", name="Edit: Use blue").first
    expect(child).to_be_visible(timeout=IMAGE_MS)
    child.click()
    expect(page.get_by_role("heading", name="Edit: Use blue")).to_be_visible()
    page.wait_for_load_state("networkidle")
    shot(page, "edited")
