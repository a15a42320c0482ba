"""The page without any script: readable, and usable by plain forms."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person


@pytest.fixture
def chat(new_person: Callable[..., Person]) -> Chat:
    person = new_person(script=False)
    person.expect_refusal(422)
    person.sign_in()
    page = person.open()
    page.goto("/")
    return Chat(page)


def reload_until(chat: Chat, shown: Callable[[], int]) -> None:
    for _ in range(IMAGE_MS // 500):
        if shown():
            return
        chat.page.wait_for_timeout(500)
        chat.page.reload()
    pytest.fail("it never came")


def test_it_can_be_used_from_notes_to_post(chat: Chat) -> None:
    chat.send(NOTES)
    reload_until(chat, chat.ideas.count)
    expect(chat.said).to_have_count(1)
    expect(chat.reply).to_contain_text("schedule")
    chat.generate.first.click()
    figure = chat.reply.get_by_role("figure")
    reload_until(chat, figure.count)
    figure.get_by_role("button", name="Use in post").click()
    expect(chat.post.get_by_role("img")).to_be_visible()


def test_bad_input_is_refused_beside_the_field(chat: Chat) -> None:
    chat.send_button.click()
    expect(chat.page.get_by_role("alert")).to_contain_text("Write something first.")
    chat.box.fill("x" * 8001)
    chat.send_button.click()
    expect(chat.page.get_by_role("alert")).to_contain_text("at most 8,000 characters")
    expect(chat.box).to_have_value("x" * 8001)
