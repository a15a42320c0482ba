"""`kill -9` of the worker: replies say so, jobs come back. Each waits for a lease to run out."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chat import NOTES, Chat
from tests.browser.people import Person
from tests.browser.viewports import LAPTOP
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.serving.installation import Installation
from tests.serving.server import EaselServer

# The lease, the worker's restart and the next sweep.
LEASE_MS = 60_000

pytestmark = pytest.mark.soak


@pytest.fixture
def providers() -> str:
    return "emulator"


@pytest.fixture
def chat(chromium: Browser, own_easel: EaselServer, installation: Installation) -> Chat:
    person = Person(chromium, own_easel.url, installation.accounts[0], LAPTOP)
    person.sign_in()
    page = person.open()
    page.goto("/")
    return Chat(page)


def test_a_reply_is_marked_interrupted_and_tried_again(
    chat: Chat, own_easel: EaselServer, gemini: GeminiEmulator
) -> None:
    words = [f"word{number} " for number in range(60)]
    gemini.script(behaviours.text(*words, chunk_delay_s=0.1), target="text")
    chat.send(NOTES)
    expect(chat.reply).to_contain_text("word3")
    own_easel.kill_worker()
    expect(chat.reply).to_contain_text("This reply was interrupted", timeout=LEASE_MS)
    expect(chat.reply).to_contain_text("word3")
    chat.reply.get_by_role("button", name="Try again").click()
    chat.wait_for_reply()
    expect(chat.reply).not_to_contain_text("word3")
    expect(chat.replies).to_have_count(1)


def test_a_job_comes_back_and_succeeds(
    chat: Chat, own_easel: EaselServer, gemini: GeminiEmulator
) -> None:
    chat.send(NOTES)
    chat.wait_for_reply()
    gemini.state.latency_s = 3
    chat.generate.first.click()
    expect(chat.progress).to_have_attribute(
        "aria-valuetext", "Asking Gemini · gemini-nano-banana-2.1"
    )
    own_easel.kill_worker()
    figure = chat.reply.get_by_role("figure")
    expect(figure).to_be_visible(timeout=LEASE_MS)
    chat.wait_for_picture()
    expect(figure).to_have_count(1)
    assert len(gemini.calls_of("image")) == 2
