"""axe finds nothing on the pages people meet, on both viewports, in light and dark."""

from collections.abc import Sequence
from importlib import resources

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.viewports import VIEWPORTS
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

pytest.importorskip("axe_playwright_python")
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# What another colour scheme can change; the rest is the same page.
OF_COLOUR = ["color-contrast", "link-in-text-block"]

# Colours in mid-transition are nobody's choice.
SETTLE = """
() => document.getAnimations()
  .filter(each => each instanceof CSSTransition)
  .forEach(each => each.finish())
"""
RUN = """
async only => (await axe.run(document, {runOnly: only, resultTypes: ["violations"]})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} (${node.failureSummary})`))
"""


@pytest.fixture
def providers() -> str:
    return "emulator"


def check(page: Page, rules: Sequence[str] = (*WCAG, "best-practice")) -> None:
    """All of `rules` in light, those about colour in dark too."""
    # Not by a script tag, which the page's own policy would forbid.
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        kind, asked = ("tag", rules) if scheme == "light" else ("rule", OF_COLOUR)
        found = page.evaluate(RUN, {"type": kind, "values": list(asked)})
        assert not found, f"{scheme}: " + "\n".join(found)
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_the_chat_in_every_state(chat: Chat, gemini: GeminiEmulator) -> None:
    options = chat.page.locator("details.options > summary")
    options.click()
    check(chat.page)
    options.click()
    words = [f"Maria Lopez saved ${number},000. " for number in range(8)]
    gemini.script(behaviours.text(*words, chunk_delay_s=0.3), target="text")
    chat.send(NOTES)
    expect(chat.stop).to_be_visible()
    check(chat.page)
    chat.wait_for_reply()
    expect(chat.reply.get_by_role("region", name="To check")).to_be_visible()
    chat.reply.get_by_text("What the copilot knew").click()
    expect(chat.reply.locator(".briefing")).to_be_visible()
    chat.ideas.get_by_text("edit prompt").first.click()
    expect(chat.ideas.get_by_label("Prompt", exact=True)).to_be_focused()
    check(chat.page)
    gemini.script(behaviours.ok(delay_s=2), behaviours.blocked(), target="image")
    chat.generate.first.click()
    expect(chat.progress).to_be_visible()
    check(chat.page)
    chat.wait_for_picture()
    chat.reply.get_by_role("button", name="Use in post").click()
    expect(chat.reply.get_by_role("figure")).to_contain_text("In the post")
    chat.generate.last.click()
    blocked = chat.reply.locator(".job", has_text="declined this prompt for safety reasons")
    expect(blocked).to_be_visible(timeout=IMAGE_MS)
    check(chat.page)
    chat.page.goto(f"{chat.page.url}#post")
    expect(chat.post.get_by_role("img")).to_be_visible()
    # On a phone the post stands alone, aside from the main part of the page.
    check(chat.page, WCAG)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/nowhere/"])
def test_the_pages_around_it(person: Person, path: str) -> None:
    person.expect_refusal(404)
    page = person.open()
    page.goto(path)
    check(page)
