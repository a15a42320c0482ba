"""What a person says of the ideas they want in place of others, read by whole words and phrases."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from imaging.prompts.data import table
from imaging.prompts.styles import STYLES
from imaging.prompts.styles import style as style_of
from imaging.prompts.vocabulary import Hit, Vocabulary, listed
from imaging.prompts.words import LANGUAGES, Word, base_forms, words
from imaging.prompts.world import called_by_name

HINT_MAX = 300
# So many words before it a "no" reaches.
_REACH = 2
_LESS_LITERAL = ("metaphor", "object", "place", "diagram")
_MORE_LITERAL = ("people", "place", "object", "data")
_PEOPLE = re.compile(
    r"\{roles?\}|\{gesture\}|\b(?:person|people|somebody|someone|anyone|figure|hands?(?! truck)"
    r"|faces?|child|climber|runner|walker|worker|man|woman|men|women|crowd|team)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Steer:
    """Where ideas are to go; an empty one leaves them as they come.

    `first` are kinds in the order they are wanted, `without` those that are not; `styles` are
    slugs, best first. `shown` are the keys of things that are wished for; `hidden` those that are
    not to be seen, each with the word for it. `turn` counts how often the person has asked: another
    one chooses otherwise where there is a choice. `understood` says it all in a few words, and
    `missed` are those that nothing was made of.
    """

    first: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    styles: tuple[str, ...] = ()
    not_styles: frozenset[str] = frozenset()
    light: str = ""
    palette: str = ""
    shown: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    turn: int = 0
    understood: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def unseen(self) -> tuple[str, ...]:
        """In a word each, what a picture is not to have in it."""
        people = ("people",) if "people" in self.without else ()
        return (*(word for _, word in self.hidden), *people)

    def allows(self, template: str) -> bool:
        """Whether a scene may be shown: none with people, or a thing, where there is to be none."""
        if "people" in self.without and _PEOPLE.search(template):
            return False
        said = {form for word in words(template) for form in base_forms(word.low)}
        return not any(said.intersection(base_forms(word)) for _, word in self.hidden)


NO_STEER = Steer()


def read_hint(hint: str, *, turn: int = 0) -> Steer:
    """Never fails; a hint that says nothing known has nothing `understood`."""
    found = words(hint)
    hits = list(_hits(found))
    wanted = [hit.key for hit, no in hits if not no]
    unwanted = [hit.key for hit, no in hits if no]
    kinds = [key.split(".", 1)[1] for key in wanted if key.startswith("kinds.")]
    not_kinds = [key.split(".", 1)[1] for key in unwanted if key.startswith("kinds.")]
    literal = _literal(wanted, unwanted)
    if literal == "less":
        kinds += _LESS_LITERAL
    elif literal == "more":
        kinds += _MORE_LITERAL
        not_kinds.append("metaphor")
    if any(key.startswith("things.") for key in wanted):
        kinds.append("object")
    moods = [table("hints")["moods"][_name(key)] for key in wanted if key.startswith("moods.")]
    return Steer(
        first=tuple(kind for kind in dict.fromkeys(kinds) if kind not in not_kinds),
        without=frozenset(not_kinds),
        styles=_slugs(wanted),
        not_styles=frozenset(_slugs(unwanted)),
        light=next((mood["light"] for mood in moods if "light" in mood), ""),
        palette=next((mood["palette"] for mood in reversed(moods) if "palette" in mood), ""),
        shown=tuple(_name(key) for key in wanted if key.startswith("things.")),
        hidden=tuple((_name(hit.key), hit.word) for hit, no in hits if no and _is_thing(hit)),
        turn=turn,
        understood=tuple(dict.fromkeys(_said(hit, no=no) for hit, no in hits)),
        missed=_missed(found, [hit for hit, _ in hits]),
    )


@cache
def _vocabulary() -> Vocabulary:
    hints = table("hints")
    entries = {f"kinds.{key}": listed(said) for key, said in hints["kinds"].items()}
    entries |= {f"literal.{key}": listed(said) for key, said in hints["literal"].items()}
    for part in ("styles", "moods"):
        entries |= {f"{part}.{key}": listed(row["words"]) for key, row in hints[part].items()}
    return Vocabulary(entries)


@cache
def _things() -> Vocabulary:
    return Vocabulary({f"things.{key}": said for key, said in called_by_name().items()})


def _is_thing(hit: Hit) -> bool:
    return hit.key.startswith("things.")


def _hits(found: Sequence[Word]) -> Iterator[tuple[Hit, bool]]:
    """What is named, in its order, and whether it is not wanted."""
    known = {
        (hit.start, hit.end): hit
        for each in LANGUAGES
        for vocabulary in (_things(), _vocabulary())
        for hit in vocabulary.find(found, language=each)
    }
    before_end, before_no = 0, False
    for (start, end), hit in sorted(known.items(), key=lambda each: (each[0][0], -each[0][1])):
        if start < before_end:
            continue
        between = [word.low for word in found if before_end <= word.start < start]
        no = bool(_set("no").intersection(between[-_REACH:]))
        # "No people or data" means neither; after a comma something else begins.
        goes_on = bool(before_end and between) and set(between) <= _set("and")
        before_end, before_no = end, no or (goes_on and before_no)
        yield hit, before_no


def _literal(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    said = next((_name(key) for key in wanted if key.startswith("literal.")), "")
    if said:
        return said
    denied = next((_name(key) for key in unwanted if key.startswith("literal.")), "")
    return {"less": "more", "more": "less"}.get(denied, "")


def _slugs(keys: Sequence[str]) -> tuple[str, ...]:
    """Of the styles named; one named by itself goes before those that a wider word means."""
    rows = [table("hints")["styles"][_name(key)]["slugs"] for key in keys if key[:7] == "styles."]
    narrow_first = sorted(rows, key=len)
    slugs: list[str] = [slug for row in narrow_first for slug in row]
    return tuple(dict.fromkeys(slugs))


def _said(hit: Hit, *, no: bool) -> str:
    if _is_thing(hit):
        return f"no {hit.word}" if no else hit.word
    part, name = hit.key.split(".", 1)
    if part == "literal":
        less = (name == "less") != no
        return "less literal" if less else "more literal"
    known = style_of(name)
    label = known.name.lower() if known else name
    return f"no {label}" if no else label


def _missed(found: Sequence[Word], hits: Sequence[Hit]) -> tuple[str, ...]:
    silent = _set("no") | _set("and") | frozenset(str(table("hints")["filler"]).split())
    return tuple(
        word.low
        for word in found
        if word.low not in silent and not any(hit.start <= word.start < hit.end for hit in hits)
    )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(listed(table("hints")[name]))


def _name(key: str) -> str:
    return key.split(".", 1)[1]


def known_hints() -> str:
    """What a hint may speak of, for whoever was not understood."""
    styles = ", ".join(each.name.lower() for each in STYLES[:4])
    return (
        "people, diagrams, data, metaphors, places or objects, with or without; less or more "
        f"literal; styles such as {styles}; brighter, darker, warmer, cooler, colourful or muted"
    )
