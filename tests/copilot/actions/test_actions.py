"""What the copilot calls becomes a row: done, or shown with its price until the person agrees."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import imagery, selectors, services, streaming
from copilot.models import Action, Conversation, Message, MessageStatus, User
from copilot.showing import draft_text
from imaging import tasks as image_tasks
from imaging.brands import BrandInput, brand_save
from imaging.models import GeneratedImage, GenerationJob
from imaging.providers.types import BrandRole
from tests.copilot.actions.asking import GENERATE, WISH, answer, decide, edit
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_action

pytestmark = pytest.mark.django_db


def test_an_edit_waits_for_the_click_on_its_price(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    reply = answer(conversation)

    action = reply.actions.get()
    assert (action.name, action.status) == ("edit_image", "proposed")
    assert (action.arguments, action.image) == ({"instruction": WISH}, image)
    assert action.price_usd
    assert not GenerationJob.objects.filter(operation="edit").exists()
    page = client.get(conversation.get_absolute_url()).content.decode()
    assert "Edit · about $0.0" in page
    assert "Edit image 1" in page
    # The model heard that it waits, and its word was said to the person, not put into the post.
    assert reply.text == "It is as you asked."
    assert not hasattr(reply, "draft_version")


def test_agreeing_twice_makes_one_job_and_its_picture(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    action = answer(conversation).actions.get()
    since = selectors.conversation_of(conversation.owner, conversation.pk).version
    for _ in range(2):
        assert decide(client, action).status_code == 204

    job = GenerationJob.objects.get(operation="edit")
    assert (job.prompt, job.source_image) == (WISH, image)
    action.refresh_from_db()
    assert action.status == "running"
    _, frame = streaming._frame(conversation.pk, since)
    assert f"event: action-{action.pk}" in frame
    assert f'id="job-{job.pk}"' in frame
    assert f"message-{action.message_id}-jobs" not in frame

    assert image_tasks.run_next()
    action.refresh_from_db()
    assert action.status == "succeeded"
    assert job.images.get().parent == image
    # Declining comes too late.
    decide(client, action, "decline")
    action.refresh_from_db()
    assert action.status == "succeeded"


def test_what_is_declined_is_not_made(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    action = answer(conversation).actions.get()
    assert decide(client, action, "decline").status_code == 204
    assert decide(client, action).status_code == 204

    action.refresh_from_db()
    assert action.status == "declined"
    assert not GenerationJob.objects.filter(operation="edit").exists()
    assert "Edit · about" not in client.get(conversation.get_absolute_url()).content.decode()


def test_what_failed_or_was_cancelled_shows_and_can_be_tried_again(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    gemini.script(behaviours.blocked(), target="image")
    action = answer(conversation).actions.get()
    decide(client, action)
    assert image_tasks.run_next()
    action.refresh_from_db()
    assert action.status == "failed"
    services.idea_job_retry(action.idea_jobs.get())
    action.refresh_from_db()
    assert (action.status, action.idea_jobs.count()) == ("running", 2)
    assert image_tasks.run_next()
    action.refresh_from_db()
    assert action.status == "succeeded"


def test_one_sent_in_other_words_is_under_way_again(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    gemini.script(behaviours.blocked(), target="image")
    action = answer(conversation).actions.get()
    decide(client, action)
    assert image_tasks.run_next()
    services.idea_job_reprompt(action.idea_jobs.get(), prompt="A warmer pier", key="")
    action.refresh_from_db()
    assert action.status == "running"


def test_the_next_turn_goes_on_from_what_was_made(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    decide(client, answer(conversation).actions.get())
    assert image_tasks.run_next()
    gemini.script(behaviours.function_call(*edit("image 2")), target="text")
    action = answer(conversation, "Darker now").actions.get()

    assert action.image == GeneratedImage.objects.get(operation="edit")
    body = gemini.calls_of("text")[2].body
    parts = [part for turn in body["contents"] for part in turn["parts"]]
    [call] = [part for part in parts if "functionCall" in part]
    assert call["functionCall"]["args"] == {"image": "image 1", "instruction": WISH}
    told = [
        part for turn in body["contents"] for part in turn["parts"] if "functionResponse" in part
    ]
    assert told[0]["functionResponse"]["response"] == {"result": "It made image 2."}
    instruction = body["systemInstruction"]["parts"][0]["text"]
    assert f"image 2: image 1, changed: {WISH}" in instruction


def test_a_chosen_image_is_in_the_post_and_a_line_tells_it(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, client: Client
) -> None:
    answer(conversation, "Notes on four lighthouses")
    gemini.script(behaviours.function_call("choose_for_post", {"image": "1"}), target="text")
    reply = answer(conversation, "Use it")

    assert reply.actions.get().status == "succeeded"
    conversation.draft.refresh_from_db()
    assert conversation.draft.image == image
    assert "Use image 1 in the post" in client.get(conversation.get_absolute_url()).content.decode()


def test_a_remark_beside_an_action_does_not_replace_the_post(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage
) -> None:
    answer(conversation, "Notes on four lighthouses")
    post = draft_text(conversation)
    said = "Here is a warmer version, without the people."
    gemini.script(behaviours.function_calls(edit(), before=said), target="text")
    reply = answer(conversation)

    assert reply.text == said
    assert not hasattr(reply, "draft_version")
    assert draft_text(conversation) == post
    assert [action.name for action in reply.actions.all()] == ["edit_image"]
    assert len(gemini.calls_of("text")) == 2


def test_writing_is_kept_as_what_was_done(conversation: Conversation, owner: User) -> None:
    first = answer(conversation, "Notes on four lighthouses")
    second = answer(conversation, "Shorter")
    assert [(each.name, each.status) for each in first.actions.all()] == [
        ("draft", "succeeded"),
        ("suggest_images", "succeeded"),
    ]
    assert second.actions.get(position=0).name == "revise"
    assert second.actions.get(position=0).arguments == {"request": "Shorter"}


def test_trying_a_reply_again_takes_back_what_it_proposed(
    gemini: GeminiEmulator, conversation: Conversation
) -> None:
    gemini.script(behaviours.function_call(*GENERATE), target="text")
    reply = answer(conversation)
    Message.objects.filter(pk=reply.pk).update(status=MessageStatus.INTERRUPTED)
    services.reply_retry(reply)
    assert not reply.actions.exists()


def test_a_model_that_fails_after_an_action_leaves_what_was_done(
    gemini: GeminiEmulator, conversation: Conversation
) -> None:
    gemini.script(behaviours.function_call(*GENERATE), behaviours.bad_key(), target="text")
    reply = answer(conversation)
    assert reply.actions.get().status == "proposed"
    assert (reply.text, reply.notice) == ("", "")


def test_openai_calls_the_same_actions(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    settings.OPENAI_API_KEY = "an-openai-key-1234"
    settings.OPENAI_BASE_URL = f"{gemini.base_url}/v1"
    settings.OPENAI_TEXT_MODEL = "gpt-5.4-mini"
    settings.IMAGE_PROVIDERS = ["openai", "canvas"]
    gemini.script(
        behaviours.function_calls(edit(), ("vary_image", {"image": "image 1"})), target="text"
    )
    reply = answer(conversation)

    assert [action.name for action in reply.actions.all()] == ["edit_image", "vary_image"]
    assert reply.text == "It is as you asked."
    messages = gemini.calls_of("text")[1].body["messages"]
    assert [call["id"] for call in messages[-3]["tool_calls"]] == ["call-1", "call-2"]
    assert [message["tool_call_id"] for message in messages[-2:]] == ["call-1", "call-2"]
    answer(conversation, "And now?")
    later = gemini.calls_of("text")[2].body["messages"]
    called = [each["id"] for each in later if each.get("tool_calls") for each in each["tool_calls"]]
    assert called == [each["tool_call_id"] for each in later if each["role"] == "tool"]


NOTES = "Docks are on time now. Trucks wait 20 minutes, not two hours."


def test_an_idea_is_painted_by_its_label(
    gemini: GeminiEmulator, conversation: Conversation
) -> None:
    answer(conversation, NOTES)
    second = imagery.ideas_of(conversation)[1]
    call = behaviours.function_call("generate_image", {"idea": "idea 2"})
    gemini.script(call, target="text")
    action = answer(conversation, "The one with the rings, as an image").actions.get()
    assert action.arguments == {"prompt": second.prompt, "style": second.style}
    told = str(gemini.calls_of("text")[1].body["systemInstruction"])
    assert f"idea 2 ({second.kind}, {second.style}): {second.description}" in told


def test_an_idea_is_painted_by_its_place_without_a_key(
    conversation: Conversation, settings: Settings
) -> None:
    settings.GEMINI_API_KEY = ""
    answer(conversation, NOTES)
    second = imagery.ideas_of(conversation)[1]
    action = answer(conversation, "Generate an image for idea 2").actions.get()
    assert action.arguments == {"prompt": second.prompt, "style": second.style}
    action = answer(conversation, "Generate an image for idea 9").actions.get()
    assert (action.status, action.result) == ("failed", "There is no idea 9 among those shown.")


def test_the_brand_is_used_or_not_as_the_card_says(
    conversation: Conversation, owner: User, client: Client
) -> None:
    def card(action: Action) -> str:
        page = client.get(conversation.get_absolute_url()).text
        return page.partition(f'id="action-{action.pk}"')[2].partition("Not now")[0]

    reply = Message.objects.create(
        conversation=conversation, author="copilot", status="complete", born=1, version=1
    )
    action = make_action(reply)
    assert "Use my brand" not in card(action)
    brand_save(owner=owner, wanted=BrandInput({BrandRole.PRIMARY: "#0b5fff"}))
    assert "Use my brand" in card(action)
    assert "its colours #0b5fff" in card(action)
    url = reverse("copilot:action-confirm", args=[action.pk])
    # As a browser sends the box that is not ticked.
    assert client.post(url, {"brand": [""]}).status_code == 302
    assert GenerationJob.objects.get().brand is None
    assert "Without your brand" in card(action)
    assert "Use my brand" not in card(action)
