"""OpenAI's assistant by the real SDK: what streams, what is suggested, what goes wrong."""

from dataclasses import replace

import pytest

from copilot.assistants.base import Author, Context, Turn, Write
from copilot.assistants.instructions import INSTRUCTIONS
from copilot.assistants.openai import OpenAIAssistant
from imaging.prompts.ideas import IdeaKind
from imaging.providers.types import Receipt
from tests.copilot.assistants.test_gemini import (
    POST,
    SUGGESTED,
    asked,
    failure,
    receipts,
    said,
    suggested,
    written,
)
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator

KEY = "sk-secret-of-the-writer-7f3a"
MODEL = "gpt-5.4-mini"


@pytest.fixture
def assistant(gemini: GeminiEmulator) -> OpenAIAssistant:
    return OpenAIAssistant(api_key=KEY, base_url=f"{gemini.base_url}/v1", model=MODEL, timeout_s=5)


def test_the_post_streams_before_the_answer_is_complete(
    gemini: GeminiEmulator, assistant: OpenAIAssistant
) -> None:
    gemini.script(behaviours.text("We cut ", "pick ", "errors.", chunk_delay_s=0.2), target="text")
    events = assistant.reply(asked())

    assert next(events) == Write("We cut ")
    assert gemini.calls_of("text")[0].ended_at is None
    assert written(list(events)) == "pick errors."


def test_the_end_tells_what_the_call_took(
    gemini: GeminiEmulator, assistant: OpenAIAssistant
) -> None:
    assert receipts(list(assistant.reply(asked()))) == [Receipt("emulated", 60, 180)]


def test_asides_are_talk(gemini: GeminiEmulator, assistant: OpenAIAssistant) -> None:
    gemini.script(
        behaviours.text("<asi", "de>Which quar", "ter?</as", "ide>\n\n", POST), target="text"
    )
    events = list(assistant.reply(asked()))
    assert (said(events), written(events)) == ("Which quarter?", POST)


def test_a_tool_call_becomes_ideas(gemini: GeminiEmulator, assistant: OpenAIAssistant) -> None:
    call = behaviours.function_call("suggest_images", {"ideas": [SUGGESTED]}, POST)
    gemini.script(call, target="text")
    ideas = suggested(list(assistant.reply(asked())))

    assert (ideas[0].kind, ideas[0].prompt) == (IdeaKind.PEOPLE, SUGGESTED["prompt"])
    assert len({idea.kind for idea in ideas}) == 4


@pytest.mark.parametrize("name", ["suggest_images", "delete_all"])
def test_a_call_that_makes_no_idea_leaves_the_local_ones(
    gemini: GeminiEmulator, assistant: OpenAIAssistant, name: str
) -> None:
    gemini.script(behaviours.function_call(name, {"ideas": "four"}, POST), target="text")
    ideas = suggested(list(assistant.reply(asked())))
    assert len({idea.kind for idea in ideas}) == 4


def test_the_model_is_told_the_rules_the_draft_and_the_conversation(
    gemini: GeminiEmulator, assistant: OpenAIAssistant
) -> None:
    turns = (
        Turn(Author.PERSON, "Notes: pick errors down"),
        Turn(Author.COPILOT, POST),
        Turn(Author.PERSON, "Shorter, please"),
    )
    list(assistant.reply(Context(turns=turns, draft=POST)))

    (call,) = gemini.calls_of("text")
    assert call.key_last4 == KEY[-4:]
    roles = [message["role"] for message in call.body["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    told = call.body["messages"][0]["content"]
    assert told.startswith(INSTRUCTIONS)
    assert told.endswith(f"<draft>\n{POST}\n</draft>")
    assert call.body["tools"][0]["function"]["name"] == "suggest_images"
    assert call.body["tools"][0]["function"]["parameters"]["required"] == ["ideas"]


@pytest.mark.parametrize(
    "scripted",
    [behaviours.finish("SAFETY"), behaviours.refusal(400, "content_policy_violation")],
)
def test_blocked_is_said_and_shopped_nowhere(
    gemini: GeminiEmulator, assistant: OpenAIAssistant, scripted: Behaviour
) -> None:
    gemini.script(scripted, target="text")
    error, before = failure(assistant.reply(asked()))

    assert (error.code, error.falls_back, before) == ("content_blocked", False, [])
    assert "safety" in error.sentence


@pytest.mark.parametrize(
    ("scripted", "code"),
    [
        (behaviours.refusal(404, "model_not_found"), "model_retired"),
        (behaviours.refusal(429, "rate_limit_exceeded"), "quota_exceeded"),
        (behaviours.refusal(401, "invalid_api_key"), "authentication"),
        (behaviours.refusal(503), "provider_unavailable"),
        (behaviours.html(), "provider_unavailable"),
        (behaviours.html(200), "provider_unavailable"),
        (behaviours.drop(), "provider_unavailable"),
        (behaviours.text(""), "provider_unavailable"),
        (behaviours.finish("STOP"), "provider_unavailable"),
        (replace(behaviours.ok(), delay_s=10), "timeout"),
    ],
)
def test_what_goes_wrong_is_typed_and_lets_the_next_answer(
    gemini: GeminiEmulator, scripted: Behaviour, code: str
) -> None:
    timeout_s = 0.3 if scripted.delay_s else 5.0
    assistant = OpenAIAssistant(
        api_key=KEY, base_url=f"{gemini.base_url}/v1", model=MODEL, timeout_s=timeout_s
    )
    gemini.script(scripted, target="text")
    error, before = failure(assistant.reply(asked()))

    assert (error.code, error.falls_back, before) == (code, True, [])
    assert error.sentence.startswith("OpenAI ")
    assert len(gemini.calls_of("text")) == 1
    chained: BaseException | None = error
    while chained:
        assert KEY not in f"{chained!r} {chained} {vars(chained)}"
        chained = chained.__cause__


def test_a_stream_that_breaks_keeps_what_came(
    gemini: GeminiEmulator, assistant: OpenAIAssistant
) -> None:
    gemini.script(behaviours.cut_off("We cut ", "pick errors"), target="text")
    error, before = failure(assistant.reply(asked()))

    assert error.code == "provider_unavailable"
    assert written(before) == "We cut pick errors"


def test_closing_the_reply_ends_the_call(
    gemini: GeminiEmulator, assistant: OpenAIAssistant
) -> None:
    many = behaviours.text(*(["word "] * 200), chunk_delay_s=0.05)
    gemini.script(many, behaviours.text(POST), target="text")
    events = assistant.reply(asked())
    next(events)
    events.close()  # type: ignore[attr-defined]

    assert written(list(assistant.reply(asked()))) == POST
