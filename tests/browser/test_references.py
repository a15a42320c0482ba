"""Pictures attached to a form as a person does it: chosen, dropped, pasted, from the library."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import PHONE, Viewport
from tests.emulator.server import GeminiEmulator
from tests.factories import make_png

Shot = Callable[[Page, str], None]

# As a browser does when a picture is let go over an element, or pasted into it.
GIVE = """
([element, type, name, data]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  transfer.items.add(new File([bytes], name, { type: "image/png" }));
  const options = { bubbles: true, cancelable: true };
  const event = type === "paste"
    ? new ClipboardEvent(type, { ...options, clipboardData: transfer })
    : new DragEvent(type, { ...options, dataTransfer: transfer });
  return element.dispatchEvent(event);
}
"""


@pytest.fixture
def providers() -> str:
    return "emulator"


@pytest.fixture
def form(chat: Chat) -> Locator:
    """The form that restyles an image, with the part for other pictures open."""
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.generate.first.click()
    chat.wait_for_picture()
    figure = chat.reply.get_by_role("figure").first
    figure.get_by_role("button", name="Restyle", exact=True).click()
    form = figure.get_by_role("form", name="Restyle")
    form.get_by_text("Or take the look of other pictures").click()
    return form


def attached(form: Locator) -> Locator:
    return form.locator("[data-reference]")


def give(page: Page, element: Locator, how: str, name: str, data: bytes) -> bool:
    """Whether the page left it to the browser."""
    encoded = base64.b64encode(data).decode()
    left: bool = page.evaluate(GIVE, [element.element_handle(), how, name, encoded])
    return left


def test_each_way_of_attaching_and_what_each_picture_is_for(
    form: Locator, person: Person, gemini: GeminiEmulator, shot: Shot, tmp_path: Path
) -> None:
    page = form.page
    expect(form.get_by_text("takes up to 13 beside this one.")).to_be_visible()
    (tmp_path / "mug.png").write_bytes(make_png("gold", (900, 600)))
    form.get_by_label("Choose files").set_input_files(tmp_path / "mug.png")
    expect(attached(form)).to_have_count(1)
    assert not give(page, form, "dragover", "logo.png", b"")
    shot(page, "over")
    assert not give(page, form, "drop", "logo.png", make_png("navy", (600, 600)))
    expect(attached(form)).to_have_count(2)
    button = form.get_by_role("button", name="From the library")
    assert not give(page, button, "paste", "look.png", make_png("plum", (600, 900)))
    expect(attached(form)).to_have_count(3)
    expect(form.get_by_text("3 of 13 attached.")).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    picker = form.get_by_role("group", name="Pictures of your library")
    expect(picker.get_by_role("button", pressed=True)).to_have_count(3)
    shot(page, "picker")
    check(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(picker.get_by_role("button", pressed=False).last).to_be_focused()
    page.keyboard.press("Enter")
    expect(attached(form)).to_have_count(4)
    page.keyboard.press("Enter")
    expect(attached(form)).to_have_count(3)
    page.keyboard.press("Escape")
    expect(picker).to_be_hidden()
    expect(button).to_be_focused()
    person.expect_refusal(422)
    assert not give(page, form, "drop", "notes.png", b"no picture at all")
    expect(form.get_by_role("alert")).to_contain_text("notes.png: The file is not a PNG")
    roles = form.get_by_role("combobox")
    roles.nth(0).select_option("Subject")
    roles.nth(1).select_option("Logo")
    shot(page, "attached")
    check(page)
    form.get_by_role("button", name="Apply style").click()
    expect(page.get_by_role("figure")).to_have_count(2, timeout=IMAGE_MS)
    call = gemini.calls_of("image")[-1]
    parts = call.body["contents"][0]["parts"]
    assert sum("inlineData" in part for part in parts) == 4
    for told in ("Image 2 shows the subject", "Image 3 is a logo", "Image 4 is a style reference"):
        assert told in call.prompt


def test_pictures_go_with_an_idea_and_stay_when_the_model_changes(
    chat: Chat, gemini: GeminiEmulator, shot: Shot
) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.ideas.get_by_role("button", name="edit prompt of").first.click()
    form = chat.ideas.get_by_role("form", name="Make an image of the idea")
    expect(form.get_by_text("takes up to 14.")).to_be_visible()
    give(page, form, "drop", "mug.png", make_png("gold", (900, 600)))
    expect(attached(form)).to_have_count(1)
    form.get_by_role("combobox", name="What picture 1 is for").select_option("Subject")
    model = form.get_by_role("combobox", name="Model")
    model.select_option("canvas:canvas-1")
    expect(form.get_by_text("takes no pictures. Choose another model for them.")).to_be_visible()
    expect(attached(form)).to_have_count(1)
    shot(page, "no-pictures")
    model.select_option("")
    expect(form.get_by_text("1 of 14 attached.")).to_be_visible()
    shot(page, "form")
    check(page)
    form.get_by_role("button", name="Generate", exact=True).click()
    expect(page.get_by_role("figure")).to_have_count(1, timeout=IMAGE_MS)
    assert "Image 1 shows the subject" in gemini.calls_of("image")[-1].prompt


def test_an_edit_takes_a_logo(form: Locator, gemini: GeminiEmulator, shot: Shot) -> None:
    page = form.page
    figure = page.get_by_role("figure").first
    figure.get_by_role("button", name="Edit", exact=True).click()
    edit = figure.get_by_role("form", name="Edit")
    edit.get_by_label("What should change?").fill("Put the logo on the wall")
    give(page, edit, "drop", "logo.png", make_png("navy", (600, 600)))
    expect(attached(edit)).to_have_count(1)
    edit.get_by_role("combobox").select_option("Logo")
    shot(page, "edit")
    check(page)
    edit.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_role("figure")).to_have_count(2, timeout=IMAGE_MS)
    assert "Image 2 is a logo" in gemini.calls_of("image")[-1].prompt


def test_the_form_waits_for_a_picture_on_its_way(form: Locator, gemini: GeminiEmulator) -> None:
    page = form.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/references/", hold)
    give(page, form, "drop", "look.png", make_png("plum", (600, 600)))
    expect(form.get_by_text("look.png")).to_be_visible()
    form.get_by_text("Watercolour").click()
    form.get_by_role("button", name="Apply style").click()
    expect(form.get_by_role("alert")).to_contain_text("A picture is still on its way.")
    assert len(gemini.calls_of("image")) == 1
    held[0].continue_()
    expect(attached(form)).to_have_count(1)
    form.get_by_role("button", name="Apply style").click()
    expect(page.get_by_role("figure")).to_have_count(2, timeout=IMAGE_MS)
    assert "Image 2 is a style reference" in gemini.calls_of("image")[-1].prompt


def test_an_image_of_the_chat_is_dragged_onto_the_form(form: Locator) -> None:
    page = form.page
    picture = page.get_by_role("figure").first.get_by_role("link").first
    picture.hover()
    page.mouse.down()
    # The first moves begin the drag, before the form is scrolled to; those after it are over it.
    for x in (10, 20):
        picture.hover(position={"x": x, "y": 20})
    for _ in range(3):
        form.locator("summary").hover()
    page.mouse.up()
    expect(attached(form)).to_have_count(1)
    form.get_by_role("button", name="Remove").click()
    expect(attached(form)).to_have_count(0)
    expect(form.get_by_role("button", name="From the library")).to_be_focused()


@pytest.mark.parametrize("viewport", [PHONE], ids=str)
def test_by_touch(form: Locator, viewport: Viewport, shot: Shot) -> None:
    form.get_by_role("button", name="From the library").tap()
    picker = form.get_by_role("group", name="Pictures of your library")
    picker.locator("[data-reference-pick]").first.tap()
    expect(attached(form)).to_have_count(1)
    shot(form.page, "picked")
    check(form.page)
    form.get_by_role("button", name="Remove").tap()
    expect(attached(form)).to_have_count(0)


def test_who_has_been_signed_out_is_told_so(form: Locator) -> None:
    form.page.context.clear_cookies(name="easel_session")
    give(form.page, form, "drop", "mug.png", make_png("gold", (900, 600)))
    expect(form.get_by_role("alert")).to_contain_text("You are no longer signed in.")
    expect(form.get_by_role("list").get_by_role("listitem")).to_have_count(0)
