"""New versions of an image: what to ask for, and whether anybody here could make it."""

from collections.abc import Sequence
from typing import Any

from imaging.chains import way_for
from imaging.inputs import JobInput, blank_pictures, request_of
from imaging.models import GeneratedImage
from imaging.providers.canvas import CanvasProvider
from imaging.providers.canvas.editing import POSSIBLE
from imaging.providers.types import Distance, Format, Operation
from imaging.references import Reference, with_references

_DOING = {
    Operation.EDIT: "Editing this picture",
    Operation.RESTYLE: "Restyling this picture",
    Operation.VARY: "Varying this picture",
}
# One that the canvas does with its own drawings, and one that takes a model.
_DRAWN_EDIT, _PAINTED_EDIT = "another design", "remove the people"


def edit_of(
    image: GeneratedImage, instruction: str, references: Sequence[Reference] = ()
) -> JobInput:
    """`instruction` says what to change, in a person's words."""
    asked = JobInput(
        operation=Operation.EDIT,
        prompt=instruction,
        source_image_id=image.pk,
        format=Format(image.format),
    )
    return with_references(asked, references)


def restyle_of(
    image: GeneratedImage, *, style: str = "", references: Sequence[Reference] = ()
) -> JobInput:
    """In a named style, after other pictures, or both."""
    asked = JobInput(
        operation=Operation.RESTYLE,
        style=style,
        source_image_id=image.pk,
        format=Format(image.format),
    )
    return with_references(asked, references)


def variations_of(
    image: GeneratedImage, *, distance: Distance = Distance.FAR, count: int = 1
) -> JobInput:
    return JobInput(
        operation=Operation.VARY,
        distance=distance,
        count=count,
        source_image_id=image.pk,
        format=Format(image.format),
    )


def possible_edit(image: GeneratedImage) -> JobInput:
    """An edit that is made wherever any is, to ask ahead what one costs and what hinders it."""
    return edit_of(image, _PAINTED_EDIT if image.drawing is None else _DRAWN_EDIT)


def edit_obstacle(image: GeneratedImage) -> str:
    """Why not a single edit of the image could be made; "" where at least some could."""
    return obstacle(possible_edit(image), source=image)


def edit_limits(image: GeneratedImage) -> str:
    """What alone can be changed of the image, where no model would take any other instruction."""
    if image.drawing is None or not obstacle(edit_of(image, _PAINTED_EDIT), source=image):
        return ""
    return f"Canvas drew this picture and changes it at once, for free. It can {POSSIBLE}."


def restyle_limits(image: GeneratedImage) -> str:
    """What a style changes of the image where no model would paint it anew; "" where one would."""
    if not edit_limits(image):
        return ""
    return (
        "Canvas sets the same words anew, in a design that goes with the style, at once and for "
        "free. To have it painted, in any style, add a provider key in the settings."
    )


def obstacle(job_input: JobInput, *, source: GeneratedImage) -> str:
    """Why no model that its owner has set up could make this version; "" where one could.

    By the catalogue alone, without a call: a model that is cooling down still counts.
    """
    request = request_of(job_input, source=source, pictures=blank_pictures(job_input))
    pinned = bool(job_input.provider or job_input.model)
    owner: Any = source.owner
    way = way_for(owner, request, start_at=job_input.start_at, pinned=pinned)
    refusal = way.chain.refusal(request, pin_provider=job_input.provider, pin_model=job_input.model)
    if refusal is None:
        return ""
    if job_input.operation is Operation.EDIT and source.drawing is not None:
        return CanvasProvider().why_not(request)
    doing = _DOING[job_input.operation]
    if job_input.operation is Operation.RESTYLE and job_input.reference_ids:
        doing = "Restyling it after other pictures"
    return (
        f"{doing} needs a model that understands pictures, and none that is set up here does. "
        "Add a provider key in the settings."
    )
