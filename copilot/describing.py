"""The line that an idea says of the images made from it."""

from imaging.alt_texts import describer, is_drawn
from imaging.models import GeneratedImage
from imaging.providers.types import Operation


def described(image: GeneratedImage) -> str:
    """The idea's line, "" where the image was made from another prompt, or drawn."""
    idea = getattr(getattr(image.job, "idea_job", None), "idea", None)
    if idea is None or is_drawn(image):
        return ""
    if image.operation == Operation.EDIT:
        # An edit's prompt is its instruction: what was painted first says whether the line holds.
        first = GeneratedImage.objects.filter(pk=image.tree_id, prompt=idea.prompt)
        return idea.description if first.exists() else ""
    return idea.description if idea.prompt == image.prompt else ""


describer.line = described
describer.related = ("job__idea_job__idea",)
