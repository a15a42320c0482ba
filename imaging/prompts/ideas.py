"""Image ideas grounded in a post, written locally."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from imaging.prompts import material as materials
from imaging.prompts import scenes
from imaging.prompts.amounts import telling
from imaging.prompts.analysis import Analysis
from imaging.prompts.data import table
from imaging.prompts.material import Material
from imaging.prompts.quoting import opening
from imaging.prompts.quoting import quote as quote_at
from imaging.prompts.recent import Recent, is_worn
from imaging.prompts.scene_filling import Scene
from imaging.prompts.sketches import Sketch
from imaging.prompts.steer import NO_STEER, Steer

WORDS_MIN, WORDS_MAX = 50, 100
TELLING_WORDS = 3
_DIGIT = re.compile(r"\d")
# A label under a post, nothing that it says.
_HASHTAG = re.compile(r"#\w+")
UNWANTED = "No text, no logos, no watermarks."


class IdeaKind(StrEnum):
    PEOPLE = "people"
    DIAGRAM = "diagram"
    DATA = "data"
    METAPHOR = "metaphor"
    PLACE = "place"
    OBJECT = "object"


KINDS = tuple(kind.value for kind in IdeaKind)


@dataclass(frozen=True, slots=True)
class ImageIdea:
    """`prompt` is 50 to 100 words; `description` one line for the card; `reason` quotes the post.

    `sketch` draws the composition in a box of 96 by 72; empty where it is not known.
    """

    kind: IdeaKind
    style: str
    prompt: str
    description: str
    reason: str
    sketch: Sketch = ()


def suggest_ideas(
    content: str,
    *,
    count: int = 4,
    analysis: Analysis | None = None,
    recent: Sequence[Recent] = (),
    first: IdeaKind | None = None,
    steer: Steer = NO_STEER,
) -> tuple[ImageIdea, ...]:
    """At most `count` ideas for a post, no two of one kind, the best first; for any text.

    There are four at least where so many are asked for. No data without a number in the post.
    `analysis` is what is known of the post, else it is read here. What `recent` shows already is
    not shown again where there is another way. `first` is the kind that suits best, where it can.
    What a person says by `steer` goes before all that; it may leave fewer than four.
    """
    material = materials.read(content, analysis, recent, steer)
    ranked = sorted(
        ((kind, scene) for kind, scene in _scenes(material).items() if kind not in steer.without),
        key=lambda each: (
            _wanted(each[0], steer),
            each[0] != first,
            -_rank(each[0], material) + SEEN * is_worn(each[1].says, recent),
        ),
    )
    ideas: list[ImageIdea] = []
    layouts: list[str] = []
    for kind, composed in ranked[: max(count, 0)]:
        scene = composed
        # Two kinds may have a scene of one layout: then the second looks for another.
        if scene.layout in layouts:
            scene = _COMPOSERS[kind](replace(material, taken=frozenset(layouts))) or composed
        layouts.append(scene.layout)
        ideas.append(_idea(kind, scene, material, ideas))
    return tuple(ideas)


def _wanted(kind: IdeaKind, steer: Steer) -> int:
    """The place of a kind among those that a person has asked for."""
    return steer.first.index(kind) if kind in steer.first else len(steer.first)


def warm_up() -> None:
    """Load what the first call in a process would load: about a second."""
    # In English, of no industry and not short, so that all there is gets to read it.
    suggest_ideas(
        "The first text of all takes a while, since everything that reads it has to be fetched "
        "before, and so it had better be one that nobody waits for."
    )


_COMPOSERS: dict[IdeaKind, Callable[[Material], Scene | None]] = {
    IdeaKind.PEOPLE: scenes.people,
    IdeaKind.DATA: scenes.data,
    IdeaKind.DIAGRAM: scenes.diagram,
    IdeaKind.METAPHOR: scenes.metaphor,
    IdeaKind.PLACE: scenes.place,
    IdeaKind.OBJECT: scenes.objects,
}


def _scenes(material: Material) -> dict[IdeaKind, Scene]:
    composed = {kind: compose(material) for kind, compose in _COMPOSERS.items()}
    return {kind: scene for kind, scene in composed.items() if scene}


# So much less is a kind worth for each of the person's last images that was one.
WORN_KIND = 0.15
# And so much, where all its scenes have just been shown.
SEEN = 3.0

# A change makes a better picture than a mere amount.
_DATA_RANK = {
    "fall": 3.6, "rise": 3.6, "share": 3.4, "mass": 1.6, "clock": 1.4, "count": 0.2, "span": 0.6,
}  # fmt: skip


def _rank(kind: IdeaKind, material: Material) -> float:
    """How much of a kind's picture the post itself gives."""
    turns = len(material.concepts)
    worn = WORN_KIND * sum(seen.kind == kind for seen in material.recent)
    told = telling(material.analysis.figures)
    return {
        IdeaKind.PEOPLE: 2.6 + bool(material.named_roles) * 1.4 + bool(turns) * 0.6,
        IdeaKind.DATA: _DATA_RANK[told.reading] if told else 0.0,
        IdeaKind.DIAGRAM: 0.5 + min(len(material.shapes), 3) * 1.0,
        IdeaKind.METAPHOR: 1.1 + min(turns, 3) * 0.6,
        IdeaKind.PLACE: 0.8 + bool(material.named_places) * 1.9,
        IdeaKind.OBJECT: 1.0 + min(len(material.named_things), 2) * 0.7,
    }[kind] - worn


