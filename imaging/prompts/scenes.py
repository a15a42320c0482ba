"""Scenes chosen for what a post says: one composer for each kind of idea."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from imaging.prompts import amounts, sketches, world
from imaging.prompts.data import table
from imaging.prompts.figures import Figure, Measure
from imaging.prompts.material import Material
from imaging.prompts.scene_filling import Scene, filled
from imaging.prompts.vocabulary import Hit
from imaging.prompts.words import sentences, words

# A scene that a turn of the post calls for comes before one that only fits what it names.
CALLED_FOR, NAMED = 2, 1
# Readings of a number that tells of nothing but itself.
_MERE = frozenset(("mass", "count"))

_WITH_STATIONS = frozenset(("steps", "cycle", "hub", "layers"))
STATIONS_MIN = 3
# Needs that speak of the room, not of what the post names.
_OF_PLACE = frozenset(("fits", "indoors", "outdoors", "made", "setting"))


def people(material: Material) -> Scene:
    data = table("people")
    scene, turn = _choose(material, "people")
    gestures = data["gestures"]
    key = turn.key if turn else _first_key(material.concepts)
    gesture = material.choose(gestures.get(key, gestures["default"]), "gesture")
    evidence = (turn, *material.named_roles[:1], *material.named_things[:1], *material.concepts[:1])
    return filled(material, scene, evidence, gesture=gesture)


def objects(material: Material) -> Scene:
    scene, _ = _choose(material, "objects")
    shown = 2 if "{other" in scene["says"] else 1
    return filled(material, scene, material.named_things[:shown])


def place(material: Material) -> Scene:
    scene, _ = _choose(material, "settings")
    return filled(material, scene, material.named_places[:1])


def metaphor(material: Material) -> Scene:
    concepts = table("concepts")
    turn = _fresh_turn(material)
    key = turn.key if turn else material.choose(tuple(concepts), "concept")
    scene = material.fresh(_free(material, concepts[key]["metaphors"]), "metaphor", _says)
    return filled(material, scene, (turn,))


def _fresh_turn(material: Material) -> Hit | None:
    """The strongest turn of the post with a metaphor that the person has not just been shown."""
    for turn in material.concepts:
        metaphors = table("concepts")[turn.key]["metaphors"]
        if any(material.is_fresh(_says(scene)) for scene in metaphors):
            return turn
    return material.concepts[0] if material.concepts else None


def data(material: Material) -> Scene | None:
    """None where the post has no number that can be shown truly."""
    told = amounts.telling(material.analysis.figures)
    named = material.named_things or material.named_places
    # So many of something that the post never speaks of says nothing of it.
    if told is None or (told.reading in _MERE and not named):
        return None
    scenes = [scene for scene in table("numbers")["scenes"] if scene["reading"] == told.reading]
    scene = material.fresh(_free(material, scenes), "number", _says)
    figure = told.figure
    return filled(
        material,
        scene,
        (Hit("figure", figure.text, figure.start, figure.end),),
        sketch=sketches.amounts(scene["layout"], told),
        units=_units(material, figure),
        a=amounts.in_words(told.a),
        b=amounts.in_words(told.b),
        part=told.part,
        unit=figure.unit,
        lots=_lots(figure),
    )


def diagram(material: Material) -> Scene:
    shape, called = _shape(material)
    scenes = _of_shape(material, shape)
    if not any(material.is_fresh(_says(scene)) for scene in scenes):
        scenes = _of_shape(material, "progress")
    scene = material.fresh(_free(material, scenes), "diagram", _says)
    stations = material.stations()
    several = {"path", "steps-up"} & {scene["layout"]}
    return filled(
        material,
        scene,
        (called, *material.named_things[:1]),
        sketch=sketches.stations(scene["layout"], len(stations)) if several else None,
        n=amounts.in_words(len(stations)),
        stations=_and([thing.label for thing in stations]),
        others=_and([thing.label for thing in stations if thing != material.things[0]]),
        first=stations[0].label,
        last=stations[-1].label,
    )


def _of_shape(material: Material, shape: str) -> list[Mapping[str, Any]]:
    can = _made(material) | {"small": bool(material.named_things) and material.things[0].small}
    return [
        scene
        for scene in table("diagrams")["scenes"]
        if scene["shape"] == shape and all(can[need] for need in scene.get("needs", ()))
    ]


def _choose(material: Material, kind: str) -> tuple[Mapping[str, Any], Hit | None]:
    """The scene that the post calls for most, and the turn in the post that called for it."""
    turns = {hit.key: hit for hit in reversed(material.concepts[:4])}
    named = {
        "role": bool(material.named_roles),
        "thing": bool(material.named_things),
        "small": bool(material.named_things) and material.things[0].small,
        "other": len(material.named_things) > 1,
        "large": bool(material.named_things) and not material.things[0].small,
        "fits": not any(thing.huge for thing in material.things[:2]),
        "indoors": not material.place.outdoors,
        "outdoors": material.place.outdoors,
        "setting": material.place.key in world.places(),
    } | _made(material)
    fitting = [
        scene
        for scene in table(kind)["scenes"]
        if all(named[need] for need in scene.get("needs", ()))
    ]
    ranked: dict[int, list[Mapping[str, Any]]] = {}
    for scene in _free(material, fitting):
        needs = scene.get("needs", ())
        called = any(turn in turns for turn in scene.get("when", ()))
        rank = CALLED_FOR * called + NAMED * bool({*needs} - _OF_PLACE)
        ranked.setdefault(rank, []).append(scene)
    unseen = {
        rank: fresh
        for rank, scenes in ranked.items()
        if (fresh := [each for each in scenes if material.is_fresh(_says(each))])
    }
    ranked = unseen or ranked
    # One rank below the best is good enough: it keeps posts of one kind from looking alike.
    top = max(ranked)
    scene = material.choose(
        [each for rank, scenes in ranked.items() if rank >= top - 1 for each in scenes], kind
    )
    turn = next((turns[key] for key in scene.get("when", ()) if key in turns), None)
    return scene, turn


def _made(material: Material) -> dict[str, bool]:
    """Whether somebody built the first thing, and whether it is a creature or a giant named."""
    first, is_named = material.things[0], bool(material.named_things)
    return {
        "made": not first.alive,
        "alive": is_named and first.alive,
        "huge": is_named and first.huge and not first.alive,
    }


def _free(material: Material, scenes: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Those whose layout no idea beside has, where there are any."""
    return [scene for scene in scenes if scene["layout"] not in material.taken] or scenes


