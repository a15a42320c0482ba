"""An idea made an image as a person wants it: options, several at once, other ideas, presets."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import IMAGE_MS, NOTES, Chat
from tests.browser.people import Person
from tests.browser.test_accessibility import check
from tests.browser.viewports import VIEWPORTS
from tests.emulator.server import GeminiEmulator
from tests.factories import make_png

MODEL = "gemini-3-pro-image"


@pytest.fixture
def providers() -> str:
    return "emulator"


@pytest.fixture
def with_ideas(chat: Chat) -> Chat:
    chat.send(NOTES)
    chat.wait_for_reply()
    return chat


def card(chat: Chat, place: int) -> Locator:
    return chat.ideas.locator(".idea").nth(place)


def place_in_ideas(element: Locator) -> list[float]:
    place: list[float] = element.evaluate(
        """each => {
          const [at, from] = [each, each.closest(".ideas")].map(box => box.getBoundingClientRect());
          return [at.x - from.x, at.y - from.y];
        }"""
    )
    return place


def open_form(chat: Chat, place: int) -> Locator:
    card(chat, place).get_by_text("edit prompt").click()
    form = card(chat, place).get_by_role("form")
    expect(form.get_by_label("Prompt", exact=True)).to_be_focused()
    return form


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_person_says_how_it_is_made(with_ideas: Chat, gemini: GeminiEmulator) -> None:
    chat = with_ideas
    form = open_form(chat, 0)
    prompt, price = form.get_by_label("Prompt", exact=True), form.locator(".selector__foot")
    prompt.fill("A lighthouse over the dock")
    expect(form).to_contain_text("26 of 4,000 characters")
    expect(price).to_contain_text("$0.034")
    form.get_by_label("Model").select_option(label="Imagen 4 · $0.040")
    expect(form).to_contain_text("Imagen 4 paints 1K only.")
    expect(form.get_by_text("2K", exact=True)).to_have_count(0)
    expect(form).to_contain_text("of 480 tokens")
    form.get_by_label("Model").select_option(label="Automatic")
    form.get_by_text("2K", exact=True).click()
    expect(price).to_contain_text("$0.050")
    form.get_by_role("group", name="How many").get_by_text("2", exact=True).click()
    expect(price).to_contain_text("$0.100 for 2")
    form.get_by_text("Blueprint").click()
    form.get_by_text("Square").click()
    expect(form.get_by_role("radio", name="Square")).to_be_checked()
    expect(prompt).to_have_value("A lighthouse over the dock")
    expect(form.get_by_role("radio", name="Blueprint")).to_be_checked()
    form.get_by_text("Presets", exact=True).click()
    form.get_by_label("Keep this as").fill("Lighthouse")
    form.get_by_role("button", name="Save preset").click()
    expect(form).to_contain_text("Kept as “Lighthouse”.")
    check(chat.page)
    form.get_by_role("button", name="Generate", exact=True).click()
    expect(chat.reply.get_by_role("figure")).to_have_count(2, timeout=IMAGE_MS)
    calls = gemini.calls_of("image")
    assert all("lighthouse over the dock" in call.prompt for call in calls)
    assert all("blueprint" in call.prompt.lower() for call in calls)
    config = calls[0].body["generationConfig"]["imageConfig"]
    assert (config["aspectRatio"], config["imageSize"]) == ("1:1", "2K")


def test_a_tall_form_does_not_move_the_page_around_the_thread(with_ideas: Chat) -> None:
    form = open_form(with_ideas, 1)
    form.evaluate("form => Promise.all(form.getAnimations().map(({ finished }) => finished))")
    with_ideas.page.locator("[data-thread]").evaluate("thread => thread.scrollTo(0, 0)")
    app = with_ideas.page.locator(".app")
    assert app.evaluate("app => { app.scrollTo(0, 1000); return app.scrollTop; }") == 0


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_a_preset_fills_another_card_and_several_are_made_at_once(
    with_ideas: Chat, gemini: GeminiEmulator
) -> None:
    chat = with_ideas
    form = open_form(chat, 0)
    form.get_by_label("Prompt", exact=True).fill("A quiet harbour")
    form.get_by_text("Portrait").click()
    form.get_by_text("Presets", exact=True).click()
    form.get_by_label("Keep this as").fill("Harbour")
    form.get_by_role("button", name="Save preset").click()
    expect(form).to_contain_text("Kept as")
    form.get_by_role("link", name="Close the options").click()
    expect(form).to_have_count(0)

    form = open_form(chat, 1)
    form.get_by_text("Presets", exact=True).click()
    form.get_by_role("button", name="Harbour").click()
    expect(form.get_by_label("Prompt", exact=True)).to_have_value("A quiet harbour")
    expect(form.get_by_role("radio", name="Portrait")).to_be_checked()

    gemini.state.latency_s = 0.8
    for place in (1, 2):
        card(chat, place).get_by_role("checkbox").check()
    chosen = chat.ideas.get_by_role("button", name="Generate 2 chosen · $0.068")
    chosen.dblclick()
    expect(chat.reply.get_by_role("figure")).to_have_count(2, timeout=IMAGE_MS)
    assert gemini.peak == 2
    prompts = [call.prompt for call in gemini.calls_of("image")]
    assert len(prompts) == 2
    assert sum("A quiet harbour" in prompt for prompt in prompts) == 1
    expect(chosen).to_have_count(0)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_what_was_chosen_can_be_made_from_wherever_one_ticks(
    with_ideas: Chat, shot: Callable[[Page, str], None]
) -> None:
    chat = with_ideas
    page = chat.page
    thread, composer = page.locator("[data-thread]"), page.locator("#composer")
    bar = chat.ideas.locator("[data-chosen]")
    others = chat.ideas.get_by_text("Other ideas", exact=True)
    boxes = chat.ideas.get_by_role("checkbox")
    places = [place_in_ideas(each) for each in (*boxes.all(), others)]
    expect(bar).to_be_hidden()
    boxes.nth(0).evaluate("box => box.scrollIntoView({block: 'center'})")
    for place in range(3):
        boxes.nth(place).check()
    button = chat.ideas.get_by_role("button", name="Generate 3 chosen")
    expect(button).to_be_in_viewport(ratio=1)
    at, below = button.bounding_box(), composer.bounding_box()
    assert at
    assert below
    assert at["y"] + at["height"] <= below["y"]
    page.mouse.move(at["x"] + 5, at["y"] + 5)
    assert button.evaluate("button => button.matches(':hover')")
    page.mouse.move(0, 0)
    shot(page, "1-beneath")

    # At its end the thread looks as before: the bar lies on no card, and moved nothing.
    thread.evaluate("thread => thread.scrollTo(0, thread.scrollHeight)")
    expect(others).to_be_in_viewport(ratio=1)
    assert [place_in_ideas(each) for each in (*boxes.all(), others)] == places
    bar_at, last = bar.bounding_box(), card(chat, 3).bounding_box()
    words = others.bounding_box()
    assert bar_at
    assert last
    assert words
    assert last["y"] + last["height"] <= bar_at["y"]
    assert words["x"] + words["width"] <= bar_at["x"]
    shot(page, "2-end")
    check(page)

    for place in range(3):
        boxes.nth(place).uncheck()
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
@pytest.mark.parametrize("providers", ["canvas"])
def test_other_ideas_come_by_a_hint(chat: Chat, shot: Callable[[Page, str], None]) -> None:
    chat.send(NOTES)
    chat.wait_for_reply()
    kinds = chat.ideas.get_by_role("heading", level=3)
    expect(kinds).to_have_count(4)
    chat.ideas.get_by_text("Other ideas", exact=True).click()
    chat.ideas.get_by_label("What should be different?").fill("Less literal, no people")
    check(chat.page)
    shot(chat.page, "1-hint")
    chat.ideas.get_by_role("button", name="Find other ideas").click()
    expect(chat.ideas).to_contain_text("Understood as less literal, no people.", timeout=IMAGE_MS)
    expect(kinds).to_have_count(4)
    expect(kinds.first).to_have_text("Metaphor")
    expect(kinds.first).to_be_in_viewport()
    expect(chat.ideas.get_by_role("heading", name="People")).to_have_count(0)
    shot(chat.page, "2-others")
    check(chat.page)
    chat.ideas.get_by_role("button", name="Ideas before").click()
    expect(chat.ideas.get_by_role("heading", name="People")).to_have_count(1)


def test_what_is_refused_is_shown_and_enter_keeps_a_preset(
    with_ideas: Chat, person: Person, shot: Callable[[Page, str], None], tmp_path: Path
) -> None:
    chat = with_ideas
    form = open_form(chat, 1)
    prompt = form.get_by_label("Prompt", exact=True)
    person.expect_refusal(422)
    prompt.fill("")
    generate = form.get_by_role("button", name="Generate", exact=True)
    generate.click()
    expect(prompt).to_be_focused()
    expect(prompt).to_have_attribute("aria-invalid", "true")
    expect(prompt).to_have_accessible_description(re.compile("Write a prompt first"))
    expect(form.get_by_text("Write a prompt first.")).to_be_in_viewport()
    shot(chat.page, "refused")
    check(chat.page)
    prompt.fill("A dock at dawn")
    form.get_by_text("Presets", exact=True).click()
    name = form.get_by_label("Keep this as")
    name.press("Enter")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(prompt).not_to_have_attribute("aria-invalid", "true")
    name.fill("Dock")
    name.press("Enter")
    expect(form).to_contain_text("Kept as “Dock”.")
    for bad in ("notes", "list"):
        (tmp_path / f"{bad}.png").write_bytes(b"no picture")
    person.expect_refusal(422)
    person.expect_refusal(422)
    files = form.get_by_label("Choose files")
    files.set_input_files([tmp_path / "notes.png", tmp_path / "list.png"])
    for bad in ("notes", "list"):
        expect(form.get_by_role("alert").filter(has_text=f"{bad}.png: ")).to_be_visible()
    for colour in ("gold", "navy"):
        (tmp_path / f"{colour}.png").write_bytes(make_png(colour, (900, 600)))
    files.set_input_files([tmp_path / "gold.png", tmp_path / "navy.png"])
    for number in (1, 2):
        role = form.get_by_role("combobox", name=f"What picture {number} is for")
        expect(role).to_be_visible()
    expect(chat.progress).to_have_count(0)


def test_by_keyboard_alone(with_ideas: Chat) -> None:
    """Tab goes from a card's tick to its Generate and its options, and on to the next card's."""
    chat = with_ideas
    page = chat.page
    first = card(chat, 0)
    first.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(chat.ideas.get_by_role("button", name="Generate 1 chosen")).to_be_visible()
    page.keyboard.press("Tab")
    expect(first.get_by_role("button", name="Generate", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    opener = first.get_by_text("edit prompt")
    expect(opener).to_be_focused()
    page.keyboard.press("Tab")
    expect(card(chat, 1).get_by_role("checkbox")).to_be_focused()
    opener.focus()
    page.keyboard.press("Space")
    expect(first.get_by_label("Prompt", exact=True)).to_be_focused()
    first.get_by_role("radio", name="2K").focus()
    page.keyboard.press("Space")
    expect(first.locator(".selector__foot")).to_contain_text("$0.050")
    expect(first.get_by_role("radio", name="2K")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(chat.progress).to_have_count(0)
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
