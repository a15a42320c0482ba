"""Other ideas in the place of a message's, by a hint: Gemini's where there is a key, else local."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot import idea_rounds, services, sweep
from copilot.models import Idea, IdeaJob, IdeaRound, Message, User
from imaging.models import ErrandStatus, ProviderAttempt
from imaging.prompts.ideas import suggest_ideas
from imaging.reimagining import SEEN_TOLD
from tests.emulator import behaviours
from tests.emulator.server import GeminiEmulator
from tests.factories import make_draft, make_job

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
MODEL = "gemini-3.8-flash"
POST = (
    "We cut pick errors in our warehouse by 38 percent in six weeks. Three changes did it: dock "
    "schedules everyone can see, robots that ask for help, and a ten-minute review at 6 a.m."
)
SCENE = "A wide dock before dawn with one lit door and a long shadow across wet concrete. " * 4


@pytest.fixture
def reply(owner: User) -> Message:
    conversation = services.conversation_open(owner=owner, pk=uuid.uuid4())
    reply = services.message_send(conversation=conversation, text="Notes")
    services.reply_stop(reply)
    make_draft(conversation, POST)
    for position, idea in enumerate(suggest_ideas(POST)):
        Idea.objects.create(
            message=reply, position=position, kind=idea.kind, style=idea.style,
            prompt=idea.prompt, description=idea.description, reason=idea.reason,
        )  # fmt: skip
    return reply


@pytest.fixture
def with_key(settings: Settings, gemini: GeminiEmulator) -> GeminiEmulator:
    settings.GEMINI_API_KEY = "a-test-key-0001"
    settings.GEMINI_BASE_URL = gemini.base_url
    settings.GEMINI_TEXT_MODELS = [MODEL]
    return gemini


def again(browser: Client, reply: Message, hint: str) -> Any:
    url = reverse("copilot:ideas-again", args=[reply.pk])
    return browser.post(url, {"hint": hint}, headers=HTMX)


def run_asked() -> None:
    """What the worker does for the round that waits."""
    idea_rounds.run(IdeaRound.objects.get(status=ErrandStatus.ASKED).pk)


def page(browser: Client, reply: Message) -> str:
    return browser.get(reply.conversation.get_absolute_url()).content.decode()


def written(*kinds: str) -> str:
    """What a model answers: an idea of each kind."""
    ideas = [
        {
            "kind": kind, "style": "collage", "layout": "figure-left", "prompt": f"{kind} {SCENE}",
            "description": f"The {kind} of it", "quote": "robots that ask for help",
            "because": "They do.",
        }
        for kind in kinds
    ]  # fmt: skip
    return json.dumps({"ideas": ideas})


def test_without_a_key_the_hint_is_followed_here(browser: Client, reply: Message) -> None:
    before = set(reply.ideas.values_list("prompt", flat=True))
    job = make_job(reply.conversation.owner)
    IdeaJob.objects.create(message=reply, idea=reply.ideas.first(), job=job, born=1, version=1)
    assert "Free, written by Easel without AI." in page(browser, reply)

    assert again(browser, reply, "No people, less literal").status_code == 204
    assert "Looking for other ideas" in page(browser, reply)
    version = Message.objects.get(pk=reply.pk).version
    run_asked()

    shown = list(Idea.objects.shown())
    assert len({each.kind for each in shown}) == len(shown) == 4
    assert shown[0].kind == "metaphor"
    assert "people" not in {each.kind for each in shown}
    assert not before & {each.prompt for each in shown}
    html = page(browser, reply)
    assert "“No people, less literal”: Understood as no people, less literal." in html
    assert shown[0].description in html
    assert Message.objects.get(pk=reply.pk).version > version
    assert IdeaJob.objects.get().idea
    assert not ProviderAttempt.objects.exists()


def test_a_hint_that_is_not_understood_is_said(browser: Client, reply: Message) -> None:
    again(browser, reply, "make it pop")
    run_asked()
    html = page(browser, reply)
    assert "did not understand “make it pop”, so these are other ideas as they come." in html
    assert "It understands people, diagrams," in html


def test_a_hint_that_leaves_nothing_leaves_the_ideas_of_before(
    browser: Client, reply: Message
) -> None:
    before = set(Idea.objects.shown())
    again(browser, reply, "no people, no diagrams, no data, no metaphors, no places, no objects")
    run_asked()
    assert set(Idea.objects.shown()) == before
    assert "No kind of idea is left without all of these." in page(browser, reply)


def test_a_model_is_told_of_the_latest_ideas_alone(
    browser: Client, reply: Message, with_key: GeminiEmulator
) -> None:
    for position in range(10, 10 + SEEN_TOLD):
        Idea.objects.create(message=reply, position=position, prompt=f"Seen {position}.")
    with_key.script(behaviours.text(written("metaphor", "object", "place")), target=MODEL)
    again(browser, reply, "")
    run_asked()
    [call] = with_key.calls_of("text")
    asked = json.dumps(call.body)
    assert asked.count("Seen ") == SEEN_TOLD
    assert suggest_ideas(POST)[0].prompt[:40] not in asked


def test_with_a_key_gemini_writes_them_in_a_recorded_call(
    browser: Client, reply: Message, with_key: GeminiEmulator
) -> None:
    assert "One text call to Gemini, price not known." in page(browser, reply)
    with_key.script(behaviours.text(written("metaphor", "object", "place")), target=MODEL)

    again(browser, reply, "Like a <b>circus</b>")
    run_asked()

    shown = list(Idea.objects.shown())
    assert [each.kind for each in shown][:3] == ["metaphor", "object", "place"]
    assert len({each.kind for each in shown}) == 4
    assert all(each.sketch for each in shown)
    [call] = with_key.calls_of("text")
    asked = json.dumps(call.body)
    assert "circus" in asked
    assert POST[:40] in asked
    html = page(browser, reply)
    assert f"Written by Gemini, {MODEL}, 1 of them by Easel without AI." in html
    assert "&lt;b&gt;circus" in html
    attempt = ProviderAttempt.objects.get()
    assert attempt.subject == IdeaRound.objects.get().pk
    assert (attempt.status, attempt.model, attempt.owner) == (
        "succeeded", MODEL, reply.conversation.owner,
    )  # fmt: skip
    assert attempt.input_tokens


@pytest.mark.parametrize("behaviour", [behaviours.daily_quota(), behaviours.text("No.")])
def test_where_gemini_fails_easel_writes_them_and_says_so(
    browser: Client, reply: Message, with_key: GeminiEmulator, behaviour: Any
) -> None:
    with_key.script(behaviour, target=MODEL, standing=True)
    again(browser, reply, "less literal")
    run_asked()
    html = page(browser, reply)
    assert "Gemini failed:" in html
    assert "Understood as less literal." in html
    assert Idea.objects.shown().count() == 4


def test_a_double_click_asks_once_and_a_second_time_asks_anew(
    browser: Client, reply: Message
) -> None:
    for _ in range(2):
        assert again(browser, reply, "").status_code == 204
    assert IdeaRound.objects.count() == 1
    run_asked()
    first = {each.prompt for each in Idea.objects.shown()}
    again(browser, reply, "")
    run_asked()
    assert not first & {each.prompt for each in Idea.objects.shown()}
    assert Idea.objects.count() == 12


def test_the_ideas_before_are_one_click_away(browser: Client, reply: Message) -> None:
    before = list(Idea.objects.shown())
    assert "Ideas before" not in page(browser, reply)
    again(browser, reply, "less literal")
    run_asked()
    after = list(Idea.objects.shown())
    url = reverse("copilot:ideas-show", args=[reply.pk])

    assert browser.post(url, {"place": "0"}, headers=HTMX).status_code == 204
    assert list(Idea.objects.shown()) == before
    html = page(browser, reply)
    assert "1/2" in html
    assert "Understood as" not in html
    assert browser.post(url, {"place": "1"}, headers=HTMX).status_code == 204
    assert list(Idea.objects.shown()) == after
    assert "Understood as less literal." in page(browser, reply)
    for place in ("2", "-1", "x", ""):
        assert browser.post(url, {"place": place}, headers=HTMX).status_code == 409
    assert list(Idea.objects.shown()) == after


def test_what_a_dead_worker_left_is_ended_and_can_be_asked_again(
    browser: Client, reply: Message
) -> None:
    asked = idea_rounds.ask(reply, "Brighter")
    assert asked
    IdeaRound.objects.update(begun_at=asked.asked_at - timedelta(minutes=3))
    sweep.sweep_replies()
    assert IdeaRound.objects.get().status == ErrandStatus.FAILED
    assert "No other ideas this time: They were not found in time" in page(browser, reply)
    assert Idea.objects.shown().count() == 4
    assert idea_rounds.ask(reply, "Brighter")


def test_too_long_a_hint_and_a_post_that_is_gone_are_refused(
    browser: Client, reply: Message
) -> None:
    refused = again(browser, reply, "x" * 301)
    assert refused.status_code == 400
    assert "at most 300 characters" in json.loads(refused["HX-Trigger"])["toast"]["text"]
    reply.conversation.draft.delete()
    assert again(browser, reply, "Brighter").status_code == 409
    assert not IdeaRound.objects.exists()
