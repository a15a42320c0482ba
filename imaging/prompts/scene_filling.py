"""A scene's texts, filled with what a post names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imaging.prompts import sketches, world
from imaging.prompts.material import Material
from imaging.prompts.vocabulary import Hit

_OF_SCENERY = ("at", "at_low", "scene", "place", "where")
_OF_THINGS = ("thing", "name", "units", "stations", "others")


@dataclass(frozen=True, slots=True)
class Scene:
    """`says` and `focus` are for the model, `card` for the person; `evidence` are the places in the
    post that called for it, best first; `grounded` is whether it shows a thing the post names.
    `brief` says the same with everything in it only named."""

    layout: str
    says: str
    brief: str
    focus: str
    card: str
    evidence: tuple[Hit, ...]
    sketch: sketches.Sketch
    grounded: bool


def filled(
    material: Material,
    scene: Mapping[str, Any],
    evidence: tuple[Hit | None, ...],
    *,
    sketch: sketches.Sketch | None = None,
    **slots: str,
) -> Scene:
    thing, other = _shown_things(material, scene)
    values = {
        "role": material.role.one, "roles": material.role.many,
        "thing": thing.one, "name": thing.label, "name_bare": _bare(thing.label),
        "detail": thing.detail, "other": other.one, "other_name": other.label,
        "at": material.place.at, "scene": material.place.scene,
        "place": _lowered(material.place.label), "where": material.place.where,
        "near": material.place.near, "units": thing.many,
    } | slots  # fmt: skip
    values |= {key.capitalize(): _capital(value) for key, value in values.items()}
    values["at_low"] = material.place.at
    brief = values | {
        "thing": thing.label, "other": other.label, "role": material.role.label,
        "at": material.place.where, "at_low": material.place.where, "scene": material.place.label,
    }  # fmt: skip
    brief |= {key.capitalize(): _capital(value) for key, value in brief.items()}
    labels = values | {"Role": _capital(material.role.label), "role": material.role.label}
    return Scene(
        layout=scene["layout"],
        says=scene["says"].format_map(values),
        brief=scene["says"].format_map(brief),
        focus=scene["focus"].format_map(values),
        card=scene["card"].format_map(labels),
        evidence=tuple(hit for hit in evidence if hit),
        sketch=sketches.sketch(scene["layout"]) if sketch is None else sketch,
        grounded=_grounded(material, scene["says"].lower()),
    )


def _shown_things(material: Material, scene: Mapping[str, Any]) -> tuple[world.Thing, world.Thing]:
    """The two of most weight; where the place is shown too, and is one of them, without that."""
    words_of_scene = " ".join(str(scene[part]) for part in ("says", "focus", "card")).lower()
    shows_place = any(f"{{{slot}}}" in words_of_scene for slot in _OF_SCENERY)
    kept = [
        thing for thing in material.things if not (shows_place and thing.key == material.place.key)
    ]
    first, second, *_ = kept
    return first, second


def _grounded(material: Material, says: str) -> bool:
    return (
        (bool(material.named_things) and any(f"{{{slot}" in says for slot in _OF_THINGS))
        or (bool(material.named_roles) and "{role" in says)
        or (bool(material.named_places) and ("{at}" in says or "{scene}" in says))
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _bare(label: str) -> str:
    article, _, rest = label.partition(" ")
    return rest if article in {"a", "an", "the", "one"} and rest else label