def _idea(kind: IdeaKind, scene: Scene, material: Material, before: list[ImageIdea]) -> ImageIdea:
    style = _style(kind, material, {idea.style for idea in before})
    return ImageIdea(
        kind=kind,
        style=style,
        prompt=_prompt(kind, scene, material, style, len(before)),
        description=scene.card,
        reason=_reason(kind, scene, material, [idea.reason for idea in before]),
        sketch=scene.sketch,
    )


def _style(kind: IdeaKind, material: Material, used: set[str]) -> str:
    if wanted := material.steer.styles:
        # Another one for each idea, as far as there are others of what was asked for.
        return next((style for style in wanted if style not in used), wanted[0])
    by_kind: dict[str, list[str]] = table("finish")["styles"][kind]
    likely = by_kind.get(material.analysis.industry, [])
    suiting = [*likely, *by_kind["any"]]
    fitting: list[str] = [style for style in suiting if style not in used] or suiting
    # The sort is stable: of those worn alike, what suits the industry comes first.
    fitting = [each for each in fitting if each not in material.steer.not_styles] or fitting
    fitting.sort(key=lambda style: sum(seen.style == style for seen in material.recent))
    return material.choose(fitting[:2], f"style {kind}")


def _prompt(kind: IdeaKind, scene: Scene, material: Material, style: str, position: int) -> str:
    """Scene, composition, light and colour, focal point; what else there is room for."""
    finish = table("finish")
    frame = table("layouts")["layouts"][scene.layout]["frame"]
    composition = material.choose(table("layouts")["frames"][frame], f"frame {position}")
    light, palette = _light(material, style, position)
    mood = _turned(material, finish["light"], position).format(
        light=light, Light=light[:1].upper() + light[1:], palette=palette,
        Palette=palette[:1].upper() + palette[1:],
    )  # fmt: skip
    focus = _turned(material, finish["focus"], position).format(focus=scene.focus)
    unwanted = UNWANTED
    for each in material.steer.unseen:
        unwanted = f"No {each}, n{unwanted[1:]}"
    parts = [scene.says, composition, mood, focus, unwanted]
    tie = "" if scene.grounded else _tie(kind, scene, material, position)
    if tie:
        parts.insert(1, tie)
    for extra in finish["extras"][kind]:
        if _count(parts) < WORDS_MIN + 6:
            parts.insert(-1, extra)
    if _count(parts) > WORDS_MAX:
        parts[parts.index(composition)] = finish["short"][frame]
    if tie and _count(parts) > WORDS_MAX:
        parts.remove(tie)
    if _count(parts) > WORDS_MAX:
        parts[0] = scene.brief
    return " ".join(parts)


