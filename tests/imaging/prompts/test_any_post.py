"""Whatever is made of the words that Easel knows reads as a post and has four ideas of its own."""

import re
from dataclasses import asdict

from hypothesis import example, given
from hypothesis import strategies as st

from imaging.prompts.analysis import THEMES_MAX, VISUAL_ELEMENTS_MAX, analyse
from imaging.prompts.data import table
from imaging.prompts.ideas import IdeaKind, suggest_ideas
from imaging.prompts.purpose import PURPOSES, UNKNOWN
from imaging.prompts.reading import TONES
from imaging.prompts.vocabulary import listed
from tests.imaging.prompts.test_ideas import check_well_formed
from tests.properties import examples

TABLES = ("named_things", "things", "places", "roles", "concepts")
KNOWN = sorted(
    {
        word.partition(":")[2] or word
        for name in TABLES
        for entry in table(name).values()
        for column in ("words", "weak")
        for word in listed(entry.get(column, ""))
    }
)
NUMBERS = ["38 percent", "twice", "from 90 to 35 minutes", "$4.2m", "1,200", "half", "3x", "2026"]
JOINTS = [" ", ", ", ". ", "\n", "\n- ", "\n\n", ": ", " – ", "? ", "! 🎉 ", "\nb) ", " “", "” "]

# Articles that meet, names that break off.
BROKEN = re.compile(r"\b(?:an?|the) (?:an?|the)\b|\b(?:of|an?|the)[,.;]", re.IGNORECASE)

piece = st.sampled_from(KNOWN) | st.sampled_from(NUMBERS)
posts = st.lists(st.tuples(piece, st.sampled_from(JOINTS)), min_size=1, max_size=25).map(
    lambda parts: "".join(word + joint for word, joint in parts)
)


@examples(60)
@example("5g ")
@given(posts)
def test_it_is_read_within_what_is_told_of_a_post(post: str) -> None:
    analysis = analyse(post)

    assert analysis.industry == UNKNOWN or analysis.industry in table("industries")
    assert analysis.purpose in PURPOSES
    assert analysis.tone in TONES
    assert analysis.audience
    assert len(set(analysis.themes)) == len(analysis.themes) <= THEMES_MAX
    assert all(theme in post for theme in analysis.themes)
    assert len(set(analysis.visual_elements)) == len(analysis.visual_elements)
    assert len(analysis.visual_elements) <= VISUAL_ELEMENTS_MAX
    assert all(0 <= sure <= 1 for sure in asdict(analysis.confidence).values())
    assert analyse(post) == analysis


@examples(60)
@example(
    "1,200. half twice\n- $4.2m! call 38 percent from 90 to 35 minutes sillón\n\nhalf 1,200 "
    "solution: biodiversity 1,200: pallet"
)
@given(posts)
def test_it_has_four_ideas_and_no_two_alike(post: str) -> None:
    ideas = suggest_ideas(post)

    check_well_formed(ideas, post)
    for field in ("description", "prompt", "reason", "sketch"):
        assert len({getattr(idea, field) for idea in ideas}) == len(ideas), field
    for idea in suggest_ideas(post, count=len(IdeaKind)):
        said = f"{idea.prompt} {idea.description}"
        assert "{" not in said
        assert "  " not in said
        assert not BROKEN.search(said), said
