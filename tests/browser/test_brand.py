"""A brand: typed, previewed, saved, seen on an image, and put on one as a finishing touch."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS
from tests.imaging.providers.brand_sheet import wordmark

TAGLINE = "Fewer meetings, better decisions."
Shot = Callable[[Page, str], None]


def set_up_brand(page: Page, folder: Path) -> None:
    page.goto("/settings/")
    page.get_by_role("link", name="Set up your brand").click()
    page.get_by_role("textbox", name="Primary", exact=True).fill("#0b2545")
    page.get_by_role("textbox", name="Accent", exact=True).fill("#ee964b")
    page.get_by_role("textbox", name="Tagline").fill(TAGLINE)
    (folder / "logo.png").write_bytes(wordmark("Nordhus", "#ee964b"))
    choose_logo(page, folder)


def choose_logo(page: Page, folder: Path) -> None:
    page.get_by_label("Logo from this device").set_input_files(folder / "logo.png")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_brand_is_previewed_saved_and_on_the_next_image(
    chat: Chat, shot: Shot, tmp_path: Path
) -> None:
    page = chat.page
    set_up_brand(page, tmp_path)
    expect(page.get_by_label("Primary, picker")).to_have_value("#0b2545")
    shot(page, "typed")
    check(page)
    page.get_by_role("button", name="Preview").click()
    samples = page.get_by_role("region", name="Preview").get_by_role("img")
    expect(samples).to_have_count(3)
    for sample in samples.all():
        sample.scroll_into_view_if_needed()
        page.wait_for_function("i => i.naturalWidth > 0", arg=sample.element_handle())
    shot(page, "preview")
    check(page)
    expect(page.get_by_text("is in your library now, and chosen here")).to_be_visible()
    page.get_by_role("button", name="Save brand").click()
    expect(page.get_by_text("Brand 1 is saved.")).to_be_visible()
    expect(page.get_by_text("In use")).to_be_visible()
    shot(page, "saved")
    page.get_by_label("Primary, picker").fill("#3a5a40")
    expect(page.get_by_role("textbox", name="Primary", exact=True)).to_have_value("#3a5a40")
    page.get_by_role("button", name="Save brand").click()
    expect(page.get_by_text("Brand 2 is saved.")).to_be_visible()
    page.get_by_role("button", name="Go back to Brand 1").click()
    expect(page.get_by_text("Brand 1 is back, as Brand 3.")).to_be_visible()
    page.get_by_role("region", name="Versions").scroll_into_view_if_needed()
    shot(page, "versions")
    check(page)

    page.goto("/")
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.ideas.get_by_role("button", name=re.compile("^edit prompt")).first.click()
    switch = chat.ideas.get_by_role("checkbox", name="Use my brand")
    expect(switch).to_be_checked()
    expect(chat.ideas.get_by_text("Your brand adds: its colours #0b2545, #ee964b")).to_be_visible()
    switch.scroll_into_view_if_needed()
    shot(page, "switch")
    page.goto(page.url)
    chat.generate.first.click()
    chat.wait_for_picture()
    page.goto(chat.reply.locator("a[href^='/images/']").first.get_attribute("href") or "")
    expect(page.get_by_text("Brand 3").first).to_be_visible()
    page.get_by_text("Finishing touch", exact=True).click()
    expect(page.get_by_role("textbox", name="Words")).to_have_value(TAGLINE)
    page.get_by_role("radio", name="Logo").check()
    page.get_by_role("radio", name="Top left").check()
    page.get_by_text("Large", exact=True).click()
    shot(page, "touch")
    check(page)
    page.get_by_role("button", name="Add to a copy").click()
    told = page.get_by_text(re.compile(r"Logo added, top left: contrast \d+\.\d to 1"))
    expect(told.first).to_be_visible()
    expect(page.get_by_role("heading", name="Logo added, top left")).to_be_visible()
    shot(page, "touched")
    check(page)
    page.get_by_role("button", name="Undo the touch").click()
    expect(page.get_by_role("heading", name="First version")).to_be_visible()
    expect(page.get_by_role("link", name="Logo added, top left").first).to_be_visible()
