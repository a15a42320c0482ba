"""Bad input and other hands: what people type is never lost, and never doubled."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.serving.installation import Account


def test_an_over_long_message_is_refused_and_kept(chat: Chat, person: Person) -> None:
    person.expect_refusal(422)
    typed = "long " * 1600 + "x"
    assert len(typed) == 8001
    chat.box.fill(typed)
    chat.send_button.click()
    expect(chat.page.get_by_role("alert")).to_contain_text("at most 8,000 characters")
    expect(chat.page.get_by_role("alert")).to_contain_text("this one has 8,001")
    expect(chat.box).to_have_value(typed)
    expect(chat.box).to_have_attribute("aria-invalid", "true")
    expect(chat.said).to_have_count(0)
    chat.page.reload()
    expect(chat.box).to_have_value(typed)
    chat.send(typed[:-1])
    expect(chat.box).to_have_value("")


def test_what_was_wrong_is_no_longer_said_once_it_is_right(chat: Chat, person: Person) -> None:
    person.expect_refusal(422)
    alert = chat.page.get_by_role("alert")
    chat.box.fill("x" * 8002)
    chat.send_button.click()
    expect(alert).to_contain_text("at most 8,000 characters")
    chat.box.press("End")
    chat.box.press("Backspace")
    expect(alert).to_contain_text("at most 8,000 characters")
    chat.box.press("Backspace")
    expect(chat.page.get_by_text("at most 8,000 characters")).to_have_count(0)
    chat.box.fill("")
    chat.send_button.click()
    expect(alert).to_contain_text("Write something first.")
    chat.box.press("a")
    expect(chat.page.get_by_text("Write something first.")).to_have_count(0)
    expect(chat.box).not_to_have_attribute("aria-invalid", "true")
    # Sending says so too.
    chat.box.fill("")
    chat.send_button.click()
    expect(alert).to_contain_text("Write something first.")
    expect(chat.said).to_have_count(0)
    chat.send(NOTES)
    expect(chat.page.get_by_text("Write something first.")).to_have_count(0)


def test_what_was_typed_survives_a_reload_in_its_own_conversation(chat: Chat) -> None:
    page = chat.page
    chat.box.fill("A thought\nfor a new post")
    page.reload()
    expect(chat.box).to_have_value("A thought\nfor a new post")
    chat.send_button.click()
    expect(chat.said).to_have_count(1)
    expect(chat.box).to_have_value("")
    chat.box.fill("And a change of it")
    address = page.url
    page.goto("/")
    expect(chat.box).to_have_value("")
    page.goto(address)
    expect(chat.box).to_have_value("And a change of it")
    # The box is as high as its words, and what was sent does not come back.
    chat.send_button.click()
    expect(chat.said).to_have_count(2)
    page.reload()
    expect(chat.box).to_have_value("")


def test_what_was_typed_survives_a_lost_connection(chat: Chat, person: Person) -> None:
    person.expect_broken_connection()
    chat.page.context.set_offline(True)
    chat.box.fill(NOTES)
    chat.send_button.click()
    expect(chat.page.get_by_text("Easel cannot be reached")).to_be_visible()
    expect(chat.box).to_have_value(NOTES)
    chat.page.context.set_offline(False)
    chat.send_button.click()
    expect(chat.said).to_have_count(1)


def test_unsent_words_are_their_writers_alone(
    chat: Chat, person: Person, accounts: Iterator[Account]
) -> None:
    chat.box.fill("My notice of termination")
    mine = person.account
    person.account = next(accounts)
    person.sign_in()
    chat.page.goto("/")
    expect(chat.box).to_have_value("")
    person.account = mine
    person.sign_in()
    chat.page.goto("/")
    expect(chat.box).to_have_value("My notice of termination")
    chat.page.get_by_role("button", name="Sign out").click()
    expect(chat.page).to_have_url(re.compile("/accounts/login/"))
    assert chat.page.evaluate("Object.keys(localStorage)") == []


def test_markup_is_shown_not_run(chat: Chat) -> None:
    chat.send(
        "<img src=x onerror=alert(1)> **bold** <script>alert(2)</script> [x](javascript:alert)"
    )
    chat.wait_for_reply()
    expect(chat.said).to_contain_text("<img src=x onerror=alert(1)>")
    assert chat.page.locator("article img, article script").count() == 0
    assert chat.page.locator("article a[href^=javascript]").count() == 0


def test_the_keyboard_alone_is_enough(chat: Chat) -> None:
    page = chat.page
    # An empty conversation waits for words at once.
    expect(chat.box).to_be_focused()
    page.keyboard.type(NOTES)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("The second line counts too")
    expect(chat.box).to_have_value(f"{NOTES}\nThe second line counts too")
    page.keyboard.press("Enter")
    expect(chat.said).to_contain_text("The second line counts too")
    chat.wait_for_reply()
    page.reload()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the message")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Post").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(chat.send_button).to_be_focused()
    reach(chat, "Generate")
    page.keyboard.press("Enter")
    chat.wait_for_picture()


def test_a_message_is_said_differently_by_keyboard(chat: Chat) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    edit = chat.said.first.locator("summary")
    box = chat.said.first.get_by_role("textbox", name="Say it differently")
    edit.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(edit).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    page.keyboard.type(" Of them all.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("On both sites.")
    page.keyboard.press("Enter")
    expect(chat.said.first).to_contain_text("2/2")
    expect(chat.said.first).to_contain_text("with the same people. Of them all.")
    expect(chat.said.first).to_contain_text("On both sites.")


def reach(chat: Chat, name: str) -> None:
    """Shift+Tab until a button of this name has the focus, and can be seen to have it."""
    for _ in range(60):
        chat.page.keyboard.press("Shift+Tab")
        focused = chat.page.locator(":focus")
        if focused.count() and focused.inner_text() == name:
            assert focused.evaluate("element => element.matches(':focus-visible')")
            return
    pytest.fail(f"no {name} is reached by the keyboard")


def test_a_button_pressed_by_enter_keeps_the_focus(chat: Chat, person: Person) -> None:
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    button = chat.generate.first
    button.press("Enter")
    chat.wait_for_picture()
    expect(button).to_be_focused()

    # News of the message may have brought another button of that name in the meantime.
    button.evaluate(
        """button => document.addEventListener("htmx:beforeOnLoad", () => {
          const fresh = button.cloneNode(true);
          fresh.removeAttribute("disabled");
          button.replaceWith(fresh);
        }, {once: true})"""
    )
    button.press("Enter")
    expect(chat.pictures).to_have_count(2, timeout=IMAGE_MS)
    expect(button).to_be_focused()

    # Whoever has gone on in the meantime stays there.
    button.press("Enter")
    chat.box.focus()
    expect(chat.pictures).to_have_count(3, timeout=IMAGE_MS)
    expect(chat.box).to_be_focused()

    # A change of the draft that failed leaves them at its button; one made, at the next words.
    person.expect_broken_connection()
    edit = chat.reply.get_by_role("button", name="Shorten", exact=True)
    page.route("**/revise/", lambda route: route.abort())
    edit.press("Enter")
    expect(page.get_by_text("Easel cannot be reached.")).to_be_visible()
    expect(edit).to_be_focused()
    page.unroute("**/revise/")
    edit.press("Enter")
    expect(chat.replies).to_have_count(2)
    expect(chat.box).to_be_focused()
