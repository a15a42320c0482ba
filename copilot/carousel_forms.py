"""What a person may change of a carousel: each change is one press of a button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from copilot.carousels import lines_of
from imaging.carousels import SLIDES_MAX, TEXT_MAX, TITLE_MAX, Slide
from imaging.models import GeneratedImage
from imaging.providers.canvas.slides import can_be_set


class NotChanged(Exception):
    """Why not, in a sentence for the person."""


def changed_slides(slides: Sequence[Slide], pressed: Mapping[str, str], user: Any) -> list[Slide]:
    """The slides after what was pressed: up, down, remove, order, words or image.

    Raises `NotChanged`.
    """
    after = list(slides)
    for name, change in _CHANGES.items():
        if name in pressed:
            after = change(after, pressed)
            break
    added = {each.image for each in after if each.image} - {each.image for each in slides}
    own = GeneratedImage.objects.owned_by(user).kept()
    if own.filter(pk__in=added).count() != len(added):
        raise NotChanged("There is no such image.")
    if len(after) > SLIDES_MAX:
        raise NotChanged(f"A carousel has at most {SLIDES_MAX} slides. Remove one first.")
    return after


def _up(slides: list[Slide], pressed: Mapping[str, str]) -> list[Slide]:
    at = _place(slides, pressed["up"])
    return [*slides[: at - 1], slides[at], slides[at - 1], *slides[at + 1 :]] if at else slides


def _down(slides: list[Slide], pressed: Mapping[str, str]) -> list[Slide]:
    at = _place(slides, pressed["down"])
    if at + 1 == len(slides):
        return slides
    return [*slides[:at], slides[at + 1], slides[at], *slides[at + 2 :]]


def _remove(slides: list[Slide], pressed: Mapping[str, str]) -> list[Slide]:
    at = _place(slides, pressed["remove"])
    return [*slides[:at], *slides[at + 1 :]]


def _order(slides: list[Slide], pressed: Mapping[str, str]) -> list[Slide]:
    """As they were dragged: their places before, in the order they are to have."""
    places = pressed["order"].split(",")
    if sorted(places) != sorted(map(str, range(len(slides)))):
        raise NotChanged("The order could not be read. Look again and repeat it.")
    return [slides[int(place)] for place in places]


def _words(slides: list[Slide], pressed: Mapping[str, str]) -> list[Slide]:
    """A slide's words anew, or those of another slide at the end."""
    title = " ".join(pressed.get("title", "").split())
    text = lines_of(pressed.get("text", ""))
    if not (title or text):
        raise NotChanged("Write a title or a text for the slide.")
    if len(title) > TITLE_MAX or len(text) > TEXT_MAX:
        raise NotChanged(
            f"A title has at most {TITLE_MAX} characters, a text at most {TEXT_MAX}. Shorten it."
        )
    if not (can_be_set(title) and can_be_set(text)):
        raise NotChanged("No font here has all of these letters. Leave out what is unusual.")
    if not pressed["words"]:
        return [*slides, Slide(title=title, text=text)]
    at = _place(slides, pressed["words"])
    return [*slides[:at], replace(slides[at], title=title, text=text), *slides[at + 1 :]]


def _image(slides: list[Slide], pressed: Mapping[str, str]) -> list[Slide]:
    try:
        return [*slides, Slide(image=str(UUID(pressed["image"])))]
    except ValueError:
        raise NotChanged("There is no such image.") from None


def _place(slides: Sequence[Slide], value: str) -> int:
    if not value.isdecimal() or int(value) >= len(slides):
        raise NotChanged("There is no such slide any more.")
    return int(value)


_CHANGES = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "order": _order,
    "words": _words,
    "image": _image,
}
