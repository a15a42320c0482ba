"""Images in the chat when models limp, fail or refuse, and when people change their mind."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.viewports import VIEWPORTS
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.serving.server import EaselServer

FIRST, SECOND = "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image"


@pytest.fixture
def providers() -> str:
    return "emulator"


@pytest.fixture
def with_ideas(chat: Chat) -> Chat:
    """A conversation with a draft and its ideas."""
    chat.send(NOTES)
    chat.wait_for_reply()
    return chat


def test_a_quota_limit_leads_to_the_second_model(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.daily_quota(), target=FIRST)
    gemini.script(behaviours.ok(delay_s=0.8), target=SECOND)
    with_ideas.generate.first.click()
    expect(with_ideas.reply).to_contain_text(
        f"Asking Gemini · {SECOND}, second model after a quota limit"
    )
    with_ideas.wait_for_picture()
    expect(figures(with_ideas)).to_contain_text(SECOND)


def test_canvas_stands_in_where_every_model_fails(
    with_ideas: Chat, gemini: GeminiEmulator, easel: EaselServer
) -> None:
    for kind in ("image", "predict"):
        gemini.script(behaviours.daily_quota(), target=kind, standing=True)
    with_ideas.generate.first.click()
    with_ideas.wait_for_picture()
    figure = figures(with_ideas)
    expect(figure).to_contain_text("Drawn locally, no AI")
    expect(with_ideas.reply).to_contain_text("because Gemini failed")
    gemini.reset()
    easel.forget_failures()
    with_ideas.reply.locator(".job").get_by_role("button", name="Try again").click()
    expect(figure).to_have_count(2, timeout=IMAGE_MS)
    expect(figure.last).to_contain_text(FIRST)


def test_blocked_content_comes_with_another_prompt(
    with_ideas: Chat, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.blocked(), target="image")
    gemini.script(behaviours.text("A quiet loading dock at dawn."), target="gemini-3.8-flash")
    with_ideas.generate.first.click()
    card = with_ideas.reply.locator(".job")
    expect(card).to_contain_text("declined this prompt for safety reasons", timeout=IMAGE_MS)
    expect(card.get_by_role("button", name="Try again")).to_have_count(0)
    prompt = card.get_by_label("Prompt")
    expect(prompt).not_to_be_empty()
    expect(card).to_contain_text("Written by rules, without AI.")
    card.get_by_role("button", name="Ask Gemini to reword it").click()
    expect(card).to_contain_text("Reworded by Gemini, gemini-3.8-flash.", timeout=IMAGE_MS)
    expect(prompt).to_have_value("A quiet loading dock at dawn.")
    assert len(gemini.calls_of("image")) == 1
    with_ideas.page.reload()
    prompt.fill("A quiet loading dock at dawn, with one open door.")
    card.get_by_role("button", name="Generate").click()
    with_ideas.wait_for_picture()
    assert "with one open door" in gemini.calls_of("image")[-1].prompt
    expect(prompt).to_be_hidden()


def test_a_prompt_may_be_changed_first(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    card = with_ideas.ideas.locator(".idea").first
    card.get_by_text("edit prompt").click()
    card.get_by_label("Prompt", exact=True).fill("A lighthouse over a foggy loading dock at dawn")
    card.get_by_text("Square").click()
    card.get_by_role("button", name="Generate").click()
    with_ideas.wait_for_picture()
    (call,) = gemini.calls_of("image")
    assert "lighthouse over a foggy loading dock" in call.prompt
    assert call.body["generationConfig"]["imageConfig"]["aspectRatio"] == "1:1"


def test_an_over_long_prompt_is_refused_beside_its_field(
    with_ideas: Chat, person: Person, gemini: GeminiEmulator
) -> None:
    person.expect_refusal(422)
    card = with_ideas.ideas.locator(".idea").first
    card.get_by_text("edit prompt").click()
    prompt = card.get_by_label("Prompt", exact=True)
    typed = "x" * 4001
    prompt.fill(typed)
    card.get_by_role("button", name="Generate").click()
    expect(card.get_by_role("alert")).to_contain_text("at most 4,000 characters")
    expect(prompt).to_be_visible()
    expect(prompt).to_have_value(typed)
    assert not gemini.calls_of("image")
    prompt.fill("A lighthouse")
    card.get_by_role("button", name="Generate").click()
    with_ideas.wait_for_picture()
    expect(card.get_by_role("alert")).to_have_count(0)


def test_a_double_click_makes_one_image(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    gemini.state.latency_s = 0.5
    with_ideas.generate.first.dblclick()
    with_ideas.wait_for_picture()
    with_ideas.page.reload()
    with_ideas.wait_for_picture()
    expect(figures(with_ideas)).to_have_count(1)
    assert len(gemini.calls_of("image")) == 1


def test_the_second_click_of_a_double_click_may_come_after_the_answer(
    with_ideas: Chat, gemini: GeminiEmulator
) -> None:
    """A hand takes longer between two clicks than Easel for a job."""
    gemini.state.latency_s = 0.5
    # All of it is seen, so that nothing moves from beneath the hand.
    with_ideas.page.set_viewport_size({"width": 1440, "height": 2600})
    with_ideas.generate.first.hover()
    mouse = with_ideas.page.mouse
    for count in (1, 2):
        mouse.down(click_count=count)
        mouse.up(click_count=count)
        with_ideas.page.wait_for_timeout(250)
    with_ideas.wait_for_picture()
    with_ideas.page.reload()
    with_ideas.wait_for_picture()
    assert len(gemini.calls_of("image")) == 1


def test_two_ideas_make_two_images(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    gemini.state.latency_s = 2
    with_ideas.generate.nth(0).click()
    with_ideas.generate.nth(1).click()
    expect(figures(with_ideas)).to_have_count(2, timeout=IMAGE_MS)
    assert gemini.peak == 2


def test_on_a_phone_the_image_that_was_asked_for_comes_into_view(
    with_ideas: Chat, gemini: GeminiEmulator
) -> None:
    gemini.script(behaviours.ok(delay_s=1), target="image")
    with_ideas.page.set_viewport_size({"width": 390, "height": 844})
    with_ideas.ideas.scroll_into_view_if_needed()
    with_ideas.generate.first.scroll_into_view_if_needed()
    with_ideas.generate.first.click()
    expect(with_ideas.progress).to_be_in_viewport()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_the_card_that_was_asked_for_stays_wholly_in_view(
    with_ideas: Chat, gemini: GeminiEmulator, easel: EaselServer
) -> None:
    with_ideas.generate.first.click()
    expect(figures(with_ideas)).to_have_count(1, timeout=IMAGE_MS)
    for kind in ("image", "predict"):
        gemini.script(behaviours.daily_quota(), target=kind, standing=True)
    with_ideas.generate.nth(1).scroll_into_view_if_needed()
    with_ideas.generate.nth(1).click()
    expect(figures(with_ideas)).to_have_count(2, timeout=IMAGE_MS)
    card = with_ideas.reply.locator(".job").last
    expect(card).to_contain_text("because Gemini failed")
    expect(card).to_be_in_viewport(ratio=1)
    gemini.reset()
    easel.forget_failures()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_whoever_has_scrolled_away_is_not_moved(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.ok(delay_s=2), target="image")
    with_ideas.generate.first.click()
    expect(with_ideas.progress).to_be_in_viewport(ratio=1)
    thread = with_ideas.page.locator("[data-thread]")
    thread.evaluate("each => { each.scrollTop = 0 }")
    expect(figures(with_ideas)).to_have_count(1, timeout=IMAGE_MS)
    assert thread.evaluate("each => each.scrollTop") < 50


def test_cancel_ends_a_job_for_good(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    gemini.state.latency_s = 1.5
    with_ideas.generate.first.click()
    expect(with_ideas.progress).to_be_visible()
    with_ideas.reply.get_by_role("button", name="Cancel").click()
    expect(with_ideas.reply).to_contain_text("Cancelled.")
    expect(with_ideas.progress).to_have_count(0)
    with_ideas.page.wait_for_timeout(2000)
    with_ideas.page.reload()
    expect(with_ideas.reply).to_contain_text("Cancelled.")
    expect(figures(with_ideas)).to_have_count(0)


def test_the_other_image_takes_the_place_in_the_post(with_ideas: Chat) -> None:
    for index in (0, 1):
        with_ideas.generate.nth(index).click()
        expect(figures(with_ideas)).to_have_count(index + 1, timeout=IMAGE_MS)
    for index in (0, 1):
        figures(with_ideas).nth(index).get_by_role("button", name="Use in post").click()
        expect(figures(with_ideas).nth(index)).to_contain_text("In the post")
        expect(figures(with_ideas).nth(1 - index)).not_to_contain_text("In the post")


def figures(chat: Chat) -> Locator:
    return chat.reply.get_by_role("figure")
