"""A long conversation from somewhere in its middle, and what happens out of sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import PHONE, VIEWPORTS
from tests.serving.server import EaselServer


@pytest.fixture
def path(person: Person, easel: EaselServer) -> str:
    person.sign_in()
    return easel.run("tests.serving.long", person.account.username, "100")


def frames_pass(page: Page) -> None:
    frame = "new Promise((done) => requestAnimationFrame(done))"
    page.evaluate(f"async () => {{ await {frame}; await {frame}; await {frame}; }}")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_one_reads_on_from_an_earlier_place_and_what_one_says_leads_to_the_end(
    person: Person, path: str, shot: Callable[[Page, str], None]
) -> None:
    chat = Chat(person.open())
    chat.page.goto(f"{path}?before=11")
    expect(chat.said).to_have_count(25)
    later = chat.page.get_by_role("link", name="Later messages")
    later.scroll_into_view_if_needed()
    check(chat.page)
    shot(chat.page, "later")
    later.click()
    expect(chat.said).to_have_count(40)
    expect(chat.page.get_by_role("paragraph").filter(has_text="Message 50")).to_be_in_viewport()
    chat.box.fill("Make it shorter")
    chat.send_button.click()
    expect(chat.page).to_have_url(chat.page.url.split("?")[0])
    expect(chat.said.last).to_contain_text("Make it shorter")
    expect(chat.said.last).to_be_in_viewport()
    expect(chat.box).to_have_value("")


def test_what_is_new_elsewhere_is_not_put_behind_a_gap(person: Person, path: str) -> None:
    early, late = Chat(person.open()), Chat(person.open())
    early.page.goto(f"{path}?before=11")
    late.page.goto(path)
    late.send(NOTES)
    late.wait_for_reply()
    # The post is followed here as well.
    expect(early.post.get_by_role("textbox", name="Post text")).to_be_visible()
    expect(early.said.last).to_contain_text("Message 48")
    early.page.get_by_role("link", name="The latest").click()
    expect(early.said.last).to_contain_text("Cross docking")


def test_an_image_made_for_an_earlier_message_is_seen(
    person: Person, path: str, shot: Callable[[Page, str], None]
) -> None:
    """Another tab shows the message it belongs to; this one does not."""
    here, there = Chat(person.open()), Chat(person.open())
    here.page.goto(path)
    expect(here.said).to_have_count(20)
    elsewhere = here.page.get_by_role("region", name="Beneath an earlier message")
    expect(elsewhere).to_have_count(0)
    there.page.goto(f"{path}?before=11")
    there.replies.first.get_by_role("button", name="Generate", exact=True).first.click()
    expect(elsewhere.get_by_role("figure")).to_be_visible(timeout=IMAGE_MS)
    shot(here.page, "elsewhere")
    check(here.page)
    for messages in (40, 50):
        here.page.get_by_role("link", name="Earlier messages").click()
        expect(here.said).to_have_count(messages)
    expect(elsewhere).to_have_count(0)
    expect(here.replies.first.get_by_role("figure")).to_have_count(1)


def test_whoever_scrolls_almost_to_the_end_is_not_moved_on(person: Person, path: str) -> None:
    page = person.open()
    page.goto(path)
    thread = page.locator("[data-thread]")
    latest = page.get_by_role("button", name="Latest")
    thread.evaluate("thread => thread.scrollTo(0, 0)")
    expect(latest).to_be_visible()
    reached = thread.evaluate(
        "thread => { thread.scrollTop = thread.scrollHeight - thread.clientHeight - 60;"
        " return thread.scrollTop; }"
    )
    expect(latest).to_be_hidden()
    frames_pass(page)
    assert thread.evaluate("thread => thread.scrollTop") == reached


@pytest.mark.parametrize("viewport", [PHONE], ids=str)
def test_a_phone_that_is_turned_still_shows_the_end(person: Person, path: str) -> None:
    page = person.open()
    page.set_viewport_size({"width": PHONE.height, "height": PHONE.width})
    page.goto(path)
    end = page.locator(".thread__end")
    expect(end).to_be_in_viewport()
    page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    frames_pass(page)
    expect(end).to_be_in_viewport()
