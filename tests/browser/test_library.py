"""The library, as a person uses it: looks through, finds, throws away, takes back, adds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS, Viewport
from tests.factories import make_png

Shot = Callable[[Page, str], None]


@pytest.fixture
def with_images(chat: Chat) -> Chat:
    """One image and two variations of it, drawn on the server, and another."""
    chat.send(NOTES)
    chat.wait_for_reply()
    figures = chat.reply.get_by_role("figure")
    for number in (0, 1):
        chat.generate.nth(number).click()
        expect(figures).to_have_count(number + 1, timeout=IMAGE_MS)
    figures.first.get_by_role("button", name="Variations").click()
    figures.first.get_by_role("button", name="Make pictures").click()
    expect(figures).to_have_count(4, timeout=IMAGE_MS)
    return chat


def cards(page: Page) -> Locator:
    return page.locator("#shelf").get_by_role("img")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_looking_through_throwing_away_and_taking_back(
    with_images: Chat, shot: Shot, viewport: Viewport, tmp_path: Path
) -> None:
    page = with_images.page
    if viewport.mobile:
        page.get_by_role("navigation", name="Views").get_by_role("link", name="Library").click()
    else:
        page.get_by_role("link", name="Library").first.click()
    expect(page.get_by_role("heading", name="Library")).to_be_visible()
    expect(cards(page)).to_have_count(2)
    expect(page.get_by_text("3 versions")).to_be_visible()
    shot(page, "library")
    check(page)
    (tmp_path / "mine.png").write_bytes(make_png("gold", (900, 900)))
    page.get_by_label("Add pictures").set_input_files(tmp_path / "mine.png")
    expect(cards(page)).to_have_count(3)
    expect(page.get_by_text("1 image added to the library.")).to_be_visible()
    page.locator("[data-card]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-card]").nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    shot(page, "chosen")
    check(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download").click()
    assert Path(started.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="Move to trash").click()
    expect(page.get_by_text("1 image moved to the trash")).to_be_visible()
    page.get_by_role("link", name="Trash").click()
    expect(cards(page)).to_have_count(1)
    page.get_by_role("checkbox").check()
    shot(page, "trash")
    check(page)
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("The trash is empty")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Back to the library").click()
    expect(cards(page)).to_have_count(3)
    page.get_by_role("searchbox", name="Search prompts").fill("no such words")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No image is like that")).to_be_visible()
    page.get_by_text("Filters", exact=True).click()
    shot(page, "nothing")
    check(page)