def _says(scene: Mapping[str, Any]) -> str:
    return str(scene["says"])


def _first_key(hits: tuple[Hit, ...]) -> str:
    return hits[0].key if hits else "default"


def _shape(material: Material) -> tuple[str, Hit | None]:
    counted = Counter(hit.key for hit in material.shapes)
    if not counted:
        return "progress", None
    key = max(counted, key=lambda each: (counted[each], each))
    called = next(hit for hit in material.shapes if hit.key == key)
    few = len(material.named_things) < STATIONS_MIN and key in _WITH_STATIONS
    # What is sorted out has to be small, and the post's own.
    unsorted = key == "filter" and not (material.named_things and material.things[0].small)
    return ("progress", None) if few or unsorted else (key, called)


def _units(material: Material, figure: Figure) -> str:
    """What the number is shown in: what it counts or is said beside, or its place is full of."""
    counted = world.things_in(words(figure.text), material.analysis.language)
    if counted or figure.measure is Measure.MONEY:
        return (*counted, world.things()["coin"])[0].many
    spans = sentences(material.text)
    around = next((span for span in spans if span.start <= figure.start < span.end), None)
    beside = [
        hit for hit in material.named_things if around and around.start <= hit.start < around.end
    ]
    if beside:
        nearest = min(beside, key=lambda hit: abs(hit.start - figure.start))
        return material.thing(nearest).many
    return material.place.units if material.named_places else material.things[0].many


def _lots(figure: Figure) -> str:
    if figure.measure is Measure.PERCENT:
        return "Hundreds of"
    lots = {100: "Dozens of", 1000: "Hundreds of", 1_000_000: "Thousands of"}
    return next((said for limit, said in lots.items() if figure.value < limit), "A sea of")


def _and(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
