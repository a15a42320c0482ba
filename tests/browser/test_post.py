"""The Post panel, as a person uses it: typing, undo, changes, previews, and out to LinkedIn."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import WCAG, check
from tests.browser.viewports import PHONE, VIEWPORTS, Viewport
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

REST = "\n\nSame people, a better plan.\n\n#Logistics #Docks"
POST = f"We cut waiting from two hours to 20 minutes.{REST}"
SHORTER = f"We cut waiting to 20 minutes.{REST}"

Shot = Callable[[Page, str], None]


class Panel:
    def __init__(self, chat: Chat) -> None:
        self.page = chat.page
        self.region = chat.post
        self.box = chat.post.get_by_role("textbox", name="Post text")
        self.undo = self.button("Undo")
        self.redo = self.button("Redo")

    def button(self, name: str) -> Locator:
        return self.region.get_by_role("button", name=name, exact=True)

    def show(self, side: str) -> None:
        self.region.get_by_text(side, exact=True).first.click()

    def says(self, text: str) -> None:
        expect(self.region.get_by_text(text).first).to_be_visible()

    @property
    def saved(self) -> Locator:
        return self.region.get_by_role("status").filter(has_text="Saved")


@pytest.fixture
def providers() -> str:
    return "emulator"


def write(chat: Chat, gemini: GeminiEmulator, post: str, ask: str = NOTES) -> None:
    gemini.script(behaviours.text(post), target="text")
    chat.send(ask)
    chat.wait_for_reply()


def write_with_image(chat: Chat, gemini: GeminiEmulator) -> None:
    """A post that has an image."""
    write(chat, gemini, POST)
    chat.generate.first.click()
    chat.wait_for_picture()
    chat.reply.get_by_role("button", name="Use in post").click()
    expect(chat.reply.get_by_role("figure")).to_contain_text("In the post")


def open_panel(chat: Chat, viewport: Viewport) -> Panel:
    if viewport.mobile:
        bar = chat.page.get_by_role("navigation", name="Views")
        bar.get_by_role("link", name="Post", exact=True).click()
    return Panel(chat)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_it_is_edited_in_place_and_every_step_can_be_taken_back(
    chat: Chat, gemini: GeminiEmulator, viewport: Viewport, shot: Shot
) -> None:
    write(chat, gemini, POST)
    write(chat, gemini, SHORTER, "Shorter, please")
    panel = open_panel(chat, viewport)
    panel.says("Version 2 of 2")
    expect(panel.box).to_have_value(SHORTER)
    shot(panel.page, "1-edit")

    panel.show("Changes")
    expect(panel.region.locator("del").first).to_contain_text("from two hours")
    panel.says("0 words added, 3 removed since version 1")
    shot(panel.page, "2-changes")
    panel.show("Edit")

    panel.box.click()
    panel.page.keyboard.press("Control+End")
    panel.page.keyboard.type(" #Plan", delay=20)
    expect(panel.saved).to_be_visible()
    panel.says("Version 3 of 3")
    panel.page.keyboard.type(" and more", delay=20)
    expect(panel.saved).to_be_hidden()
    expect(panel.saved).to_be_visible()
    panel.says("Version 3 of 3")
    panel.page.reload()
    expect(panel.box).to_have_value(f"{SHORTER} #Plan and more")

    panel.undo.click()
    expect(panel.box).to_have_value(SHORTER)
    panel.box.focus()
    panel.page.keyboard.press("Control+z")
    expect(panel.box).to_have_value(POST)
    expect(panel.undo).to_have_attribute("aria-disabled", "true")
    panel.page.keyboard.press("Control+Shift+z")
    panel.redo.click()
    expect(panel.box).to_have_value(f"{SHORTER} #Plan and more")

    panel.region.get_by_text("Version 3 of 3").click()
    panel.region.get_by_text("What changed in version 2").click()
    panel.says("3 removed since version 1")
    shot(panel.page, "3-versions")
    check(panel.page, WCAG)
    panel.page.keyboard.press("Escape")
    expect(panel.button("Use version 1")).to_be_hidden()
    panel.region.get_by_text("Version 3 of 3").click()
    panel.button("Use version 1").click()
    expect(panel.box).to_have_value(POST)
    expect(panel.button("Use version 3")).to_be_hidden()


def test_a_reply_that_lands_while_one_types_loses_neither_text(
    chat: Chat, gemini: GeminiEmulator, shot: Shot
) -> None:
    write(chat, gemini, POST)
    panel = Panel(chat)
    gemini.script(
        behaviours.text(*SHORTER.splitlines(keepends=True), chunk_delay_s=0.6), target="text"
    )
    chat.send("Shorter, please")
    # What is written before the reply begins, the reply is given.
    expect(chat.reply).to_contain_text("Writing")
    panel.box.click()
    panel.page.keyboard.press("Control+End")
    for _ in range(40):
        panel.page.keyboard.type(" by hand", delay=15)
        if chat.ideas.count():
            break
    chat.wait_for_reply()
    panel.says("Both are kept.")
    shot(panel.page, "both")
    check(panel.page, WCAG)
    shown = panel.box.input_value()
    panel.region.get_by_role("button", name="Use version").first.click()
    expect(panel.box).not_to_have_value(shown)
    panel.undo.click()
    expect(panel.box).to_have_value(POST)


def test_the_stream_may_bring_what_a_button_asked_for_before_its_answer(
    chat: Chat, gemini: GeminiEmulator
) -> None:
    write(chat, gemini, POST)
    panel = Panel(chat)
    panel.box.fill("All of it by hand")
    panel.says("Saved")

    def answer_late(route: Route) -> None:
        answer = route.fetch()
        expect(panel.box).to_have_value(POST)
        # The button goes with the panel that the stream has brought.
        panel.undo.evaluate("button => button.form.replaceWith(button.form.cloneNode(true))")
        route.fulfill(response=answer)

    panel.page.route("**/post/version/", answer_late)
    with panel.page.expect_response("**/post/version/"):
        panel.undo.click()
    expect(panel.redo).to_be_enabled()
    assert panel.page.locator("#post-panel").count() == 1


def test_what_is_typed_is_saved_before_undo_and_before_the_next_reply(
    chat: Chat, gemini: GeminiEmulator
) -> None:
    write(chat, gemini, POST)
    panel = Panel(chat)
    panel.box.fill("All of it by hand")
    panel.undo.click()
    expect(panel.box).to_have_value(POST)
    panel.redo.click()
    expect(panel.box).to_have_value("All of it by hand")
    panel.box.fill("Only what I wrote by hand.")
    gemini.script(behaviours.text(SHORTER), target="text")
    chat.send("Make it longer")
    expect(chat.replies).to_have_count(2)
    chat.wait_for_reply()
    assert "Only what I wrote by hand." in str(gemini.calls_of("text")[-1].body)


def test_two_tabs_show_the_same_post_and_leaving_saves(
    chat: Chat, person: Person, gemini: GeminiEmulator
) -> None:
    write(chat, gemini, POST)
    other = Chat(person.open())
    other.page.goto(chat.page.url)
    here, there = Panel(chat), Panel(other)
    there.box.fill("Written in the other tab")
    expect(there.saved).to_be_visible()
    expect(here.box).to_have_value("Written in the other tab")
    here.undo.click()
    expect(there.box).to_have_value(POST)
    here.box.fill("Typed and gone")
    here.page.close(run_before_unload=True)
    expect(there.box).to_have_value("Typed and gone")
    there.page.reload()
    expect(there.box).to_have_value("Typed and gone")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_previews_fold_and_the_limit_is_told(
    chat: Chat, gemini: GeminiEmulator, viewport: Viewport, shot: Shot
) -> None:
    write(chat, gemini, "Robots ask for help. " * 15 + "The end. #Robots")
    panel = open_panel(chat, viewport)
    for side, count in (("Desktop", 210), ("Phone", 140)):
        panel.show(side)
        panel.says(f"about {count} characters")
        expect(panel.region.get_by_text("The end.", exact=False).last).not_to_be_visible()
        shot(panel.page, side)
        panel.region.get_by_text("…more", exact=True).locator("visible=true").click()
        expect(panel.region.locator(".preview__whole")).to_contain_text("The end. #Robots")
        panel.region.get_by_text("less", exact=True).click()
    panel.show("Edit")
    panel.box.fill("x" * 2998 + "🚀 #Tag")
    panel.says("3,005 of 3,000")
    panel.says("5 too many")
    expect(panel.saved).to_be_visible()
    expect(panel.region.locator(".post__tags")).to_have_text("#Tag")
    shot(panel.page, "over")
    check(panel.page, WCAG)


def test_the_text_goes_out_clean(chat: Chat, gemini: GeminiEmulator) -> None:
    write(chat, gemini, POST)
    panel = Panel(chat)
    panel.box.fill("Hook  \n\n\n\nEnd\u00a0here ")
    panel.button("Copy text").click()
    expect(panel.page.get_by_text("The text is copied")).to_be_visible()
    assert panel.page.evaluate("navigator.clipboard.readText()") == "Hook\n\nEnd here"
    link = panel.region.get_by_role("link", name="Open LinkedIn")
    expect(link).to_have_attribute("href", "https://www.linkedin.com/feed/?shareActive=true")
    expect(link).to_have_attribute("target", "_blank")
    # Where a browser lets no page write to the clipboard, the text is there to be copied.
    panel.page.evaluate("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    panel.button("Copy text").click()
    expect(panel.page.get_by_text("Press Ctrl + C to copy the text")).to_be_visible()
    selected = panel.page.evaluate("getSelection().toString()")
    assert selected.startswith("Hook")


def test_a_lost_connection_is_told_and_nothing_is_lost(
    chat: Chat, person: Person, gemini: GeminiEmulator
) -> None:
    person.expect_broken_connection()
    write(chat, gemini, POST)
    panel = Panel(chat)
    panel.page.context.set_offline(True)
    panel.box.fill("Typed in a tunnel")
    panel.says("Not saved")
    panel.page.context.set_offline(False)
    expect(panel.saved).to_be_visible()
    panel.page.reload()
    expect(panel.box).to_have_value("Typed in a tunnel")


@pytest.mark.parametrize("viewport", [PHONE], ids=str)
def test_an_image_of_another_subject_is_left_out_and_can_be_put_back(
    chat: Chat, gemini: GeminiEmulator, viewport: Viewport, shot: Shot
) -> None:
    write_with_image(chat, gemini)
    write(
        chat, gemini, "Sourdough taught me patience. Flour and a cold kitchen.", "Now about bread"
    )
    panel = open_panel(chat, viewport)
    panel.says("so the image of the one before was left out")
    shot(panel.page, "left-out")
    panel.button("Put it back").click()
    expect(panel.region.get_by_role("img")).to_be_visible()
    panel.button("Remove the image from the post").click()
    expect(panel.region.get_by_role("img")).to_have_count(0)
    expect(panel.box).to_have_value("Sourdough taught me patience. Flour and a cold kitchen.")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_reply_stopped_before_its_first_word_leaves_the_post(
    chat: Chat, gemini: GeminiEmulator, viewport: Viewport, shot: Shot
) -> None:
    write_with_image(chat, gemini)
    panel = open_panel(chat, viewport)
    panel.box.fill("By hand")
    expect(panel.saved).to_be_visible()
    if viewport.mobile:
        chat.page.get_by_role("navigation", name="Views").get_by_role(
            "link", name="Chat", exact=True
        ).click()
    gemini.state.latency_s = 30
    chat.reply.get_by_role("button", name="Try again").click()
    chat.stop.click()

    expect(chat.reply).to_contain_text("Stopped before anything was written")
    for _ in range(2):
        panel = open_panel(chat, viewport)
        expect(panel.box).to_have_value("By hand")
        expect(panel.region.get_by_role("img")).to_be_visible()
        shot(panel.page, "stopped")
        panel.page.goto(panel.page.url.split("#")[0])
