"""The whole story, as a person lives it: notes, draft, ideas, image, post."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import IMAGE_MS, REPLY_MS, Chat
from tests.browser.people import Person
from tests.browser.viewports import VIEWPORTS, Viewport
from tests.emulator.server import GeminiEmulator

NOTES = (
    "Notes from our quarter: pick errors down 38 percent with the same headcount.\n"
    "Dock schedules on screens, robots that ask for help, a ten-minute daily review.\n"
    "Make it a post."
)
PNG = b"\x89PNG\r\n\x1a\n"
STAGES = ["Waiting", "Preparing", "Asking", "Checking", "Saving"]
FACTS = {
    "canvas": ["Drawn locally, no AI", "free"],
    "emulator": ["Gemini", "gemini-nano-banana-2.1", "$0.0"],
}

# Notes each text that any element of a kind has shown, in order.
OBSERVE = """
({selector, attribute}) => {
  const seen = (window.seen ??= {});
  const mine = (seen[selector] ??= []);
  const look = () => {
    for (const element of document.querySelectorAll(selector)) {
      const value = attribute ? element.getAttribute(attribute) : element.innerText;
      if (value && mine.at(-1) !== value) mine.push(value);
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  look();
}
"""

Shot = Callable[[Page, str], None]


def observe(page: Page, selector: str, attribute: str = "") -> None:
    page.evaluate(OBSERVE, {"selector": selector, "attribute": attribute})


def seen(page: Page, selector: str) -> list[str]:
    return list(page.evaluate("selector => window.seen[selector]", selector))


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
@pytest.mark.parametrize("providers", ["canvas", "emulator"])
def test_from_notes_to_a_post_with_its_image(
    person: Person, viewport: Viewport, providers: str, gemini: GeminiEmulator, shot: Shot
) -> None:
    # Words that take their time: there is a middle to reload in.
    gemini.state.chunk_delay_s = 0.2
    page = person.open()
    chat = Chat(page)
    sign_in(page, person, shot)
    send_notes(chat, shot)
    if providers == "emulator":
        watch_it_grow(chat)
    see_it_end(chat, person, shot)
    gemini.state.latency_s = 4
    generate(chat, providers, shot)
    picture = see_the_picture(chat, FACTS[providers], shot)
    use_it(chat, picture, viewport, shot)


def sign_in(page: Page, person: Person, shot: Shot) -> None:
    page.goto("/")
    shot(page, "1-sign-in")
    page.get_by_label("Username or e-mail").fill(person.account.username)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/")


def send_notes(chat: Chat, shot: Shot) -> None:
    expect(chat.box).to_be_visible()
    shot(chat.page, "2-empty")
    chat.send(NOTES)
    expect(chat.replies).to_have_count(1)
    expect(chat.box).to_have_value("")


def watch_it_grow(chat: Chat) -> None:
    """Reload in mid-stream, having seen at least two lengths before and one after."""
    page, draft = chat.page, "article[aria-label=Copilot] .draft"
    observe(page, draft)
    page.wait_for_function("selector => window.seen[selector].length >= 3", arg=draft)
    before = seen(page, draft)
    assert before[0] in before[1]
    assert before[1] in before[2]
    page.reload()
    expect(chat.stop).to_be_visible()
    observe(page, draft)
    expect(chat.ideas).to_be_visible(timeout=REPLY_MS)
    after = seen(page, draft)
    assert len(after) > 1, "nothing more came after the reload"
    assert len(before[-1]) <= len(after[0]) < len(after[-1])


def see_it_end(chat: Chat, person: Person, shot: Shot) -> None:
    """Nothing is there twice, and another tab shows the same."""
    chat.wait_for_reply()
    shot(chat.page, "3-draft-and-ideas")
    expect(chat.said).to_have_count(1)
    expect(chat.replies).to_have_count(1)
    assert chat.generate.count() >= 2
    assert "robots" in chat.reply.inner_text().lower()
    other = Chat(person.open())
    other.page.goto(chat.page.url)
    expect(other.replies).to_have_count(1)
    assert draft_of(other) == draft_of(chat)
    other.page.close()


def draft_of(chat: Chat) -> str:
    return chat.reply.get_by_role("region", name="Draft 1").inner_text()


def generate(chat: Chat, providers: str, shot: Shot) -> None:
    """Follow the stages; with a slow provider, reload while it is asked."""
    page, bar = chat.page, "[role=progressbar]"
    observe(page, bar, "aria-valuetext")
    chat.generate.first.click()
    if providers == "emulator":
        expect(chat.progress).to_have_attribute(
            "aria-valuetext", "Asking Gemini · gemini-nano-banana-2.1"
        )
        stages = seen(page, bar)
        shot(page, "4-asking")
        page.reload()
        expect(chat.progress).to_be_visible()
        observe(page, bar, "aria-valuetext")
        chat.wait_for_picture()
        stages += seen(page, bar)
    else:
        chat.wait_for_picture()
        stages = seen(page, bar)
    order = [STAGES.index(stage.split(" ")[0].rstrip(",")) for stage in stages]
    assert order, "no stage was shown"
    assert order == sorted(order), stages


def see_the_picture(chat: Chat, facts: list[str], shot: Shot) -> Locator:
    """The picture with its facts, there again after a reload."""
    expect(chat.progress).to_have_count(0)
    chat.page.reload()
    picture = chat.wait_for_picture()
    figure = chat.reply.get_by_role("figure")
    expect(figure).to_have_count(1)
    for fact in facts:
        expect(figure).to_contain_text(fact)
    shot(chat.page, "5-picture")
    assert chat.download(figure).startswith(PNG)
    return picture


def use_it(chat: Chat, picture: Locator, viewport: Viewport, shot: Shot) -> None:
    """The post shows the picture, gives its bytes and its text."""
    page, draft = chat.page, draft_of(chat)
    source = picture.get_attribute("src")
    chat.reply.get_by_role("button", name="Use in post").click()
    expect(chat.reply.get_by_role("figure")).to_contain_text("In the post")
    if viewport.mobile:
        page.get_by_role("navigation", name="Views").get_by_role(
            "link", name="Post", exact=True
        ).click()
    shown = chat.post.get_by_role("img")
    expect(shown).to_be_visible(timeout=IMAGE_MS)
    expect(shown).to_have_attribute("src", source or "")
    shot(page, "6-post")
    original = page.request.get(source or "").body()
    assert original.startswith(PNG)
    assert chat.download(chat.post) == original
    chat.post.get_by_role("button", name="Copy text").click()
    expect(page.get_by_text("The text is copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "\n\n" in copied
    assert copied.split("\n")[0] in draft
