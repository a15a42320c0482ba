"""Another prompt to offer where a model has refused one for safety; written here, without a model.

Providers do not say which words they refused. So the offer says what it did, not what was wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from imaging.limits import PROMPT_MAX
from imaging.prompts import world
from imaging.prompts.data import table
from imaging.prompts.ideas import suggest_ideas
from imaging.prompts.vocabulary import Vocabulary, listed
from imaging.prompts.words import language, sentences, words
from imaging.providers.types import Operation

# What is left of a prompt must still say enough to paint.
WORDS_LEFT_MIN = 8
# More kinds than a post is offered at first: the refused idea was one of them.
IDEAS = 6
NAMES_MAX = 3

_OFTEN = "Models often refuse violence, brands and real people."

# Two capitalised words in the middle of a sentence: a person's name, or a brand's.
_NAME = re.compile(r"(?<=[\w,;:'’\"“(] )(?:[A-ZÀ-Þ][\w'’-]+ ){1,2}[A-ZÀ-Þ][\w'’-]+")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Offer:
    """`reason` is a sentence on how `prompt` came about; not `is_new` is the refused one itself."""

    prompt: str
    reason: str
    is_new: bool = True


def safer_prompt(prompt: str, *, content: str, operation: Operation) -> Offer:
    """The prompt without what models are known to refuse, else a fresh one from the post.

    Only a new picture can be begun afresh: for the other operations, and where there is no post,
    the prompt itself comes back to be edited.
    """
    refused = sensitive(prompt)
    if refused and (left := _without(prompt, refused)):
        return Offer(left, f"This leaves out {_quoted(refused)}. {_OFTEN}")
    if operation is Operation.GENERATE and content.strip():
        for idea in suggest_ideas(content, count=IDEAS):
            if idea.prompt != prompt and not sensitive(idea.prompt):
                return Offer(idea.prompt, _why_anew(refused))
    return Offer(prompt, _why_none(refused, operation), is_new=False)


def sensitive(prompt: str) -> tuple[str, ...]:
    """The words of a prompt that models are known to refuse, and names, as they stand in it."""
    hits = _vocabulary().find(words(prompt), language=language(prompt))
    places = {(hit.start, hit.end) for hit in hits}
    places |= {match.span() for match in _NAME.finditer(prompt)}
    outer = [
        (start, end)
        for start, end in places
        if not any((a, b) != (start, end) and a <= start and end <= b for a, b in places)
    ]
    return tuple(dict.fromkeys(prompt[start:end] for start, end in sorted(outer)))


def _without(prompt: str, refused: Sequence[str]) -> str:
    """The sentences that name nothing of it; "" where they show nothing any more."""
    kept = [
        each.text
        for each in sentences(prompt)
        if not any(said.casefold() in each.text.casefold() for said in refused)
    ]
    left = " ".join(kept)
    found = words(left)
    shows = any(world.named(kind, found, language(left)) for kind in ("things", "places", "roles"))
    return left if shows and len(found) >= WORDS_LEFT_MIN and len(left) <= PROMPT_MAX else ""


def _why_anew(refused: Sequence[str]) -> str:
    if refused:
        return (
            f"A fresh idea from your post: without {_quoted(refused)} too little was left of the "
            f"prompt. {_OFTEN}"
        )
    return "A fresh idea from your post: the model does not say which words it refused."


def _why_none(refused: Sequence[str], operation: Operation) -> str:
    if refused:
        return f"It may be {_quoted(refused)}. {_OFTEN}"
    if operation is Operation.GENERATE:
        return "The model does not say which words it refused. Change what may have been meant."
    return (
        "The model does not say what it refused: it may be these words, or the picture they are "
        "about."
    )


def _quoted(refused: Sequence[str]) -> str:
    *first, last = (f"“{said}”" for said in refused[:NAMES_MAX])
    return f"{', '.join(first)} and {last}" if first else last


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary({key: listed(said) for key, said in table("sensitive").items()})
