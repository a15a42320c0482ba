"""New versions of an image, as a person makes them: in the chat, on its page, compared."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.test_without_script import reload_until
from tests.browser.viewports import VIEWPORTS, Viewport
from tests.emulator.server import GeminiEmulator

Shot = Callable[[Page, str], None]


@pytest.fixture
def providers() -> str:
    return "emulator"


@pytest.fixture
def with_image(chat: Chat) -> Chat:
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    return chat


def figures(chat: Chat) -> Locator:
    return chat.reply.get_by_role("figure")


def button(within: Locator | Page, name: str) -> Locator:
    return within.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_edit_restyle_and_vary_in_the_chat(
    with_image: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    chat, page = with_image, with_image.page
    first = figures(chat).first
    button(first, "Edit").click()
    box = first.get_by_label("What should change?")
    expect(box).to_be_focused()
    expect(first).to_contain_text("$0.034")
    shot(page, "edit")
    check(page)
    box.fill("Remove the people")
    button(first, "Apply").dblclick()
    expect(figures(chat)).to_have_count(2, timeout=IMAGE_MS)
    expect(box).to_have_count(0)
    expect(figures(chat).last).to_contain_text("Edit: Remove the people")
    (_, call) = gemini.calls_of("image")
    assert "Remove the people" in call.prompt
    button(first, "Restyle").click()
    first.get_by_text("Watercolour").click()
    shot(page, "restyle")
    check(page)
    button(first, "Apply style").click()
    expect(figures(chat)).to_have_count(3, timeout=IMAGE_MS)
    expect(figures(chat).last).to_contain_text("In the style Watercolour")
    button(first, "Variations").click()
    first.get_by_text("Far", exact=True).click()
    shot(page, "vary")
    check(page)
    button(first, "Make pictures").click()
    expect(figures(chat)).to_have_count(5, timeout=IMAGE_MS)
    page.reload()
    expect(figures(chat)).to_have_count(5)
    shot(page, "all")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_each_picture_of_several_has_its_place_from_the_beginning(
    with_image: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    chat, page = with_image, with_image.page
    gemini.state.latency_s = 1.5
    button(figures(chat).first, "Variations").click()
    button(figures(chat).first, "Make pictures").click()
    places = chat.reply.locator(".frame--waiting")
    expect(places).to_have_count(2)
    expect(chat.progress).to_be_in_viewport(ratio=1)
    shot(page, "waiting")
    waiting = [place.bounding_box() for place in places.all()]
    expect(figures(chat)).to_have_count(3, timeout=IMAGE_MS)
    shot(page, "made")
    frames = [figures(chat).nth(index).get_by_role("link").first for index in (1, 2)]
    for before, frame in zip(waiting, frames, strict=True):
        after = frame.bounding_box()
        assert before
        assert after
        assert abs(before["width"] - after["width"]) <= 1
        assert abs(before["height"] - after["height"]) <= 1
    expect(chat.reply.locator(".job").last).to_be_in_viewport(ratio=0.5)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_the_page_of_an_image(with_image: Chat, shot: Shot, person: Person) -> None:
    chat, page = with_image, with_image.page
    conversation = page.url
    figures(chat).first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="First version")).to_be_visible()
    shot(page, "page")
    check(page)
    button(page, "Edit").click()
    page.get_by_label("What should change?").fill("Make it night")
    shot(page, "edit")
    check(page)
    button(page, "Apply").click()
    versions = page.get_by_role("region", name="Versions")
    expect(versions.get_by_role("progressbar")).to_be_visible()
    child = versions.get_by_role("link", name="Edit: Make it night").first
    expect(child).to_be_visible(timeout=IMAGE_MS)
    page.keyboard.press("Tab")
    child.focus()
    page.keyboard.press("ArrowUp")
    expect(versions.get_by_role("link", name="First version").first).to_be_focused()
    child.click()
    expect(page.get_by_role("heading", name="Edit: Make it night")).to_be_visible()
    button(page, "Variations").click()
    button(page, "Make pictures").click()
    expect(versions.get_by_role("link", name="Near variation", exact=False)).to_have_count(
        4, timeout=IMAGE_MS
    )
    shot(page, "tree")
    check(page)
    page.get_by_text("200 %").click()
    stage = page.locator(".viewer__stage")
    assert stage.evaluate("each => each.scrollWidth > each.clientWidth")
    page.get_by_text("Fit", exact=True).click()
    page.get_by_role("textbox", name="Alt text").fill("A dock at night")
    button(page, "Save alt text").click()
    expect(page.get_by_role("img", name="A dock at night")).to_be_visible()
    button(page, "Use in post").click()
    expect(page).to_have_url(conversation)
    expect(figures(chat).nth(1)).to_contain_text("In the post")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_suggested_edit_is_read_chosen_and_applied(
    with_image: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    chat, page = with_image, with_image.page
    figures(chat).first.get_by_role("link").first.click()
    button(page, "Edit").click()
    suggested = page.get_by_role("group", name="Measured in this picture").get_by_role("button")
    expect(suggested.first).to_be_visible()
    box = page.get_by_label("What should change?")
    for each in (suggested.last, suggested.first):
        each.focus()
        page.keyboard.press("Enter")
        expect(box).to_be_focused()
        expect(box).to_have_value(each.get_attribute("value") or "none")
    shot(page, "suggested")
    check(page)
    instruction = box.input_value()
    box.fill("Make it night.")
    suggested.first.click()
    expect(box).to_have_value(f"Make it night. {instruction}")
    button(page, "Apply").click()
    versions = page.get_by_role("region", name="Versions")
    expect(versions.get_by_role("link", name="Edit: Make it night").first).to_be_visible(
        timeout=IMAGE_MS
    )
    assert instruction in gemini.calls_of("image")[-1].prompt


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_two_versions_are_compared(with_image: Chat, shot: Shot) -> None:
    chat, page = with_image, with_image.page
    button(figures(chat).first, "Variations").click()
    button(figures(chat).first, "Make pictures").click()
    expect(figures(chat)).to_have_count(3, timeout=IMAGE_MS)
    figures(chat).first.get_by_role("link").first.click()
    page.get_by_role("link", name="Compare with Near variation").first.click()
    slider = page.get_by_role("slider")
    over = page.locator(".split__over")
    before = over.evaluate("each => getComputedStyle(each).clipPath")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("49")
    assert over.evaluate("each => getComputedStyle(each).clipPath") != before
    shot(page, "slider")
    check(page)
    page.get_by_text("Side by side").click()
    expect(page.get_by_role("figure").get_by_role("img")).to_have_count(2)
    expect(page.get_by_role("figure").get_by_role("img").first).to_be_visible()
    shot(page, "beside")
    check(page)


class TestWithoutAKey:
    """Canvas alone draws, from words: it varies and restyles what it drew, and edits a little."""

    @pytest.fixture
    def providers(self) -> str:
        return "canvas"

    def test_what_canvas_cannot_do_is_said_at_once(self, with_image: Chat) -> None:
        first = figures(with_image).first
        button(first, "Edit").click()
        expect(first).to_contain_text("Canvas drew this picture and changes it at once")
        expect(first).to_contain_text("Gemini can look at a picture where there is a key for it.")
        expect(button(first, "Let Gemini look")).to_have_count(0)
        with_image.page.keyboard.press("Escape")
        expect(first.get_by_role("form")).to_have_count(0)
        expect(button(first, "Edit")).to_be_focused()
        button(first, "Restyle").click()
        first.get_by_text("Blueprint").click()
        expect(first).to_contain_text("Working after other pictures needs a model")
        button(first, "Apply style").click()
        expect(figures(with_image)).to_have_count(2, timeout=IMAGE_MS)
        expect(figures(with_image).last).to_contain_text("free")

    def test_without_a_script_the_image_has_its_page(
        self, new_person: Callable[..., Person]
    ) -> None:
        person = new_person(script=False)
        person.sign_in()
        page = person.open()
        page.goto("/")
        chat = Chat(page)
        chat.send(NOTES)
        reload_until(chat, chat.ideas.count)
        chat.generate.first.click()
        reload_until(chat, figures(chat).count)
        button(figures(chat).first, "Variations").click()
        page.get_by_role("radio", name="Far").check()
        button(page, "Make pictures").click()
        variations = page.get_by_role("link", name="Far variation").filter(has_not_text="Compare")
        reload_until(chat, variations.count)
        expect(variations).to_have_count(2)
        page.get_by_role("link", name="Compare with Far variation").first.click()
        expect(page.get_by_role("figure").get_by_role("img")).to_have_count(2)
        expect(page.get_by_role("figure").get_by_role("img").last).to_be_visible()
        page.goto("/library/")
        expect(page.get_by_text("3 versions")).to_be_visible()
        page.get_by_role("checkbox").check()
        button(page, "Move to trash").click()
        expect(page.get_by_text("2 versions")).to_be_visible()
