"""The list of posts: looked through, renamed, put away, deleted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import LAPTOP, PHONE, VIEWPORTS, Viewport


def open_rail(page: Page, viewport: Viewport) -> None:
    if viewport is not LAPTOP:
        page.get_by_role("link", name="Posts", exact=True).click()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_post_is_found_by_what_was_said_in_it(
    chat: Chat, viewport: Viewport, shot: Callable[[Page, str], None]
) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    page.goto("/")
    open_rail(page, viewport)
    box = page.get_by_role("searchbox", name="Search posts")
    box.fill("SCHÉDULE")
    found = page.get_by_role("link", name="Trucks wait 20 minutes")
    expect(found.locator("mark").first).to_have_text("schedule")
    shot(page, "search")
    check(page, rules=("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
    box.fill("pallets")
    expect(page.get_by_text("Nothing found for “pallets”")).to_be_visible()
    box.fill("")
    expect(page.get_by_role("navigation", name="Posts").get_by_role("link").first).to_be_visible()
    box.fill("schedule")
    found.click()
    expect(chat.said).to_contain_text("Cross docking")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_post_is_renamed_put_away_brought_back_and_deleted(
    chat: Chat, viewport: Viewport, shot: Callable[[Page, str], None]
) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    title = page.get_by_role("heading", level=1)
    more = page.locator("header").get_by_role("button", name="Rename, archive or delete")
    dialog = page.get_by_role("dialog")

    more.press("Enter")
    expect(dialog).to_be_visible()
    shot(page, "manage")
    check(page)
    dialog.get_by_label("Name").fill("Docks on time")
    dialog.get_by_role("button", name="Rename").click()
    expect(title).to_have_text("Docks on time")
    expect(dialog).to_have_count(0)
    chat.send("Make it shorter")
    chat.wait_for_reply()
    expect(title).to_have_text("Docks on time")

    more.click()
    dialog.get_by_role("button", name="Archive").click()
    expect(page.get_by_text("Archived. It is under All posts")).to_be_visible()
    open_rail(page, viewport)
    listed = page.get_by_role("navigation", name="Posts").get_by_role("link", name="Docks on time")
    expect(listed).to_have_count(0)
    page.get_by_role("link", name="All posts and archive").click()
    page.get_by_role("link", name="Archived", exact=True).click()
    shot(page, "archive")
    check(page)
    main = page.get_by_role("main")
    main.get_by_role("button", name="Rename, archive or delete").click()
    dialog.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Nothing is archived")).to_be_visible()
    page.get_by_role("link", name="In the list").click()
    main.get_by_role("button", name="Rename, archive or delete").click()
    dialog.get_by_text("Delete…").click()
    expect(dialog).to_contain_text("4 messages and 2 versions of the post go for good.")
    shot(page, "delete")
    check(page)
    dialog.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("No posts yet")).to_be_visible()


def test_a_name_and_a_search_by_keyboard(chat: Chat) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    more = page.locator("header").get_by_role("button", name="Rename, archive or delete")
    dialog = page.get_by_role("dialog")
    more.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_label("Name").fill("Docks on time")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Docks on time")
    box = page.get_by_role("searchbox", name="Search posts")
    box.press_sequentially("docks on")
    found = page.locator("#rail-results").get_by_role("link", name="Docks on time")
    expect(found).to_be_visible()
    page.keyboard.press("Tab")
    expect(found).to_be_focused()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(found).to_have_count(0)


def test_words_for_a_post_deleted_elsewhere_begin_another(chat: Chat, person: Person) -> None:
    person.expect_refusal(410)
    chat.send(NOTES)
    chat.wait_for_reply()
    expect(chat.box).to_be_focused()
    address = chat.page.url
    elsewhere = chat.page.context.new_page()
    elsewhere.goto(address)
    elsewhere.locator("header").get_by_role("button", name="Rename, archive or delete").click()
    elsewhere.get_by_text("Delete…").click()
    elsewhere.get_by_role("button", name="Delete for good").click()
    expect(elsewhere.get_by_text("Deleted. Its images are still yours.")).to_be_visible()
    words = "Trucks wait 20 minutes now, and nobody works overtime any more."
    chat.box.fill(words)
    chat.send_button.click()
    expect(chat.page.get_by_role("alert")).to_contain_text("This conversation was deleted.")
    expect(chat.box).to_have_value(words)
    chat.send_button.click()
    expect(chat.page).not_to_have_url(address)
    expect(chat.said).to_have_count(1)
    expect(chat.said).to_contain_text("nobody works overtime")


@pytest.mark.parametrize("viewport", [PHONE], ids=str)
def test_every_page_leads_to_the_others_on_a_phone(chat: Chat) -> None:
    views = chat.page.get_by_role("navigation", name="Views")
    for path in ("/library/", "/settings/", "/posts/"):
        chat.page.goto(path)
        for name in ("Posts", "New post", "Library"):
            expect(views.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_all_of_it_without_script(new_person: Callable[..., Person]) -> None:
    person = new_person(script=False)
    person.sign_in()
    page = person.open()
    page.goto("/")
    chat = Chat(page)
    chat.send(NOTES)
    page.get_by_role("searchbox", name="Search posts").fill("schedule")
    page.get_by_role("searchbox", name="Search posts").press("Enter")
    expect(page.get_by_role("main").locator("mark").first).to_have_text("schedule")
    page.get_by_role("main").get_by_role("link", name="schedule").click()
    page.locator("header").get_by_role("button", name="Rename, archive or delete").click()
    page.get_by_role("textbox", name="Name").fill("Docks on time")
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Docks on time")


def test_the_search_finds_as_one_types_on_every_page_with_a_rail(chat: Chat) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    for path in ("/settings/", "/settings/brand/", "/presets/", "/library/"):
        page.goto(path)
        page.get_by_role("searchbox", name="Search posts").press_sequentially("schedule")
        expect(page.locator("#rail-results").get_by_role("link")).to_have_count(1)
    page.goto("/settings/")
    page.locator("#rail-posts").get_by_role("button", name="Rename, archive or delete").click()
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_visible()
