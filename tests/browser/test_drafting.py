"""Drafts as a person asks for them: another kind, one-click changes, facts to check, memory."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import REPLY_MS, Chat
from tests.browser.people import Person
from tests.browser.viewports import VIEWPORTS, Viewport
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator

NOTES = "Pick errors fell by 38 percent in Bremen. Nobody worked overtime. We put screens on docks."
INVENTED = "Pick errors fell by 38 percent in Bremen.\n\nMaria Lopez saved $40,000 with it."

Shot = Callable[[Page, str], None]


def edits(chat: Chat) -> Locator:
    return chat.page.get_by_role("group", name="Change the draft", exact=True)


def ask(chat: Chat, text: str) -> None:
    before = chat.replies.count()
    chat.send(text)
    answered(chat, before + 1)


def press(chat: Chat, edit: str) -> None:
    before = chat.replies.count()
    edits(chat).get_by_role("button", name=edit, exact=True).click()
    answered(chat, before + 1)


def answered(chat: Chat, replies: int) -> None:
    expect(chat.replies).to_have_count(replies, timeout=REPLY_MS)
    expect(chat.reply.get_by_text("What the copilot knew")).to_be_visible(timeout=REPLY_MS)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
@pytest.mark.parametrize("providers", ["emulator"])
def test_what_was_made_up_is_marked_until_its_person_says_it_is_right(
    chat: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    gemini.script(behaviours.text(INVENTED), target="text", standing=True)
    ask(chat, NOTES)
    checks = chat.reply.get_by_role("region", name="To check", exact=True)
    expect(checks).to_contain_text("Please check")
    marked = chat.reply.get_by_label("Draft 1").locator("mark")
    expect(marked).to_have_text(["Maria Lopez", "$40,000"])
    shot(chat.page, "checks")

    checks.get_by_role("button", name="Maria Lopez is right").click()
    expect(marked).to_have_text(["$40,000"])
    checks.get_by_role("button", name="$40,000 is right").click()
    expect(checks).to_have_count(0)
    chat.page.reload()
    expect(chat.reply.get_by_label("Draft 1").locator("mark")).to_have_count(0)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
@pytest.mark.parametrize("providers", ["emulator"])
def test_another_kind_of_draft_is_chosen_and_remembered(
    chat: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    options = chat.page.locator("details.options")
    options.locator("summary").click()
    chat.page.get_by_label("Kind").select_option("Article")
    chat.page.get_by_label("Audience").fill("Heads of logistics")
    shot(chat.page, "options")
    ask(chat, NOTES)
    expect(options.locator("summary")).to_have_text("Options: Article · Heads of logistics")
    # Plain words do it too, and the row says so.
    ask(chat, "Turn this into a poll in German")
    expect(options.locator("summary")).to_have_text("Options: Poll · German · Heads of logistics")
    chat.page.reload()
    expect(options.locator("summary")).to_have_text("Options: Poll · German · Heads of logistics")
    told = gemini.calls_of("text")[-1].body["systemInstruction"]["parts"][0]["text"]
    assert "A poll." in told
    assert "Language: German" in told
    assert "Audience: Heads of logistics" in told


def test_what_is_chosen_and_not_sent_stays_chosen(chat: Chat, person: Person) -> None:
    ask(chat, NOTES)
    other = Chat(person.open())
    other.page.goto(chat.page.url)
    for each in (chat, other):
        each.page.locator("details.options summary").click()
    chat.page.get_by_label("Kind").select_option("Article")
    chat.page.get_by_label("Audience").fill("Heads of logistics")
    other.page.get_by_label("Tone").select_option("Friendly")
    other.page.get_by_label("Kind").select_option("Poll")
    other.send("Make it shorter")
    # What the person has not touched follows the conversation.
    expect(chat.page.get_by_label("Tone")).to_have_value("friendly")
    expect(chat.page.get_by_label("Kind")).to_have_value("article")
    expect(chat.page.get_by_label("Audience")).to_have_value("Heads of logistics")
    summary = "Options: Article · Friendly · Heads of logistics"
    chat.send("Make it shorter")
    for each in (chat, other):
        expect(each.page.locator("details.options summary")).to_have_text(summary)
    # Once sent it is a choice no more, and follows too.
    ask(other, "Turn this into a poll")
    expect(chat.page.get_by_label("Kind")).to_have_value("poll")


@pytest.mark.parametrize("providers", ["emulator"])
def test_a_click_changes_the_draft_and_what_was_sent_can_be_seen(
    chat: Chat, gemini: GeminiEmulator, shot: Shot
) -> None:
    ask(chat, NOTES)
    press(chat, "Tighten the hook")
    expect(chat.said.last).to_have_text("Tighten the hook")
    expect(edits(chat)).to_have_count(1)
    expect(chat.reply.get_by_label("Draft 2")).to_be_visible()

    chat.reply.get_by_text("What the copilot knew").click()
    sent = chat.reply.locator(".briefing")
    expect(sent).to_contain_text("This was sent to gemini-3.8-flash")
    expect(sent).to_contain_text("Rewrite the first one or two lines alone")
    expect(sent.locator(".briefing__turns > li")).to_have_count(3)
    shot(chat.page, "knew")


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
@pytest.mark.parametrize("providers", ["emulator"])
def test_a_reply_asked_for_by_a_click_comes_into_view(
    chat: Chat, gemini: GeminiEmulator, shot: Shot, viewport: Viewport
) -> None:
    ask(chat, NOTES)
    thread = chat.page.locator("[data-thread]")
    at_the_end = chat.send_button.bounding_box()
    thread.evaluate("each => { each.scrollTop = 0 }")
    latest = chat.page.get_by_role("button", name="Latest")
    expect(latest).to_be_visible()
    shot(chat.page, "away")
    # The button stands beneath the thread, where it covers nothing and moves nothing.
    above, button = thread.bounding_box(), latest.bounding_box()
    assert above
    assert button
    assert above["y"] + above["height"] <= button["y"]
    assert chat.send_button.bounding_box() == at_the_end
    gemini.script(behaviours.ok(delay_s=1.5), target="text")
    edits(chat).get_by_role("button", name="Casual", exact=True).click()
    expect(chat.stop).to_be_in_viewport(ratio=1)
    shot(chat.page, "thinking")
    expect(latest).to_be_hidden()
    expect(chat.ideas).to_be_visible(timeout=REPLY_MS)
    expect(chat.reply.get_by_text("What the copilot knew")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=str)
def test_what_the_copilot_knew_has_the_mark_of_what_opens(chat: Chat, viewport: Viewport) -> None:
    ask(chat, NOTES)
    summary = chat.reply.get_by_text("What the copilot knew")
    expect(summary).to_have_css("display", "list-item")


def test_without_a_key_each_click_does_something_true(chat: Chat, shot: Shot) -> None:
    ask(chat, f"Turn these notes into a carousel: {NOTES} Our canteen serves soup on Fridays.")
    expect(chat.reply.get_by_label("Draft 1")).to_contain_text("Slide 1")
    ask(chat, "Make it a post")
    draft = chat.reply.get_by_label("Draft 2")
    expect(draft).not_to_contain_text("Slide")
    ask(chat, "drop the last paragraph")
    expect(chat.reply).to_contain_text("The last paragraph is gone")
    press(chat, "Add a call to action")
    expect(chat.reply.get_by_label("Draft 4")).to_contain_text("?")
    press(chat, "Shorten")
    expect(chat.reply).to_contain_text("reworded nothing")
    press(chat, "Lengthen")
    expect(chat.reply).to_contain_text("I added what you had told")
    press(chat, "Casual")
    expect(chat.reply).to_contain_text("needs a model")
    shot(chat.page, "offline")

    # Whoever pressed it by Enter goes on writing, not from the top of the page.
    edits(chat).get_by_role("button", name="Shorten", exact=True).press("Enter")
    expect(chat.box).to_be_focused()
    answered(chat, 8)
    expect(chat.box).to_be_focused()


def test_profile_and_voice_shape_a_draft_and_words_to_avoid_are_marked(
    chat: Chat, shot: Shot
) -> None:
    page = chat.page
    page.goto("/settings/")
    page.get_by_label("Audience").fill("Heads of logistics")
    page.get_by_label("Industry").select_option("Manufacturing")
    page.get_by_role("button", name="Save profile").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    page.get_by_label("Words to avoid").fill("overtime\nsynergy")
    page.get_by_role("button", name="Save voice").click()
    expect(page.get_by_text("Voice saved.")).to_be_visible()
    shot(page, "settings")

    page.goto("/")
    ask(chat, NOTES)
    expect(chat.reply.locator("mark")).to_have_text(["overtime"])
    chat.reply.get_by_text("What the copilot knew").click()
    sent = chat.reply.locator(".briefing")
    expect(sent).to_contain_text("Nothing was sent to a model")
    for known in ("Heads of logistics", "Manufacturing", "overtime, synergy"):
        expect(sent).to_contain_text(known)


def test_without_script_it_is_chosen_changed_and_seen_as_well(
    new_person: Callable[..., Person],
) -> None:
    person = new_person(script=False)
    person.sign_in()
    chat = Chat(person.open())
    chat.page.goto("/")
    chat.page.locator("details.options summary").click()
    chat.page.get_by_label("Tone").select_option("Friendly")
    chat.send(NOTES)
    reload_until(chat, edits(chat))
    expect(chat.page.locator("details.options summary")).to_have_text("Options: Post · Friendly")
    edits(chat).get_by_role("button", name="Shorten").click()
    expect(chat.said).to_have_count(2)
    reload_until(chat, chat.page.get_by_label("Draft 2"))
    # The draft comes while the reply is still being written, and this page does not follow it.
    reload_until(chat, chat.reply.get_by_text("What the copilot knew"))
    chat.reply.get_by_text("What the copilot knew").click()
    chat.reply.get_by_role("link", name="Open it on a page of its own").click()
    expect(chat.page.get_by_text("Nothing was sent to a model")).to_be_visible()


def reload_until(chat: Chat, there: Locator) -> None:
    for _ in range(REPLY_MS // 500):
        if there.count():
            return
        chat.page.wait_for_timeout(500)
        chat.page.reload()
    pytest.fail("it never came")


def test_saving_one_part_of_the_settings_keeps_what_is_unsaved_in_the_others(chat: Chat) -> None:
    page = chat.page
    page.goto("/settings/")
    voice = page.locator("#voice textarea").first
    headline = page.get_by_label("Headline")
    voice.fill("Short sentences.")
    headline.fill("I run a warehouse")
    page.get_by_role("button", name="Save profile").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    expect(voice).to_have_value("Short sentences.")
    expect(headline).to_have_value("I run a warehouse")
    page.reload()
    expect(voice).to_have_value("")
