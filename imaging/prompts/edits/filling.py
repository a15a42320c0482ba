"""How much is in a picture: clutter, room for words, what the post speaks of and is not there."""

from collections.abc import Sequence

from imaging.pictures.colour_names import name
from imaging.prompts.edits.seen import Advice, EditSuggestion, Seen, by_detail, main_colour, third
from imaging.prompts.words import base_forms, function_words, words

_BUSY, _CALM = 0.34, 0.10


def detail(seen: Seen) -> Advice | None:
    facts = seen.facts
    calmest, busiest = by_detail(seen)
    if facts.detail > _BUSY:
        return 0.5 + facts.detail / 2, EditSuggestion(
            "Calm the background",
            f"Simplify what surrounds the subject, most of all {third(busiest)}: fewer and larger "
            "shapes, plain surfaces, no small clutter.",
            f"{facts.detail:.0%} of it is fine detail, and {facts.detail_of[busiest]:.0%} in "
            f"{third(busiest)}: scaled down for a feed, that turns to noise.",
        )
    if facts.detail_of[calmest] > _CALM:
        return 0.45, EditSuggestion(
            "Make room for words",
            f"Clear {third(calmest)}: one plain, even surface there in {name(main_colour(seen))} "
            "and nothing on it. Keep the subject as it is.",
            f"Even its calmest third, the {calmest}, has detail in "
            f"{facts.detail_of[calmest]:.0%} of it: a headline would be hard to read anywhere.",
        )
    return None


def post(seen: Seen) -> Advice | None:
    """Something the post speaks of that no version was asked to show."""
    if seen.post is None or not seen.prompts:
        return None
    theme = _first_unnamed(seen.post.themes, seen.prompts, seen.post.language)
    if not theme:
        return None
    calmest, _ = by_detail(seen)
    return 0.65, EditSuggestion(
        f"Bring in “{theme}”",
        f"Add something that shows {theme} in {third(calmest)}, without any lettering and small "
        "enough that the present subject stays the focal point.",
        f"The post speaks of “{theme}”, which the prompt does not name. There is most room in "
        f"{third(calmest)}{_how_full(seen.facts.detail_of[calmest])}.",
    )


def _how_full(detail: float) -> str:
    return f": only {detail:.0%} of it is detail" if round(detail, 2) else ", which is quite plain"


def _first_unnamed(themes: Sequence[str], prompts: str, language: str) -> str:
    """The first theme of whose words the prompts have none, in whatever form; "" for none."""
    said = _forms(prompts, language)
    return next((theme for theme in themes if not _forms(theme, language) & said), "")


def _forms(text: str, language: str) -> set[str]:
    idle = function_words(language)
    low = [word.low for word in words(text) if word.low not in idle]
    return {form for word in low for form in (word, *base_forms(word, language))}
