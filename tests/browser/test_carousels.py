"""A carousel from a post: put in order by buttons and by drag, and taken along as a PDF."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from imaging.pictures.carousel import check_pdf
from tests.browser.chat import NOTES, Chat
from tests.browser.test_accessibility import check
from tests.browser.viewports import LAPTOP, PHONE, Viewport

Shot = Callable[[Page, str], None]


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=str)
def test_a_carousel_from_notes_to_pdf(chat: Chat, viewport: Viewport, shot: Shot) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    if viewport.mobile:
        page.get_by_role("link", name="Post", exact=True).last.click()
    chat.post.get_by_role("button", name="Make a carousel").click()
    slides = page.get_by_role("list", name="Slides").get_by_role("listitem")
    expect(slides.nth(1).get_by_role("img")).to_be_visible()
    count = slides.count()
    hook = slides.first.locator(".slide__words").inner_text()
    page.get_by_role("button", name="Move slide 1 back").click()
    expect(slides.nth(1)).to_contain_text(hook)
    expect(page.get_by_role("button", name="Move slide 2 back")).to_be_focused()
    if not viewport.mobile:
        slides.nth(1).locator(".slide__page").drag_to(slides.first.locator(".slide__page"))
        expect(slides.first).to_contain_text(hook)
    page.get_by_label("Title", exact=True).last.fill("Thank you")
    page.get_by_role("button", name="Add words").click()
    expect(slides).to_have_count(count + 1)
    page.get_by_role("button", name="Square").click()
    expect(page.get_by_role("button", name="Square")).to_have_attribute("aria-current", "true")
    page.wait_for_load_state("networkidle")
    check(page)
    shot(page, "carousel")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download PDF").click()
    check_pdf(started.value.path().read_bytes(), count + 1, (1080, 1080))
