"""What a post gives a picture to work with."""

# Quotation marks and dashes of every kind stand around people's words.
# ruff: noqa: RUF001

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from imaging.prompts import world
from imaging.prompts.analysis import Analysis, analyse
from imaging.prompts.data import table
from imaging.prompts.recent import Recent, is_worn
from imaging.prompts.vocabulary import Hit, Vocabulary, listed
from imaging.prompts.words import WORD, Word, clauses, sentences, words

QUOTE_WORDS = 12
QUOTE_CHARS = 120
_EDGES = " \t-–—*#>•·_'’‘`.!?…"

NEUTRAL_THINGS = ("notebook", "door", "chair", "whiteboard", "desk")
NEUTRAL_PLACES = ("office", "meeting_room")


@dataclass(frozen=True, slots=True)
class Material:
    """`named_…` is what the post itself says, best first; `things`, `place` and `role` always hold
    something, from the post's industry where the post names nothing."""

    text: str
    analysis: Analysis
    named_things: tuple[Hit, ...]
    named_places: tuple[Hit, ...]
    named_roles: tuple[Hit, ...]
    concepts: tuple[Hit, ...]
    shapes: tuple[Hit, ...]
    times: tuple[Hit, ...]
    things: tuple[world.Thing, ...]
    place: world.Place
    role: world.Role
    recent: tuple[Recent, ...] = ()

    def fresh[T](self, options: Sequence[T], salt: str, says: Callable[[T], str]) -> T:
        """As `choose`, among those that the person has not just been shown, where there are any."""
        unseen = [option for option in options if not is_worn(says(option), self.recent)]
        return self.choose(unseen or list(options), salt)

    def choose[T](self, options: tuple[T, ...] | list[T], salt: str) -> T:
        """The same one for the same text and salt, evenly spread over texts."""
        digest = sha256(f"{salt}\n{' '.join(self.text.split())}".encode()).digest()
        return options[int.from_bytes(digest[:8]) % len(options)]

    def stations(self) -> tuple[world.Thing, ...]:
        """Three or four things in the order of the text."""
        in_order = sorted(self.named_things, key=lambda hit: hit.start)
        found = [world.things()[hit.key] for hit in in_order][:4]
        found += [thing for thing in self.things if thing not in found][: max(0, 3 - len(found))]
        return tuple(found)


def read(content: str, analysis: Analysis | None = None, recent: Sequence[Recent] = ()) -> Material:
    analysis = analysis or analyse(content)
    found = words(content)
    hits = {
        kind: tuple(world.named(kind, found, analysis.language))
        for kind in ("things", "places", "roles", "concepts")
    }
    industry = table("industries").get(analysis.industry, {})
    usual_things = tuple(industry.get("things", ())) or NEUTRAL_THINGS
    usual_places = tuple(industry.get("places", ())) or NEUTRAL_PLACES
    digest = sha256(content.encode("utf-8", "replace")).digest()
    turn = digest[0] % len(usual_things)
    keys = [hit.key for hit in hits["things"]] + [*usual_things[turn:], *usual_things[:turn]]
    keys += NEUTRAL_THINGS
    place = hits["places"][0].key if hits["places"] else usual_places[digest[1] % len(usual_places)]
    usual_roles = tuple(industry.get("roles", ()))
    if hits["roles"]:
        role = world.roles()[hits["roles"][0].key]
    elif usual_roles:
        role = world.roles()[usual_roles[digest[2] % len(usual_roles)]]
    else:
        role = world.ANYBODY
    return Material(
        text=content,
        analysis=analysis,
        named_things=hits["things"],
        named_places=hits["places"],
        named_roles=hits["roles"],
        concepts=hits["concepts"],
        shapes=_shapes_in(found, analysis.language),
        times=tuple(_times().find(found, language=analysis.language)),
        things=tuple(world.things()[key] for key in dict.fromkeys(keys)),
        place=world.places()[place],
        role=role,
        recent=tuple(recent),
    )


def quote(text: str, start: int, end: int) -> str:
    """The clause around a place in a text, exactly as it stands there, at most twelve words."""
    around = [span for span in clauses(text) if span.start <= start < span.end]
    low, high = (around[0].start, around[0].end) if around else (start, end)
    inside = [match.span() for match in re.finditer(r"\S+", text[low:high])]
    if clipped := len(inside) > QUOTE_WORDS:
        at = next(i for i, (_, stop) in enumerate(inside) if low + stop > start)
        # From the beginning of the clause, or else to its end: a quote from the middle reads badly.
        last = next((i for i, (_, stop) in enumerate(inside) if low + stop >= end), at)
        first = 0 if last < QUOTE_WORDS else min(at, len(inside) - QUOTE_WORDS)
        inside = inside[first : first + QUOTE_WORDS]
    while (
        clipped
        and len(inside) > 1
        and low + inside[-1][0] >= end
        and _trails(text, low, inside[-1])
    ):
        inside.pop()
    if inside:
        low, high = low + inside[0][0], low + inside[-1][1]
    piece = text[low:high].strip(_EDGES)
    return piece[:QUOTE_CHARS].rsplit(" ", 1)[0] if len(piece) > QUOTE_CHARS else piece


def _trails(text: str, low: int, place: tuple[int, int]) -> bool:
    """Whether nothing should end with the word there: "and", "of", "the"."""
    word = text[low + place[0] : low + place[1]]
    return word.casefold() in table("finish")["open_ends"].split()


def opening(text: str) -> str:
    """The first words of a text, to be quoted where nothing in it stands out."""
    for sentence in sentences(text):
        if WORD.search(sentence.text) and (said := quote(text, sentence.start, sentence.end)):
            return said
    return ""


def _shapes_in(found: tuple[Word, ...], language: str) -> tuple[Hit, ...]:
    hits = list(_shapes().find(found, language=language))
    in_order = [hit for hit in hits if hit.key == "sequence"]
    ordered = {hit.word for hit in in_order}
    return tuple(
        replace(hit, key="steps") if hit.key == "sequence" else hit
        for hit in hits
        if hit.key != "sequence" or len(ordered) > 1
    )


@cache
def _shapes() -> Vocabulary:
    return Vocabulary({key: listed(said) for key, said in table("diagrams")["shapes"].items()})


@cache
def _times() -> Vocabulary:
    times = table("light")["times"]
    return Vocabulary({key: listed(entry["words"]) for key, entry in times.items()})
