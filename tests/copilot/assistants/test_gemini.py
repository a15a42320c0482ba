"""Gemini's assistant by the real SDK: what streams, what is suggested, what goes wrong."""

from collections.abc import Iterator
from typing import Any

import pytest

from copilot.assistants.base import (
    AssistantError,
    Author,
    Context,
    ReplyEvent,
    Suggest,
    Talk,
    Turn,
    Write,
)
from copilot.assistants.gemini import GeminiAssistant
from copilot.assistants.instructions import INSTRUCTIONS
from imaging.prompts.ideas import IdeaKind, ImageIdea
from imaging.providers.types import Receipt
from tests.emulator import behaviours
from tests.emulator.behaviours import Behaviour
from tests.emulator.server import GeminiEmulator

KEY = "AIza-secret-of-the-writer-7f3a"
POST = "We cut pick errors by 38 percent in one quarter. Not with more people."
SUGGESTED = {
    "kind": "people",
    "style": "cinematic",
    "prompt": "A picker and a robot meet at eye level between two tall racks.",
    "description": "A picker and a robot at eye level.",
    "reason": "Because you say “pick errors”.",
}


@pytest.fixture
def assistant(gemini: GeminiEmulator) -> GeminiAssistant:
    return GeminiAssistant(
        api_key=KEY, base_url=gemini.base_url, model="gemini-3.8-flash", timeout_s=5
    )


def asked(text: str = "Write a post about our robots", **known: Any) -> Context:
    return Context(turns=(Turn(Author.PERSON, text),), **known)


def written(events: list[ReplyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Write))


def said(events: list[ReplyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Talk))


def receipts(events: list[ReplyEvent]) -> list[Receipt]:
    return [event for event in events if isinstance(event, Receipt)]


def suggested(events: list[ReplyEvent]) -> tuple[ImageIdea, ...]:
    return next((event.ideas for event in events if isinstance(event, Suggest)), ())


def failure(events: Iterator[ReplyEvent]) -> tuple[AssistantError, list[ReplyEvent]]:
    """The error a reply ends with, and what came before it but for receipts."""
    before: list[ReplyEvent] = []
    with pytest.raises(AssistantError) as caught:
        before.extend(event for event in events if not isinstance(event, Receipt))
    return caught.value, before


