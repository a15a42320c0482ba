"""What no model can talk Easel into: prices, pasted text, arguments and limits."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from copilot import drafts, services, transitions
from copilot import tasks as reply_tasks
from copilot.actions.allowance import NOT_IN_WORDS, ONLY_FIRST, TOO_MUCH
from copilot.actions.performing import Performer
from copilot.assistants.base import Call
from copilot.assistants.edits import Edit
from copilot.models import Action, Conversation, Draft, IdeaJob, User
from imaging import tasks as image_tasks
from imaging.models import GeneratedImage, GenerationJob
from tests.copilot.actions.asking import GENERATE, PASTED, WISH, answer, decide, edit
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_image, make_job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("unasked", "text", "status"),
    [("0.10", WISH, "running"), ("0.01", WISH, "proposed"), ("0.10", PASTED, "proposed")],
)
def test_an_amount_lets_it_go_ahead_but_not_after_pasted_text(
    gemini: GeminiEmulator,
    conversation: Conversation,
    image: GeneratedImage,
    owner: User,
    unasked: str,
    text: str,
    status: str,
) -> None:
    owner.profile.unasked_usd = Decimal(unasked)
    owner.profile.save()
    gemini.script(behaviours.function_call(*edit()), target="text")
    assert answer(conversation, text).actions.get().status == status
    jobs = GenerationJob.objects.filter(operation="edit")
    assert [job.max_cost_usd for job in jobs] == ([Decimal(unasked)] if status == "running" else [])


@pytest.mark.parametrize(
    ("text", "calls", "statuses"),
    [
        ("ok", [edit()], ["proposed"]),
        ("Nice, thank you!", [GENERATE], ["proposed"]),
        (WISH, [GENERATE], ["proposed"]),
        (WISH, [edit(), edit()], ["running", "proposed"]),
        ("Paint the harbour", [GENERATE, edit()], ["running", "proposed"]),
    ],
)
@pytest.mark.parametrize("pasted", ["message", "post"])
def test_once_something_was_pasted_only_what_the_last_words_ask_for_goes_ahead(
    gemini: GeminiEmulator,
    conversation: Conversation,
    image: GeneratedImage,
    owner: User,
    pasted: str,
    text: str,
    calls: list[tuple[str, dict[str, str]]],
    statuses: list[str],
) -> None:
    owner.profile.unasked_usd = Decimal("0.10")
    owner.profile.save()
    if pasted == "message":
        answer(conversation, PASTED)
    else:
        drafts.draft_edit(conversation=conversation, text=PASTED * 2, base=None)
    gemini.script(behaviours.function_calls(*calls), target="text")
    reply = answer(conversation, text)
    assert [action.status for action in reply.actions.order_by("position")] == statuses


def test_a_click_that_changes_the_text_pays_for_no_picture(
    gemini: GeminiEmulator, conversation: Conversation, image: GeneratedImage, owner: User
) -> None:
    owner.profile.unasked_usd = Decimal(5)
    owner.profile.save()
    gemini.script(behaviours.function_call(*edit()), target="text")
    services.message_send(conversation=conversation, text="Shorten", edit=Edit.SHORTEN)
    assert reply_tasks.run_next()
    assert Action.objects.get().status == "proposed"
    assert not GenerationJob.objects.filter(operation="edit").exists()


def test_a_reply_whose_branch_was_left_touches_nothing_on_the_other(
    conversation: Conversation, owner: User
) -> None:
    first = services.message_send(conversation=conversation, text="Pallets")
    assert reply_tasks.run_next()
    job = make_job(owner, status="succeeded")
    IdeaJob.objects.create(message=first, job=job, born=1, version=1)
    make_image(owner, job=job)
    services.message_send(conversation=conversation, text="Forklifts", in_place_of=first.parent)
    reply = transitions.claim_next()
    assert reply
    assert first.parent
    services.branch_show(first.parent)

    call = Call("choose_for_post", {"image": "image 1"})
    _, refused = Performer(reply).perform(call)

    assert refused
    assert Draft.objects.get().image is None


def test_what_may_cost_an_unknown_price_is_asked_for(
    gemini: GeminiEmulator, conversation: Conversation, owner: User, settings: Settings
) -> None:
    settings.GEMINI_IMAGE_MODELS = ["gemini-nano-banana-2.1", "gemini-of-tomorrow"]
    owner.profile.unasked_usd = Decimal(5)
    owner.profile.save()
    gemini.script(behaviours.function_call(*GENERATE), target="text")
    assert answer(conversation).actions.get().status == "proposed"


def test_pasted_text_that_makes_the_model_call_spends_nothing(
    gemini: GeminiEmulator, conversation: Conversation, owner: User
) -> None:
    owner.profile.unasked_usd = Decimal(5)
    owner.profile.save()
    gemini.script(behaviours.function_calls(*[GENERATE] * 6), target="text", standing=True)
    reply = answer(conversation, PASTED)

    assert [action.status for action in reply.actions.all()] == ["proposed"] * 4
    assert not GenerationJob.objects.exists()
    assert not gemini.calls_of("image")
    assert len(gemini.calls_of("text")) <= 4


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("edit_image", {"image": "image 2", "instruction": "x"}, "There is no image 2"),
        ("edit_image", {"image": "{stranger}", "instruction": "x"}, "There is no "),
        ("edit_image", {"image": ["image 1"], "instruction": "x"}, "There is no "),
        ("edit_image", {"image": "image 1"}, "Instruction: "),
        ("restyle_image", {"image": "image 1", "style": "banksy"}, "Style: "),
        ("generate_image", {"prompt": "x" * 5000}, "Prompt: "),
        ("generate_image", {"prompt": "A pier", "format": "a0"}, "Format: "),
        ("choose_for_post", {"image": "image 1"}, "There is no post yet"),
        ("draft", {"text": "Mine now"}, "There is no such action."),
    ],
)
def test_a_call_is_checked_as_a_form_of_a_stranger_is(
    gemini: GeminiEmulator,
    conversation: Conversation,
    image: GeneratedImage,
    stranger: User,
    name: str,
    arguments: dict[str, Any],
    reason: str,
) -> None:
    theirs = make_image(stranger, colour="red")
    filled = {
        key: str(theirs.pk) if value == "{stranger}" else value for key, value in arguments.items()
    }
    gemini.script(behaviours.function_call(name, filled), target="text")
    action = answer(conversation).actions.get()

    assert (action.status, action.image_id in {None, image.pk}) == ("failed", True)
    assert action.result.startswith(reason)
    assert GenerationJob.objects.count() == 1
    # The model is told, and may do better.
    last = gemini.calls_of("text")[1].body["contents"][-1]["parts"][0]["functionResponse"]
    assert reason in last["response"]["result"]


def test_an_image_in_the_trash_keeps_its_name_and_is_not_worked_on(
    gemini: GeminiEmulator,
    conversation: Conversation,
    image: GeneratedImage,
    owner: User,
    client: Client,
) -> None:
    second = make_image(owner, job=image.job, index=1, colour="red")
    gemini.script(behaviours.function_calls(edit("image 1"), edit("image 2")), target="text")
    first, other = answer(conversation).actions.all()
    GeneratedImage.objects.filter(pk=image.pk).update(trashed_at=timezone.now())

    assert decide(client, first).status_code == 409
    assert decide(client, other).status_code == 204
    assert GenerationJob.objects.get(operation="edit").source_image == second
    gemini.script(behaviours.function_call(*edit("image 1")), target="text")
    refused = answer(conversation).actions.get()
    assert (refused.status, refused.result) == ("failed", "Image 1 is in the trash.")


def test_an_unknown_function_leaves_no_card(
    gemini: GeminiEmulator, conversation: Conversation
) -> None:
    gemini.script(behaviours.function_call("rm_rf", {}), target="text")
    assert not answer(conversation).actions.exists()
    assert len(gemini.calls_of("text")) == 2


def test_a_used_up_day_is_said_and_the_action_waits_on(
    gemini: GeminiEmulator, conversation: Conversation, client: Client, settings: Settings
) -> None:
    gemini.script(behaviours.function_call(*GENERATE), target="text")
    action = answer(conversation).actions.get()
    settings.USER_DAILY_IMAGES = 1
    make_job(conversation.owner, status="succeeded")
    refused = decide(client, action)
    assert refused.status_code == 409
    assert "midnight UTC" in refused["HX-Trigger"]
    action.refresh_from_db()
    assert action.status == "proposed"


def test_a_price_that_has_risen_is_shown_before_it_is_spent(
    gemini: GeminiEmulator, conversation: Conversation, client: Client, settings: Settings
) -> None:
    gemini.script(behaviours.function_call(*GENERATE), target="text")
    action = answer(conversation).actions.get()
    shown = action.price_usd
    settings.GEMINI_IMAGE_MODELS = ["gemini-3-pro-image"]

    assert decide(client, action).status_code == 409
    action.refresh_from_db()
    assert shown is not None
    assert action.price_usd is not None
    assert (action.status, action.price_usd > shown) == ("proposed", True)
    assert not GenerationJob.objects.exists()
    assert decide(client, action).status_code == 204
    assert GenerationJob.objects.get().estimated_cost_usd == action.price_usd


def test_what_is_free_is_made_at_once(
    gemini: GeminiEmulator, conversation: Conversation, settings: Settings
) -> None:
    settings.IMAGE_PROVIDERS = ["canvas"]
    gemini.script(behaviours.function_call(*GENERATE), target="text")
    action = answer(conversation).actions.get()
    assert action.status == "running"
    assert image_tasks.run_next()
    action.refresh_from_db()
    assert action.status == "succeeded"


def test_what_waits_although_an_amount_is_allowed_says_why(
    gemini: GeminiEmulator,
    conversation: Conversation,
    image: GeneratedImage,
    owner: User,
    client: Client,
) -> None:
    gemini.script(behaviours.function_call(*edit()), target="text")
    assert answer(conversation).actions.get().result == ""
    owner.profile.unasked_usd = Decimal(1)
    owner.profile.save()
    drafts.draft_edit(conversation=conversation, text=PASTED * 2, base=None)
    gemini.script(behaviours.function_calls(edit(), edit()), target="text")
    first, second = answer(conversation).actions.order_by("position")
    assert (first.status, first.result) == ("running", "")
    assert second.result == ONLY_FIRST
    assert ONLY_FIRST in client.get(conversation.get_absolute_url()).content.decode()
    decide(client, second)
    second.refresh_from_db()
    assert (second.status, second.result) == ("running", "")
    gemini.script(behaviours.function_calls(GENERATE), target="text")
    assert answer(conversation, "Thank you").actions.get().result == NOT_IN_WORDS
    owner.profile.unasked_usd = Decimal("0.01")
    owner.profile.save()
    gemini.script(behaviours.function_calls(edit()), target="text")
    assert answer(conversation).actions.get().result == TOO_MUCH
