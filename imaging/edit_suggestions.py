"""What might be changed in an image, from what can be measured of it and what its post says."""

import io

from PIL import Image

from imaging import storage
from imaging.brands import brand_current
from imaging.models import Crop, GeneratedImage
from imaging.pictures.colour_names import Rgb
from imaging.pictures.facts import measure
from imaging.prompts.analysis import analyse
from imaging.prompts.edits import EditSuggestion, Seen, suggest_drawn_edits, suggest_edits
from imaging.providers.types import Format
from imaging.version_tree import tree_of
from imaging.versions import edit_of, obstacle


def edit_suggestions(image: GeneratedImage) -> tuple[EditSuggestion, ...]:
    """At least one; made locally in tenths of a second, free. Needs `job` and `thumbnail`.

    They are measured, whoever could carry them out; of what the canvas drew, where only the canvas
    would do it, those alone that it can. Raises what the storage raises.
    """
    format = Format(image.format)
    width, height = format.size
    crop = Crop.objects.filter(image=image, format=format).first()
    # The thumbnail shows enough, and always the same, however the full picture is read.
    with Image.open(io.BytesIO(storage.read(image.thumbnail))) as thumbnail:
        facts = measure(thumbnail, width / height, crop.focus if crop else None)
    if image.drawing is not None:
        return tuple(
            each
            for each in suggest_drawn_edits(facts, image.drawing)
            if not obstacle(edit_of(image, each.instruction), source=image)
        )
    content = image.job.content if image.job else ""
    return suggest_edits(
        Seen(
            facts,
            (image.width, image.height),
            format,
            post=analyse(content) if content else None,
            prompts=_prompts(image),
            brand=_brand(image),
        )
    )


def _brand(image: GeneratedImage) -> tuple[Rgb, ...]:
    """The colours that its person goes by today, whichever it was made with."""
    brand = brand_current(image.owner_id)
    return tuple(colour for _, colour in brand.palette) if brand else ()


def _prompts(image: GeneratedImage) -> str:
    """Of every version, for an edit says what was changed and not what is to be seen."""
    prompts = tree_of(image).order_by().values_list("prompt", flat=True)
    return "\n".join(prompt for prompt in prompts if prompt)
