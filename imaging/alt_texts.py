"""The alternative text of an image: a person's own words, else what is known of what is seen."""

from collections.abc import Callable
from dataclasses import dataclass, field

from imaging.models import TOUCH, GeneratedImage
from imaging.prompts.alt_text import alt_text
from imaging.providers.canvas.headline import headline
from imaging.providers.types import Operation
from imaging.touches import touched_alt

type Line = Callable[[GeneratedImage], str]
"""One line that describes an image, "" where there is none."""


@dataclass(slots=True)
class Describer:
    """Who knows a line on an image, and what has to be fetched with many of them for that."""

    line: Line = lambda _: ""
    related: tuple[str, ...] = field(default=())


describer = Describer()
"""Nobody's, until whoever shows images in a context of its own takes the place."""


def alt_of(image: GeneratedImage) -> str:
    """What stands where the image cannot be seen: on its post, its page and in its review."""
    return image.alt_text or written_alt(image)


def written_alt(image: GeneratedImage) -> str:
    """What to say while nobody has: the prompt's scene, or the words that were set by rules."""
    if image.operation == TOUCH:
        return touched_alt(_untouched_alt(image), image.touch)
    if is_drawn(image):
        bare = image.drawing is not None and image.drawing["changes"]["bare"]
        ground = "on a plain background" if bare else "over a drawn background"
        words = drawn_words(image)
        return f"The words “{words}” {ground}." if words else "A drawing."
    if image.operation == Operation.EDIT:
        # What was changed says little of what is to be seen.
        return describer.line(image) or f"An edited picture: {image.prompt}"
    return alt_text(image.prompt, describer.line(image))


def is_drawn(image: GeneratedImage) -> bool:
    """By rules, from the words of a post: of the scene in its prompt nothing is to be seen."""
    return bool(image.provider) and not image.ai_generated


def drawn_words(image: GeneratedImage) -> str:
    """The words that stand in a drawn image now: an edit may have changed them; "" for none."""
    job = image.job
    if job is None or not is_drawn(image):
        return ""
    words: str = image.drawing["words"] if image.drawing else headline(job.content, job.prompt)
    return words


def called(image: GeneratedImage) -> str:
    """Its name in a choice of pictures, "" for an upload that nobody has described."""
    return image.alt_text or (written_alt(image) if is_drawn(image) else image.prompt)


def written_from(image: GeneratedImage) -> str:
    """What `alt_of` goes by, in a sentence; "" where a person has said it, or nobody anything."""
    if image.alt_text or not written_alt(image):
        return ""
    if image.operation == TOUCH:
        words = ", with the words that were put on it" if (image.touch or {}).get("text") else ""
        return f"Taken from the picture before{words}."
    if is_drawn(image):
        return "Written from the words that were drawn."
    if image.operation == Operation.EDIT:
        line = describer.line(image)
        return "Written from the idea." if line else "Written from what the edit was to change."
    return "Written from the prompt."


def _untouched_alt(image: GeneratedImage) -> str:
    """Of the picture that a touch was put on; without it, of what is still known."""
    if image.parent is not None:
        return alt_of(image.parent)
    return alt_text(image.prompt, "") if image.ai_generated else ""
