"""The library, as a person uses it: looks through, finds, throws away, takes back, adds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import PHONE, VIEWPORTS, Viewport
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
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+X")
    expect(page.get_by_text("2 chosen")).to_be_visible()
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


def test_scrolling_brings_the_rest_and_the_filters_stay(
    chat: Chat, shot: Shot, tmp_path: Path
) -> None:
    page = chat.page
    files = [tmp_path / f"{number}.png" for number in range(52)]
    for number, file in enumerate(files):
        file.write_bytes(make_png(f"hsl({number * 7}, 60%, 70%)", (60 + number // 2, 60)))
    page.goto("/library/")
    page.get_by_label("Add pictures").set_input_files(files)
    expect(page.get_by_text("52 images added to the library.")).to_be_visible(timeout=IMAGE_MS)
    page.goto("/library/?format=landscape")
    wide = cards(page).count()
    page.goto("/library/?format=square")
    assert wide + cards(page).count() <= 48
    expect(cards(page)).to_have_count(24)
    assert "format=square" in (page.get_by_text("Show more").get_attribute("href") or "")
    shot(page, "first")
    page.get_by_text("Show more").scroll_into_view_if_needed()
    expect(cards(page)).to_have_count(52 - wide)
    expect(page.get_by_text("Show more")).to_have_count(0)
    page.goto("/library/")
    expect(cards(page)).to_have_count(24)
    page.locator("[data-card]").nth(23).focus()
    page.keyboard.press("ArrowDown")
    expect(cards(page)).to_have_count(48)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-card]").nth(23)).not_to_be_focused()
    check(page)
    page.locator("[data-card]").last.focus()
    page.keyboard.press("ArrowDown")
    expect(cards(page)).to_have_count(52)
    expect(page.get_by_text("52 images shown.")).to_be_attached()


def test_without_a_script_the_rest_is_a_click_away(
    new_person: Callable[..., Person], tmp_path: Path
) -> None:
    person = new_person(script=False)
    person.sign_in()
    page = person.open()
    page.goto("/library/")
    files = [tmp_path / f"{number}.png" for number in range(25)]
    for number, file in enumerate(files):
        file.write_bytes(make_png("teal", (60 + number, 60)))
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Upload").click()
    expect(cards(page)).to_have_count(24)
    page.get_by_role("link", name="Show more").click()
    expect(cards(page)).to_have_count(1)
    page.get_by_role("button", name="Use in post").click()
    expect(page.get_by_text("You have no post yet.")).to_be_visible()


def test_an_image_is_dragged_onto_a_post(with_images: Chat, person: Person, shot: Shot) -> None:
    page = with_images.page
    address = page.url
    page.goto("/library/")
    posts = page.get_by_role("navigation", name="Posts")
    drag(page, page.locator("[data-card]").last, posts.get_by_role("link").first, shot)
    expect(page.get_by_text("The image is in the post “")).to_be_visible()
    page.goto(address)
    expect(with_images.post.get_by_role("img")).to_be_visible()
    page.goto("/")
    with_images.send("Hello")
    expect(with_images.stop).to_have_count(0)
    page.goto("/library/")
    person.expect_refusal(409)
    drag(page, page.locator("[data-card]").last, posts.get_by_role("link", name="Hello"), shot)
    expect(page.get_by_role("alert")).to_contain_text("There is no post yet to use the image in.")
    page.context.clear_cookies(name="easel_session")
    drag(page, page.locator("[data-card]").last, posts.get_by_role("link", name="Hello"), shot)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def drag(page: Page, card: Locator, row: Locator, shot: Shot) -> None:
    card.hover()
    page.mouse.down()
    # The first move begins the drag, only those after it are over something.
    for _ in range(3):
        row.hover()
    shot(page, "carried")
    page.mouse.up()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_an_image_is_used_in_a_post_without_dragging(
    with_images: Chat, shot: Shot, viewport: Viewport
) -> None:
    page = with_images.page
    address = page.url
    page.goto("/library/")
    if viewport == PHONE:
        page.get_by_role("button", name="Use in post").first.tap()
    else:
        page.locator("[data-card]").first.focus()
        page.keyboard.press("u")
    dialog = page.get_by_role("dialog", name="Use in a post")
    expect(dialog).to_be_visible()
    shot(page, "posts")
    check(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Use in post").first.press("Enter")
    dialog.get_by_role("listitem").get_by_role("button").press("Enter")
    expect(page).to_have_url(f"{address}#post")
    expect(with_images.post.get_by_role("img")).to_be_visible()
