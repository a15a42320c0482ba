"""A page catches up with what it missed, and holds no connection that nobody looks at."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_replies import slow_reply, wait_for
from tests.emulator.server import GeminiEmulator

STREAM = re.compile(r"/stream/")


@pytest.fixture
def providers() -> str:
    return "emulator"


def test_what_is_told_again_as_new_is_brought_up_to_date(
    chat: Chat, person: Person, gemini: GeminiEmulator
) -> None:
    """The stream is refused while the reply is written, then tells everything from the start."""
    person.expect_refusal(503)
    person.expect_broken_connection()
    refused = [True]

    def stream(route: Route) -> None:
        if refused[0]:
            route.fulfill(status=503)
        else:
            route.continue_(url=re.sub(r"since=\d+", "since=1", route.request.url))

    chat.page.route(STREAM, stream)
    slow_reply(gemini)
    chat.send(NOTES)
    expect(chat.stop).to_be_visible()
    wait_for(lambda: any(call.ended_at for call in gemini.calls_of("text")), within_s=10)
    refused[0] = False
    chat.wait_for_reply()
    expect(chat.reply).to_contain_text("word39")
    expect(chat.replies).to_have_count(1)