def test_the_post_streams_before_the_answer_is_complete(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    gemini.script(behaviours.text("We cut ", "pick ", "errors.", chunk_delay_s=0.2), target="text")
    events = assistant.reply(asked())

    assert next(events) == Write("We cut ")
    assert gemini.calls_of("text")[0].ended_at is None
    assert written(list(events)) == "pick errors."


def test_the_end_tells_what_the_call_took(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    assert receipts(list(assistant.reply(asked()))) == [Receipt("emulated", 60, 180)]


def test_an_aside_that_chunks_cut_in_two_is_talk(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    gemini.script(
        behaviours.text("<asi", "de>Which quar", "ter?</as", "ide>\n\n", POST), target="text"
    )
    events = list(assistant.reply(asked()))

    assert said(events) == "Which quarter?"
    assert written(events) == POST


def test_an_aside_alone_brings_no_ideas(gemini: GeminiEmulator, assistant: GeminiAssistant) -> None:
    gemini.script(behaviours.text("<aside>What happened?</aside>"), target="text")
    events = list(assistant.reply(asked()))

    assert (said(events), written(events), suggested(events)) == ("What happened?", "", ())


def test_a_function_call_becomes_ideas_and_is_filled_up_with_other_kinds(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    call = behaviours.function_call("suggest_images", {"ideas": [SUGGESTED, SUGGESTED]}, POST)
    gemini.script(call, target="text")
    ideas = suggested(list(assistant.reply(asked())))

    assert (ideas[0].kind, ideas[0].style) == (IdeaKind.PEOPLE, "cinematic")
    assert ideas[0].prompt == SUGGESTED["prompt"]
    assert ideas[0].sketch
    assert len(ideas) == len({idea.kind for idea in ideas}) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"ideas": "four of them"},
        {"ideas": [None, 7, [], {}]},
        {"ideas": [SUGGESTED | {"kind": "portrait"}, SUGGESTED | {"prompt": " "}]},
        {"ideas": [SUGGESTED | {"prompt": "long " * 2000, "reason": 5}]},
        {"pictures": [SUGGESTED]},
    ],
)
def test_arguments_that_make_no_idea_leave_the_local_ones(
    gemini: GeminiEmulator, assistant: GeminiAssistant, arguments: dict[str, object]
) -> None:
    gemini.script(behaviours.function_call("suggest_images", arguments, POST), target="text")
    ideas = suggested(list(assistant.reply(asked())))

    assert len({idea.kind for idea in ideas}) == 4
    assert all("no logos" in idea.prompt for idea in ideas)


def test_without_a_call_the_ideas_are_local(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    gemini.script(behaviours.text(POST), target="text")
    ideas = suggested(list(assistant.reply(asked())))
    assert len({idea.kind for idea in ideas}) == 4


def test_an_unknown_style_is_no_reason_to_lose_an_idea(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    odd = SUGGESTED | {"style": "vaporwave"}
    gemini.script(behaviours.function_call("suggest_images", {"ideas": [odd]}, POST), target="text")
    first = suggested(list(assistant.reply(asked())))[0]
    assert (first.prompt, first.style) == (SUGGESTED["prompt"], "photographic")


def test_a_call_of_another_function_is_ignored(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    gemini.script(
        behaviours.function_call("delete_all", {"ideas": [SUGGESTED]}, POST), target="text"
    )
    ideas = suggested(list(assistant.reply(asked())))
    assert all(idea.prompt != SUGGESTED["prompt"] for idea in ideas)


def test_thoughts_are_not_the_post(gemini: GeminiEmulator, assistant: GeminiAssistant) -> None:
    thought = {"text": "The person wants brevity.", "thought": True}
    gemini.script(behaviours.chunks([thought], [{"text": POST}]), target="text")
    assert written(list(assistant.reply(asked()))) == POST


def test_the_model_is_told_the_rules_the_draft_and_the_conversation(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    context = Context(
        turns=(
            Turn(Author.PERSON, "Notes: pick errors down"),
            Turn(Author.COPILOT, POST),
            Turn(Author.PERSON, "Shorter, please"),
        ),
        draft=POST,
        person_name="Dana Reyes",
        headline="Operations",
    )
    list(assistant.reply(context))

    (call,) = gemini.calls_of("text")
    told = call.body["systemInstruction"]["parts"][0]["text"]
    assert told.startswith(INSTRUCTIONS)
    assert "Dana Reyes, Operations" in told
    assert told.endswith(f"<draft>\n{POST}\n</draft>")
    assert [turn["role"] for turn in call.body["contents"]] == ["user", "model", "user"]
    assert call.prompt == "Shorter, please"
    assert call.body["tools"][0]["functionDeclarations"][0]["name"] == "suggest_images"


@pytest.mark.parametrize(
    "scripted",
    [behaviours.blocked(), behaviours.blocked("PROHIBITED_CONTENT"), behaviours.finish("SAFETY")],
)
def test_blocked_is_said_and_shopped_nowhere(
    gemini: GeminiEmulator, assistant: GeminiAssistant, scripted: Behaviour
) -> None:
    gemini.script(scripted, target="text")
    error, before = failure(assistant.reply(asked()))

    assert (error.code, error.falls_back, before) == ("content_blocked", False, [])
    assert "safety" in error.sentence


@pytest.mark.parametrize(
    ("scripted", "code"),
    [
        (behaviours.not_found(), "model_retired"),
        (behaviours.quota(17), "quota_exceeded"),
        (behaviours.zero_quota(), "quota_exceeded"),
        (behaviours.bad_key(), "authentication"),
        (behaviours.error(403, "PERMISSION_DENIED"), "authentication"),
        (behaviours.unavailable(500), "provider_unavailable"),
        (behaviours.unavailable(503), "provider_unavailable"),
        (behaviours.html(), "provider_unavailable"),
        (behaviours.html(200), "provider_unavailable"),
        (behaviours.drop(), "provider_unavailable"),
        (behaviours.text(""), "provider_unavailable"),
        (behaviours.finish("STOP"), "provider_unavailable"),
        (behaviours.finish("OTHER"), "provider_unavailable"),
    ],
)
def test_what_goes_wrong_is_typed_and_lets_the_next_answer(
    gemini: GeminiEmulator, assistant: GeminiAssistant, scripted: Behaviour, code: str
) -> None:
    gemini.script(scripted, target="text")
    error, before = failure(assistant.reply(asked()))

    assert (error.code, error.falls_back, before) == (code, True, [])
    assert error.sentence.startswith("Gemini ")
    assert error.sentence.endswith(".")
    assert len(gemini.calls_of("text")) == 1


def test_a_stream_that_breaks_keeps_what_came(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    gemini.script(behaviours.cut_off("We cut ", "pick errors"), target="text")
    error, before = failure(assistant.reply(asked()))

    assert error.code == "provider_unavailable"
    assert written(before) == "We cut pick errors"


def test_too_slow_is_a_timeout(gemini: GeminiEmulator) -> None:
    gemini.script(behaviours.ok(delay_s=2), target="text")
    hasty = GeminiAssistant(
        api_key=KEY, base_url=gemini.base_url, model="gemini-3.8-flash", timeout_s=0.3
    )
    error, _ = failure(hasty.reply(asked()))
    assert (error.code, error.falls_back) == ("timeout", True)


@pytest.mark.parametrize(
    "scripted", [behaviours.bad_key(), behaviours.quota(), behaviours.html(), behaviours.drop()]
)
def test_the_key_is_in_no_error(
    gemini: GeminiEmulator, assistant: GeminiAssistant, scripted: Behaviour
) -> None:
    gemini.script(scripted, target="text")
    error, _ = failure(assistant.reply(asked()))
    chained: BaseException | None = error
    while chained:
        assert KEY not in f"{chained!r} {chained} {vars(chained)}"
        chained = chained.__cause__
    assert KEY not in f"{assistant!r} {error.sentence}"


def test_closing_the_reply_ends_the_call(
    gemini: GeminiEmulator, assistant: GeminiAssistant
) -> None:
    many = behaviours.text(*(["word "] * 200), chunk_delay_s=0.05)
    gemini.script(many, behaviours.text(POST), target="text")
    events = assistant.reply(asked())
    next(events)
    events.close()  # type: ignore[attr-defined]

    assert written(list(assistant.reply(asked()))) == POST
