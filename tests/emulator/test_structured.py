"""What Easel asks for in a form is answered in it, without a script."""

import json
from typing import Any

import httpx
import pytest

from imaging.prompts import idea_writing, looking, reading, rewording
from imaging.prompts.alt_text import AIM_MAX, AIM_MIN
from imaging.prompts.analysis import analyse
from imaging.prompts.edits import SUGGESTIONS_MAX
from imaging.prompts.ideas import WORDS_MAX, WORDS_MIN
from imaging.providers.gemini_text import GeminiText
from imaging.providers.openai_text import OpenAIText
from tests.emulator.server import GeminiEmulator

POST = (
    "Cross docking taught our warehouse teams to trust the schedule.\n\n"
    "Trucks wait 20 minutes now, not two hours, with the same people."
)


@pytest.fixture
def model(gemini: GeminiEmulator) -> GeminiText:
    return GeminiText("a-key-1234", gemini.base_url, "gemini-3.8-flash", 10)


def test_ideas_fit_and_others_come_when_asked_again(model: GeminiText) -> None:
    def ideas(seen: list[str]) -> list[str]:
        asked = idea_writing.question(POST, wish="", seen=seen)
        answer = model.ask(
            asked,
            instruction=idea_writing.INSTRUCTION,
            schema=idea_writing.schema(),
            within_s=10,
        )
        found = idea_writing.ideas_from(answer.text, POST, seen=seen) or ()
        lengths = [len(each["prompt"].split()) for each in json.loads(answer.text)["ideas"]]
        assert WORDS_MIN <= min(lengths) <= max(lengths) <= WORDS_MAX
        return [each.prompt for each in found]

    first = ideas([])
    second = ideas(first)
    assert len(first) == len(second) == idea_writing.IDEAS
    assert not set(first) & set(second)


def test_a_look_tells_of_a_picture(model: GeminiText) -> None:
    answer = model.ask(
        looking.question(content="", prompt="A lighthouse over calm water", known=["More light"]),
        instruction=looking.INSTRUCTION,
        schema=looking.schema(),
        within_s=10,
    )
    sight = looking.sight_from(answer.text, known=["More light"])
    assert sight is not None
    assert AIM_MIN <= len(sight.alt_text) <= AIM_MAX
    titles = [each.title for each in sight.suggestions]
    assert len(set(titles)) == SUGGESTIONS_MAX
    assert all(2 <= len(title.split()) <= 5 for title in titles)


def test_a_post_is_read_in_its_own_words(model: GeminiText) -> None:
    answer = model.ask(
        reading.question(POST),
        instruction=reading.INSTRUCTION,
        schema=reading.schema(),
        within_s=10,
    )
    analysis = reading.analysis_from(answer.text, analyse(POST))
    assert analysis is not None
    assert len(analysis.themes) == 3
    assert all(theme in " ".join(POST.split()) for theme in analysis.themes)


def test_a_prompt_is_reworded_by_either_provider(model: GeminiText) -> None:
    asked = rewording.question("A knight with a sword", POST)
    openai = OpenAIText("a-key-1234", f"{model.base_url}/v1", "gpt-5.4-mini", 10)
    for each in (model, openai):
        answer = each.ask(asked, instruction=rewording.INSTRUCTION, within_s=10)
        prompt = rewording.reworded(answer.text, before="A knight with a sword")
        assert WORDS_MIN <= len(prompt.split()) <= WORDS_MAX


def test_any_schema_has_an_answer(gemini: GeminiEmulator) -> None:
    schema: dict[str, Any] = {
        "type": "OBJECT",
        "properties": {
            "kind": {"const": "a"},
            "short": {"type": "STRING", "maxLength": 12},
            "sizes": {"type": "ARRAY", "minItems": 5, "items": {"type": "INTEGER", "minimum": 3}},
            "either": {"anyOf": [{"type": "BOOLEAN"}, {"type": "STRING"}]},
            "none": {"type": ["null"]},
        },
    }
    ask = {
        "contents": [{"role": "user", "parts": [{"text": "Harbours"}]}],
        "generationConfig": {"responseSchema": schema},
    }
    url = f"{gemini.base_url}/v1beta/models/gemini-3.8-flash:generateContent"
    answer = httpx.post(url, json=ask, headers={"x-goog-api-key": "a-key-1234"}, timeout=10)
    told = json.loads(answer.json()["candidates"][0]["content"]["parts"][0]["text"])
    short = told.pop("short")
    assert 0 < len(short) <= 12
    assert told == {"kind": "a", "sizes": [3] * 5, "either": True, "none": None}
