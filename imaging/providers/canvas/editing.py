"""Instructions that the canvas understands about its own drawings: a few words, and no more.

English, and the commonest of German. What it does not understand whole it does not do in part.
"""

import random
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from imaging.providers.canvas.drawing import Changes, Drawing
from imaging.providers.canvas.headline import LONGEST, plain
from imaging.providers.canvas.palettes import PALETTES

POSSIBLE = (
    "change its text (“change the text to …”), make the headline bigger or smaller and the "
    "background darker or lighter, use another colour (“use blue”), leave out the decoration, or "
    "take another design"
)
SIZE_STEP, SIZE_LEAST, SIZE_MOST = 1.25, 0.4, 10.0
SHADE_MOST = 2


class NotUnderstood(Exception):
    """`str()` is the sentence for the person."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a drawing looks like now, by the names of its design and its palette.

    `designs` are those that its words could be set in.
    """

    design: str
    palette: str
    designs: Sequence[str]


def edited(drawing: Drawing, instruction: str, look: Look) -> Drawing:
    """The drawing after the instruction. Raises `NotUnderstood`."""
    if (words := _new_words(instruction, drawing.words)) is not None:
        after = replace(drawing, words=words)
    else:
        after = replace(drawing, changes=_after(drawing, instruction, look))
    if after == drawing:
        raise NotUnderstood("It is so already. Say what else should change.")
    return after


_TEXT = r"(?:the |its |den |die )?(?:text|headline|words?|wording|title|hook|überschrift|titel)"
_NEW_WORDS = re.compile(
    rf"^\W*(?:please |bitte )?(?:(?:change|set|replace|edit|ändere|setze|ersetze) {_TEXT}"
    rf"(?: (?:in|on|of) (?:the |this )?(?:image|picture))? (?:to|with|by|into|zu|auf|in|durch)"
    rf"|(?:make|let|have) (?:it|{_TEXT}|the (?:image|picture)) (?:say|read)|{_TEXT}:)"
    r"\s*:?\s*(?P<words>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OPEN, _CLOSE = "\"“„'‘«", "\"”“'’»"  # noqa: RUF001
_OTHER_WORDS = re.compile(
    rf"^\W*(?:please |bitte )?(?:replace|change|ersetze) [{_OPEN}](?P<old>[^{_CLOSE}]+)[{_CLOSE}]"
    rf" (?:with|by|to|into|durch) [{_OPEN}](?P<new>[^{_CLOSE}]*)[{_CLOSE}]\W*$",
    re.IGNORECASE,
)


def _new_words(instruction: str, words: str) -> str | None:
    """The headline that is asked for; None where the instruction is about something else."""
    if other := _OTHER_WORDS.match(instruction):
        if other["old"].casefold() not in words.casefold():
            raise NotUnderstood(f"“{other['old']}” does not stand in the picture.")
        told = re.sub(re.escape(other["old"]), lambda _: other["new"], words, flags=re.IGNORECASE)
    elif new := _NEW_WORDS.match(instruction):
        told = new["words"].strip()
        quoted = told[0] in _OPEN and told.rstrip(".")[-1:] in set(_CLOSE)
        told = told.rstrip(".").strip(_OPEN + _CLOSE) if quoted else told
    else:
        return None
    told = plain(" ".join(told.split()))
    if not told:
        raise NotUnderstood("Say which text should stand there instead.")
    if len(told) > LONGEST:
        raise NotUnderstood(f"A headline has at most {LONGEST} characters. Shorten it.")
    return told


def _after(drawing: Drawing, instruction: str, look: Look) -> Changes:
    """The changes with those of the instruction, of which each part asks for one."""
    changes = drawing.changes
    chance = random.Random(f"{drawing.seed}\0{look.design}\0{look.palette}")  # noqa: S311
    for part in _parts(instruction):
        wish = _Wish(frozenset(_words(part)), look, chance)
        changes = _CHANGES[_topic(part)](changes, wish)
    return changes


def _parts(instruction: str) -> list[str]:
    """The instruction whole where it is about one thing, else in its clauses."""
    if len(_topics(instruction)) == 1:
        return [instruction]
    clauses = re.split(r"[,;.!]|\b(?:and|then|but|und|aber)\b", instruction, flags=re.IGNORECASE)
    parts = [clause.strip() for clause in clauses if clause.strip(" \t\n'\"")]
    if not parts:
        raise NotUnderstood("Say what should change.")
    return parts


def _topic(part: str) -> str:
    topics = _topics(part)
    if len(topics) != 1:
        raise NotUnderstood(
            f"Canvas drew this picture and does not understand “{part}”. It can change the text "
            "and its size, the colours, how dark they are, the decoration and the design. For "
            "anything else, add a provider key in the settings."
        )
    return topics[0]


def _topics(said: str) -> list[str]:
    """What it is about: every word of it, but for those that say nothing, belongs to that."""
    words = set(_words(said)) - _FILLERS
    return [
        name
        for name, needed in _TOPICS.items()
        if all(words & some for some in needed) and words <= set().union(_BESIDE[name], *needed)
    ]


def _words(said: str) -> list[str]:
    return re.findall(r"\w+(?:-\w+)*", said.casefold())


_HUES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("blue", "blau"), ("harbour", "slate", "cobalt", "midnight")),
    **dict.fromkeys(("green", "grün"), ("forest", "sage", "mint")),
    **dict.fromkeys(("red", "rot"), ("ember", "blush")),
    **dict.fromkeys(("purple", "violet", "lila", "violett"), ("plum",)),
    **dict.fromkeys(("pink", "rosa"), ("blush",)),
    **dict.fromkeys(("brown", "beige", "sand"), ("sand", "ember")),
    **dict.fromkeys(("teal", "turquoise", "mint"), ("mint", "harbour")),
    **dict.fromkeys(("white", "cream", "weiß"), ("paper", "slate")),
    **dict.fromkeys(("grey", "gray", "grau"), ("slate",)),
    **dict.fromkeys(("warmer", "warm", "wärmer"), ("ember", "sand", "paper", "blush")),
    **dict.fromkeys(("cooler", "colder", "cool", "kälter"), ("harbour", "slate", "mint")),
    "orange": ("ember", "paper"),
    "navy": ("midnight", "harbour"),
}
_DARKER, _LIGHTER = {"darker", "dark", "dunkler"}, {"lighter", "brighter", "light", "heller"}
_BIGGER = {"bigger", "larger", "increase", "enlarge", "größer", "größere"}
_SMALLER = {"smaller", "reduce", "decrease", "kleiner", "kleinere"}
_LETTERING = {"headline", "text", "font", "letters", "lettering", "words", "type", "title"} | {
    "überschrift", "schrift", "titel",
}  # fmt: skip
_SHAPES = {
    "decoration", "decorations", "shape", "shapes", "pattern", "patterns", "ornament", "ornaments",
    "circle", "circles", "line", "lines", "dot", "dots", "wave", "waves", "tiles", "graphics",
    "dekoration", "muster", "formen",
}  # fmt: skip
_AWAY = {"remove", "without", "no", "delete", "drop", "hide", "ohne", "entferne", "leave", "out"}
_BACK = {"add", "back", "bring", "put", "show", "restore"}
_SIMPLER = {"plainer", "simpler", "plain", "simple", "schlichter"}
_OTHER = {"another", "different", "other", "new", "andere", "anderes", "anderen", "neues"}
_DESIGN = {"design", "layout", "composition", "template"}
_COLOURS = {"colour", "colours", "color", "colors", "palette", "farbe", "farben"}
_FILLERS = {
    "a", "an", "the", "it", "its", "this", "that", "please", "bitte", "make", "use", "take", "try",
    "set", "change", "turn", "give", "me", "in", "to", "with", "of", "on", "for", "from", "more",
    "much", "bit", "little", "slightly", "some", "all", "and", "background", "picture", "image",
    "tone", "tones", "size", "version", "i", "want", "would", "like", "can", "you", "mach", "den",
    "die", "das", "ein", "eine", "einen", "und", "nimm", "etwas", "hintergrund", "bild", "mit",
}  # fmt: skip
_HUE_NAMES = frozenset(_HUES)
# By name, the sets of words of each of which there has to be one.
_TOPICS: dict[str, tuple[Set[str], ...]] = {
    "hue": (_HUE_NAMES,),
    "shade": (_DARKER | _LIGHTER,),
    "size": (_BIGGER | _SMALLER, _LETTERING),
    "bare": (_SHAPES, _AWAY | _BACK),
    "simpler": (_SIMPLER,),
    "design": (_OTHER, _DESIGN),
    "colours": (_OTHER, _COLOURS),
}
# And what may stand beside them.
_BESIDE: dict[str, Set[str]] = {
    "hue": _DARKER | _LIGHTER | _COLOURS,
    "shade": _COLOURS,
    "size": set(),
    "bare": set(),
    "simpler": _DESIGN,
    "design": set(),
    "colours": set(),
}