def _count(parts: list[str]) -> int:
    return len(" ".join(parts).split())


def _turned(material: Material, options: list[str], position: int) -> str:
    """Another one at each position, starting somewhere else for each post."""
    start = options.index(material.choose(options, "turn"))
    return options[(start + position) % len(options)]


def _light(material: Material, style: str, position: int) -> tuple[str, str]:
    """Light and palette; a drawing style that has its own keeps it."""
    lights = table("light")
    own = lights["styles"].get(style, {})
    palettes = lights["palettes"][material.analysis.industry]
    palette = _turned(material, palettes, position)
    if material.times and position % 2 == 0:
        light = lights["times"][material.times[0].key]["light"]
    else:
        light = _turned(material, lights["tones"][material.analysis.tone], position)
    light = own.get("light", light)
    light = material.steer.light or light
    return light[:1].lower() + light[1:], material.steer.palette or own.get("palette", palette)


def _tie(kind: IdeaKind, scene: Scene, material: Material, position: int) -> str:
    """What makes a scene this post's own, where the scene itself shows nothing that it names.

    "" where the post has no words for it without a digit, which a model would paint.
    """
    quotes = (quote for quote in _quotes(scene, material) if not _DIGIT.search(quote))
    if quote := next(quotes, ""):
        return _turned(material, table("finish")["ties"][kind], position).format(quote=quote)
    return ""


def _quotes(scene: Scene, material: Material) -> list[str]:
    """What of the post may be quoted for a scene: what called for it, else its themes."""
    text = material.text
    tags = [range(*tag.span()) for tag in _HASHTAG.finditer(text)]
    called = [
        quote_at(text, hit.start, hit.end) for hit in scene.evidence if not _in(tags, hit.start)
    ]
    themes = [
        quote_at(text, at, at + len(theme)) for theme, at in _places(material) if not _in(tags, at)
    ]
    quotes = _without_tags(called) or _without_tags([*themes, opening(text)]) or [opening(text)]
    quotes = [quote for quote in quotes if quote]
    # One or two words tell little of what they were said for.
    return sorted(quotes, key=lambda quote: len(quote.split()) < TELLING_WORDS)


def _reason(kind: IdeaKind, scene: Scene, material: Material, before: list[str]) -> str:
    """Quotes what called for the idea, and not what an earlier idea has quoted already."""
    quotes = _quotes(scene, material)
    if not quotes:
        return "There are no words to quote yet."
    fresh = [quote for quote in quotes if not any(f"“{quote}”" in said for said in before)]
    quote = (fresh or quotes)[0]
    finish = table("finish")
    hits = {quote_at(material.text, hit.start, hit.end): hit for hit in reversed(scene.evidence)}
    if kind is IdeaKind.METAPHOR and quote in hits:
        return str(finish["because"][hits[quote].key]).format(quote=quote)
    called = quote in hits and (kind is not IdeaKind.DIAGRAM or hits[quote] in material.shapes)
    says = finish["reasons"]["quoted" if called else "general"][kind]
    return str(material.choose(says, f"reason {kind}")).format(quote=quote)


def _without_tags(quotes: list[str]) -> list[str]:
    return [quote for quote in quotes if "#" not in quote]


def _in(tags: list[range], place: int) -> bool:
    return any(place in tag for tag in tags)


def _places(material: Material) -> list[tuple[str, int]]:
    """The themes that stand in the text as they are, and where."""
    found = [(theme, material.text.find(theme)) for theme in material.analysis.themes]
    return [(theme, at) for theme, at in found if at >= 0]
