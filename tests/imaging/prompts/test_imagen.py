"""Prompts for Imagen: what goes, what comes, and what survives any length."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imaging.prompts.imagen import CONTEXTS, MAX_TOKENS, PROFESSIONAL, context_of, imagen_prompt
from imaging.prompts.tokens import estimate_tokens


def subject_of(prompt: str) -> str:
    return prompt.split(PROFESSIONAL, maxsplit=1)[0].strip()


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("**Generate an image of** a calm harbour", "a calm harbour."),
        ("Please create me a stunning wide photo showing two engineers", "two engineers."),
        ("Could you draw an illustration: the bridge at dawn.", "the bridge at dawn."),
        (
            "# Image prompt: A harbour\n- soft light\n1. one boat",
            "A harbour. soft light. one boat.",
        ),
        ("A harbour in 16:9 aspect ratio, at 4K resolution.", "A harbour."),
        ("A harbour, 1200x627 pixels, aspect ratio: 1.91:1", "A harbour."),
        ("You are an expert designer. A harbour. Return only the image.", "A harbour."),
        ("```\nA harbour with `one` [boat](https://example.org)\n```", "A harbour with one boat."),
        ("A meeting at 10:30 before a 4K monitor", "A meeting at 10:30 before a 4K monitor."),
        ("Show the harbour at dawn.", "Show the harbour at dawn."),
        ("Сгенерированная гавань на рассвете", "Сгенерированная гавань на рассвете."),
        ("夜明けの港。船が一隻。", "夜明けの港。 船が一隻。"),
    ],
)
def test_only_a_plain_description_is_left(written: str, left: str) -> None:
    assert subject_of(imagen_prompt(written)) == left


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Our software team ships code with AI", "technology"),
        ("A nurse and two patients", "healthcare"),
        ("Budget, tax and investors", "finance"),
        ("Students in a classroom", "education"),
        ("A dashboard of metrics", "data"),
        ("Hiring and onboarding of teams", "people"),
        ("Customers and sales strategy", "business"),
        ("She said the window was maintained", ""),
        ("A lighthouse in fog", ""),
    ],
)
def test_the_context_is_decided_by_whole_words(text: str, context: str) -> None:
    assert context_of(text) == context


def test_the_post_lends_its_context_to_the_prompt() -> None:
    prompt = imagen_prompt("A lighthouse in fog", "What nurses taught me about patients")
    assert prompt.endswith(CONTEXTS["healthcare"][1])
    assert imagen_prompt("A lighthouse in fog").endswith(PROFESSIONAL)


def test_an_empty_prompt_takes_its_subject_from_the_post() -> None:
    assert subject_of(imagen_prompt("", "We moved a harbour.")) == "We moved a harbour."


def test_a_long_prompt_loses_its_middle_at_a_sentences_end() -> None:
    sentences = [f"Sentence number {number} says something calm." for number in range(200)]
    prompt = imagen_prompt(" ".join(sentences))
    subject = subject_of(prompt)
    assert subject.startswith(sentences[0])
    assert subject.endswith("calm.")
    assert MAX_TOKENS - 30 < estimate_tokens(prompt) <= MAX_TOKENS


def test_one_endless_sentence_is_cut_between_words() -> None:
    prompt = imagen_prompt("A harbour " + "with many quiet boats " * 500)
    assert estimate_tokens(prompt) <= MAX_TOKENS
    words = set(re.findall(r"\w+", subject_of(prompt)))
    assert words == {"A", "harbour", "with", "many", "quiet", "boats"}


def test_a_script_without_spaces_is_cut_between_characters() -> None:
    subject = subject_of(imagen_prompt("港" * 3000))
    assert set(subject) == {"港", "."}
    assert len(subject) > 100


words = st.one_of(
    st.text(min_size=1, max_size=400),
    st.from_regex(r"[a-z]{1,40}", fullmatch=True),
    st.sampled_from(["harbour", "гавань", "港", "🚢", "a.", "\n", "**", "16:9", "```", "You are"]),
)


@given(st.lists(words, max_size=400), st.text(max_size=200))
def test_nothing_exceeds_the_limit_or_loses_the_finish(pieces: list[str], content: str) -> None:
    prompt = imagen_prompt(" ".join(pieces), content)
    assert estimate_tokens(prompt) <= MAX_TOKENS
    finishes = {PROFESSIONAL, *(f"{PROFESSIONAL} {added}" for _, added in CONTEXTS.values())}
    assert any(prompt.endswith(finish) for finish in finishes)


@given(st.lists(st.from_regex(r"[a-z]{1,20}", fullmatch=True), min_size=1, max_size=900))
def test_no_word_is_ever_cut(pieces: list[str]) -> None:
    kept = re.findall(r"\w+", subject_of(imagen_prompt(" ".join(pieces))))
    assert set(kept) <= set(pieces)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("", 0),
        ("A calm harbour at dawn.", 6),
        ("internationalisation", 5),
        ("12345", 5),
        ("🚢", 4),
        ("港", 3),
        ("гавань", 6),
    ],
)
def test_tokens_are_counted_rather_too_high(text: str, least: int) -> None:
    assert estimate_tokens(text) >= least


@given(st.text(max_size=300), st.text(max_size=300))
def test_tokens_of_parts_bound_those_of_the_whole(first: str, second: str) -> None:
    whole = estimate_tokens(f"{first} {second}")
    assert whole == estimate_tokens(first) + estimate_tokens(second)
