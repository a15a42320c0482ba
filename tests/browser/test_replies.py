"""A reply belongs to the server: it grows, stops, survives its reader and begins again."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat import NOTES, REPLY_MS, Chat
from tests.browser.people import Person
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

WORDS = [f"word{number} " for number in range(40)]


@pytest.fixture
def providers() -> str:
    return "emulator"


def slow_reply(gemini: GeminiEmulator) -> None:
    """Forty words in four seconds, then ideas."""
    gemini.script(behaviours.text(*WORDS, chunk_delay_s=0.1), target="text")


def test_stop_keeps_what_is_there(chat: Chat, gemini: GeminiEmulator) -> None:
    slow_reply(gemini)
    chat.send(NOTES)
    expect(chat.reply).to_contain_text("word3")
    chat.stop.click()
    expect(chat.reply).to_contain_text("You stopped this reply. What was written is kept.")
    expect(chat.stop).to_have_count(0)
    kept = chat.reply.inner_text()
    assert "word39" not in kept
    # The stream has ended at the provider too: nobody pays for words that nobody reads.
    wait_for(lambda: gemini.calls_of("text")[0].ended_at is not None, within_s=2)
    chat.page.reload()
    expect(chat.reply).to_contain_text("word3")
    assert chat.reply.inner_text() == kept
    expect(chat.reply.get_by_role("button", name="Try again")).to_be_visible()


def test_a_draft_that_was_stopped_can_be_used_all_the_same(
    chat: Chat, gemini: GeminiEmulator
) -> None:
    chat.send(NOTES)
    chat.wait_for_reply()
    slow_reply(gemini)
    chat.send("Write it anew")
    expect(chat.reply).to_contain_text("word3")
    expect(chat.reply.get_by_role("button", name="Use this draft")).to_have_count(0)
    chat.stop.click()
    chat.reply.get_by_role("button", name="Use this draft").click()
    expect(chat.reply.get_by_text("In the post", exact=True)).to_be_visible()
    expect(chat.reply.get_by_role("button", name="Use this draft")).to_have_count(0)
    box = chat.post.get_by_role("textbox", name="Post text")
    expect(box).to_have_value(re.compile("word3"))
    # What is typed into the post is kept before another draft takes its place.
    box.press("Control+a")
    box.press_sequentially("By hand")
    chat.replies.first.get_by_role("button", name="Use this draft").click()
    expect(chat.replies.first.get_by_text("In the post", exact=True)).to_be_visible()
    expect(chat.post).to_contain_text("Version 1 of 3")


def test_closing_the_tab_does_not_stop_it(
    chat: Chat, person: Person, gemini: GeminiEmulator
) -> None:
    slow_reply(gemini)
    chat.send(NOTES)
    expect(chat.reply).to_contain_text("word1")
    address = chat.page.url
    chat.page.close()
    wait_for(lambda: gemini.calls_of("text")[0].ended_at is not None, within_s=10)
    again = Chat(person.open())
    again.page.goto(address)
    expect(again.reply).to_contain_text("word39")
    expect(again.ideas).to_be_visible()
    expect(again.said).to_have_count(1)
    assert len(gemini.calls_of("text")) == 1


def test_two_tabs_grow_together(chat: Chat, person: Person, gemini: GeminiEmulator) -> None:
    slow_reply(gemini)
    chat.send(NOTES)
    expect(chat.replies).to_have_count(1)
    other = Chat(person.open())
    other.page.goto(chat.page.url)
    expect(other.stop).to_be_visible()
    for each in (chat, other):
        each.wait_for_reply()
        expect(each.reply).to_contain_text("word39")
        expect(each.replies).to_have_count(1)
        expect(each.said).to_have_count(1)
    other.send("Make it shorter")
    expect(chat.said).to_have_count(2)
    chat.wait_for_reply()
    expect(other.replies).to_have_count(2)


def test_a_reply_that_broke_off_can_be_tried_again(chat: Chat, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.cut_off(*WORDS[:4]), target="text", standing=True)
    chat.send(NOTES)
    again = chat.reply.get_by_role("button", name="Try again")
    expect(again).to_be_visible(timeout=REPLY_MS)
    broken = chat.reply.get_by_text("Gemini could not answer")
    expect(broken).to_be_visible()
    gemini.reset()
    again.click()
    chat.wait_for_reply()
    expect(chat.replies).to_have_count(1)
    expect(broken).to_have_count(0)
    assert "word0" not in chat.reply.inner_text()


def test_without_any_model_it_answers_by_itself_and_says_so(
    chat: Chat, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.daily_quota(), target="text", standing=True)
    chat.send(NOTES)
    chat.wait_for_reply()
    expect(chat.reply).to_contain_text("no AI")
    expect(chat.reply).to_contain_text("answered instead")


def test_a_double_click_sends_once(chat: Chat, gemini: GeminiEmulator) -> None:
    chat.box.fill(NOTES)
    chat.send_button.dblclick()
    chat.wait_for_reply()
    chat.page.reload()
    expect(chat.said).to_have_count(1)
    expect(chat.replies).to_have_count(1)
    assert len(gemini.calls_of("text")) == 1


def test_a_long_conversation_stays_in_order(chat: Chat, gemini: GeminiEmulator) -> None:
    for turn in ("Write about pallets", "Write about forklifts", "Write about conveyors"):
        chat.send(turn)
        chat.wait_for_reply()
    order = chat.page.get_by_role("article").evaluate_all(
        "articles => articles.map(article => article.getAttribute('aria-label'))"
    )
    assert order == ["You", "Copilot"] * 3
    expect(chat.post).to_contain_text("onveyors")
    # Only the last draft is the one in the post, also in a page that was never reloaded.
    in_post = chat.replies.get_by_text("In the post", exact=True)
    expect(in_post).to_have_count(1)
    expect(chat.reply.get_by_text("In the post", exact=True)).to_be_visible()


def wait_for(condition: Callable[[], bool], *, within_s: float) -> None:
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)
