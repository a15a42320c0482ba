"""Said differently, asked again, and a long conversation from its end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS
from tests.serving.server import EaselServer

OTHER = "Robots taught our pickers to ask for help. Pick errors fell by 40 percent in six weeks."


def rewrite(said: Locator, text: str) -> None:
    said.get_by_text("Edit", exact=True).click()
    said.get_by_role("textbox", name="Say it differently").fill(text)
    said.get_by_role("button", name="Send again").click()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_message_said_differently_keeps_what_was_before(
    chat: Chat, shot: Callable[[Page, str], None]
) -> None:
    chat.send(NOTES)
    chat.wait_for_reply()
    chat.send("Make it shorter")
    chat.wait_for_reply()
    chat.said.first.get_by_text("Edit", exact=True).click()
    shot(chat.page, "editing")
    check(chat.page)
    chat.said.first.get_by_text("Cancel", exact=True).click()

    rewrite(chat.said.first, OTHER)

    expect(chat.said).to_have_count(1)
    expect(chat.said).to_contain_text("Robots")
    chat.wait_for_reply()
    expect(chat.reply).to_contain_text("40 percent")
    expect(chat.said).to_contain_text("2/2")
    shot(chat.page, "branches")
    check(chat.page)

    chat.said.get_by_role("button", name="Earlier version").click()
    expect(chat.said).to_have_count(2)
    expect(chat.said.first).to_contain_text("Cross docking")
    expect(chat.said.first).to_contain_text("1/2")
    chat.page.reload()
    expect(chat.said).to_have_count(2)
    chat.said.first.get_by_role("button", name="Later version").press("Enter")
    expect(chat.said).to_have_count(1)
    expect(chat.said).to_contain_text("Robots")
    expect(chat.said.get_by_role("button", name="Earlier version")).to_be_visible()


def test_a_reply_is_asked_for_again_and_both_are_kept(chat: Chat, person: Person) -> None:
    chat.send(NOTES)
    chat.wait_for_reply()
    address = chat.page.url
    other = Chat(person.open())
    other.page.goto(address)
    chat.reply.get_by_role("button", name="Try again").click()
    for each in (chat, other):
        expect(each.reply).to_contain_text("2/2")
        each.wait_for_reply()
        expect(each.replies).to_have_count(1)
    other.reply.get_by_role("button", name="Earlier version").click()
    expect(chat.reply).to_contain_text("1/2")
    other.send("Make it shorter")
    expect(chat.said).to_have_count(2)
    expect(chat.replies.first.get_by_role("button", name="Try again")).to_have_count(0)


def first_top(page: Page, message: str) -> float:
    """How far below the top of the window a message stands."""
    box = page.get_by_role("paragraph").filter(has_text=message).bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_earlier_messages_come_in_above_what_is_read(person: Person, easel: EaselServer) -> None:
    path = easel.run("tests.serving.long", person.account.username, "100")
    person.sign_in()
    chat = Chat(person.open())
    chat.page.goto(path)
    expect(chat.ideas).to_be_in_viewport()
    expect(chat.said).to_have_count(20)
    link = chat.page.get_by_role("link", name="Earlier messages")
    link.scroll_into_view_if_needed()
    check(chat.page)
    before = first_top(chat.page, "Message 60")
    link.click()
    expect(chat.said).to_have_count(40)
    assert abs(first_top(chat.page, "Message 60") - before) < 2
    link.click()
    expect(chat.said).to_have_count(50)
    expect(link).to_have_count(0)
    # It is followed as before.
    chat.page.get_by_role("button", name="Latest").click()
    chat.send("Make it shorter")
    expect(chat.said.last).to_be_in_viewport()


def test_earlier_messages_without_script(
    new_person: Callable[..., Person], easel: EaselServer
) -> None:
    person = new_person(script=False)
    path = easel.run("tests.serving.long", person.account.username, "60")
    person.sign_in()
    chat = Chat(person.open())
    chat.page.goto(path)
    expect(chat.said).to_have_count(20)
    chat.page.get_by_role("link", name="Earlier messages").click()
    expect(chat.said).to_have_count(30)
    first = chat.page.get_by_role("paragraph").filter(has_text="Message 20")
    expect(first).to_be_in_viewport()
    rewrite(chat.said.last, "Said without a script")
    expect(chat.said.last).to_contain_text("Said without a script")
    chat.said.last.get_by_role("button", name="Earlier version").click()
    expect(chat.said.last).to_contain_text("Message 58")