@dataclass(frozen=True, slots=True)
class _Wish:
    words: Set[str]
    look: Look
    chance: random.Random


def _recolour(changes: Changes, wish: _Wish) -> Changes:
    """A palette of the hue, the next one where the picture has one; dark if that is said."""
    hue = next(word for word in _HUES if word in wish.words)
    dark = {each.name: each.dark for each in PALETTES}
    names = _HUES[hue]
    if wish.words & (_DARKER | _LIGHTER):
        wanted = bool(wish.words & _DARKER)
        names = tuple(name for name in names if dark[name] is wanted) or names
    at = names.index(wish.look.palette) + 1 if wish.look.palette in names else 0
    return replace(changes, palette=names[at % len(names)], shade=0)


def _shade(changes: Changes, wish: _Wish) -> Changes:
    shade = changes.shade + (-1 if wish.words & _DARKER else 1)
    return replace(changes, shade=max(-SHADE_MOST, min(SHADE_MOST, shade)))


def _resize(changes: Changes, wish: _Wish) -> Changes:
    size = changes.size * (SIZE_STEP if wish.words & _BIGGER else 1 / SIZE_STEP)
    return replace(changes, size=round(max(SIZE_LEAST, min(SIZE_MOST, size)), 3))


def _strip(changes: Changes, wish: _Wish) -> Changes:
    return replace(changes, bare=not wish.words & _BACK)


def _redesign(changes: Changes, wish: _Wish) -> Changes:
    others = [name for name in wish.look.designs if name != wish.look.design]
    return replace(changes, design=wish.chance.choice(others), bare=False)


def _other_colours(changes: Changes, wish: _Wish) -> Changes:
    others = [each.name for each in PALETTES if each.name != wish.look.palette]
    return replace(changes, palette=wish.chance.choice(others), shade=0)


_CHANGES = {
    "hue": _recolour,
    "shade": _shade,
    "size": _resize,
    "bare": _strip,
    "simpler": _strip,
    "design": _redesign,
    "colours": _other_colours,
}
