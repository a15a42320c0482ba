"""What a model is told of the pictures that come along with a prompt: which is for what."""

from collections.abc import Sequence

from imaging.providers.types import ReferenceRole

# What one picture is, what several are, and what to do with each of them.
_TOLD = {
    ReferenceRole.SUBJECT: (
        "shows the subject",
        "show the subject",
        (
            "keep who or what is seen there recognisably the same, with its proportions, colours "
            "and marks; only pose, place and light follow these words."
        ),
    ),
    ReferenceRole.STYLE: (
        "is a style reference",
        "are style references",
        "take colours, light, material and mood from there, but nothing of what is to be seen.",
    ),
    ReferenceRole.LOGO: (
        "is a logo",
        "are logos",
        (
            "show it once, whole, flat and undistorted, with exactly its shape, lettering and "
            "colours, where it is easily seen and covers nothing that matters. This is the one "
            "exception to any wish for no logos and no text."
        ),
    ),
}


def told_of(roles: Sequence[ReferenceRole], *, first: int = 1) -> str:
    """Each picture by its place among all that are sent, `first` being the number of the first."""
    sentences = []
    for role, (one, several, told) in _TOLD.items():
        places = [number for number, each in enumerate(roles, first) if each is role]
        if places:
            sentences.append(f"{_images(places)} {several if places[1:] else one}: {told}")
    return " ".join(sentences)


def _images(places: Sequence[int]) -> str:
    *others, last = map(str, places)
    return f"Images {', '.join(others)} and {last}" if others else f"Image {last}"
