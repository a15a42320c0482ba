"""Taking an image along in LinkedIn's sizes, and choosing what they keep of it."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS

Shot = Callable[[Page, str], None]


@pytest.fixture
def figure(chat: Chat) -> Locator:
    """An image in the chat."""
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    return chat.reply.get_by_role("figure")


def sizes(figure: Locator) -> Locator:
    figure.get_by_role("button", name="More sizes").click()
    menu = figure.get_by_role("group", name="Sizes to download")
    expect(menu).to_be_visible()
    return menu


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_an_image_is_taken_along_and_its_crop_chosen(
    chat: Chat, figure: Locator, shot: Shot
) -> None:
    page = chat.page
    menu = sizes(figure)
    box, seen = menu.bounding_box(), page.viewport_size
    assert box
    assert seen
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= seen["width"]
    shot(page, "sizes")
    with page.expect_download() as started:
        menu.get_by_role("link", name=re.compile("^Portrait 1080")).click()
    with Image.open(started.value.path()) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1080, 1350))
    assert started.value.suggested_filename.endswith("-portrait-1080x1350.jpg")

    menu.get_by_role("link", name="Adjust the crop for Square").click()
    expect(page.get_by_role("heading", name="Crop for square")).to_be_visible()
    expect(page.get_by_text("Laid out anew, nothing cut")).to_be_visible()
    check(page)
    shot(page, "found")
    stage = page.get_by_role("group", name=re.compile("What is kept"))
    left = page.get_by_label("From the left")
    stage.focus()
    stage.press("-")
    stage.press("+")
    stage.press("Shift+ArrowLeft")
    expect(page.get_by_label("Size", exact=True)).to_have_value("95")
    before = float(left.input_value())
    middle = stage.bounding_box()
    assert middle
    x, y = middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + middle["width"] / 10, y, steps=4)
    page.mouse.up()
    assert float(left.input_value()) == pytest.approx(before + 10, abs=1.5)
    page.get_by_role("button", name="Save crop").click()
    expect(page.get_by_text("The crop for square is saved.")).to_be_visible()
    expect(page.get_by_text("Chosen by you")).to_be_visible()
    shot(page, "chosen")


def test_without_a_script_points_and_numbers_do(new_person: Callable[..., Person]) -> None:
    scripted = new_person()
    scripted.sign_in()
    page = scripted.open()
    page.goto("/")
    chat = Chat(page)
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    menu = sizes(chat.reply.get_by_role("figure"))
    address = menu.get_by_role("link", name="Adjust the crop for Square").get_attribute("href")
    plain = new_person(script=False)
    plain.account = scripted.account
    plain.sign_in()
    page = plain.open()
    page.goto(address or "")
    page.get_by_role("button", name="Middle right").click()
    expect(page.get_by_text("The crop for square is saved.")).to_be_visible()
    expect(page.get_by_label("From the left")).to_have_value("100")
    page.get_by_label("Size", exact=True).fill("60")
    page.get_by_role("button", name="Save crop").click()
    expect(page.get_by_label("Size", exact=True)).to_have_value("60")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").click()
    data = started.value.path().read_bytes()
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (1080, 1080)
