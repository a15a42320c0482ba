"""A page catches up with what it missed, and holds no connection that nobody looks at."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat import NOTES, REPLY_MS, Chat
from tests.browser.people import Person
from tests.browser.test_replies import slow_reply, wait_for
from tests.emulator.server import GeminiEmulator
from tests.serving.server import EaselServer

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
    # As the clock on the wall says it, in what came later too.
    expect(chat.reply.locator("time")).not_to_contain_text("UTC")


def test_a_hidden_page_holds_no_connection_and_catches_up(
    chat: Chat, gemini: GeminiEmulator
) -> None:
    ended: list[str] = []
    chat.page.on("requestfailed", lambda request: ended.append(request.url))
    slow_reply(gemini)
    with chat.page.expect_request(STREAM):
        chat.send(NOTES)
    show(chat.page, hidden=True)
    wait_until(chat.page, lambda: any(map(STREAM.search, ended)))
    wait_for(lambda: any(call.ended_at for call in gemini.calls_of("text")), within_s=10)
    with chat.page.expect_request(STREAM) as again:
        show(chat.page, hidden=False)
    chat.wait_for_reply()
    expect(chat.reply).to_contain_text("word39")
    # It goes on where it was, not at what the page was made with.
    assert since(again.value.url) > since(ended[0])


def test_the_tab_is_marked_while_one_is_away(chat: Chat, gemini: GeminiEmulator) -> None:
    page = chat.page
    icon = page.locator("link[rel=icon]")
    slow_reply(gemini)
    chat.send(NOTES)
    expect(chat.stop).to_be_visible()
    show(page, hidden=True)
    expect(page).to_have_title(re.compile(r"^● "), timeout=REPLY_MS)
    expect(icon).to_have_attribute("href", re.compile("favicon-news"))
    show(page, hidden=False)
    expect(page).to_have_title(re.compile(r"^[^●]"))
    expect(icon).not_to_have_attribute("href", re.compile("favicon-news"))


def test_a_tab_among_others_is_marked_when_its_reply_is_done(
    chat: Chat, person: Person, gemini: GeminiEmulator
) -> None:
    """One works on another post meanwhile; the tab's stream rests by then, and looks at times."""
    away = chat.page
    icon = away.locator("link[rel=icon]")
    ended: list[str] = []
    away.on("requestfailed", lambda request: ended.append(request.url))
    slow_reply(gemini)
    chat.send(NOTES)
    expect(chat.stop).to_be_visible()
    away.clock.install()
    here = Chat(person.open())
    here.page.goto("/")
    show(away, hidden=True)
    away.clock.run_for(5500)
    wait_until(away, lambda: any(map(STREAM.search, ended)))
    here.send("Write about pallets")
    here.wait_for_reply()
    wait_for(lambda: all(call.ended_at for call in gemini.calls_of("text")), within_s=10)
    assert not away.title().startswith("●")
    # Half a second of its own for each that the server is given to answer a look.
    for _ in range(60):
        if away.title().startswith("●"):
            break
        away.clock.run_for(500)
        away.wait_for_timeout(300)
    expect(away).to_have_title(re.compile(r"^● "))
    expect(icon).to_have_attribute("href", re.compile("favicon-news"))
    expect(here.page).to_have_title(re.compile(r"^[^●]"))
    show(away, hidden=False)
    expect(away).to_have_title(re.compile(r"^[^●]"))
    chat.wait_for_reply()


@pytest.mark.parametrize("providers", ["canvas"])
def test_a_page_that_rests_finds_out_that_something_has_finished(
    chat: Chat, easel: EaselServer
) -> None:
    """The stream is closed by then; the page looks again after a while."""
    page = chat.page
    chat.send(NOTES)
    chat.wait_for_reply()
    page.evaluate("document.querySelector('[id^=message-]').classList.add('message__live')")
    page.clock.install()
    show(page, hidden=True)
    with page.expect_request(STREAM):
        page.clock.run_for(15_500)
    page.clock.run_for(2_500)
    with page.expect_request(STREAM):
        page.clock.run_for(10_500)


def show(page: Page, *, hidden: bool) -> None:
    """Headless pages are never hidden by themselves."""
    page.evaluate(
        """hidden => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def since(url: str) -> int:
    return int(re.findall(r"since=(\d+)", url)[0])


def wait_until(page: Page, condition: Callable[[], bool]) -> None:
    """As `wait_for`, while the page's own events are heard."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        page.wait_for_timeout(50)
