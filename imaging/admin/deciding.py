"""A reviewer's decision on one or many images, told back to them image by image."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator

from imaging.admin.html import seen_field
from imaging.models import GeneratedImage, ReviewDecision
from imaging.review import AlreadyDecided, ReviewRefused, image_review

DONE = {
    ReviewDecision.Decision.APPROVE: "Approved",
    ReviewDecision.Decision.REJECT: "Rejected",
    ReviewDecision.Decision.REOPEN: "Back in the queue",
}
NAME_CHARACTERS = 60


def decide(
    request: HttpRequest,
    images: Iterable[GeneratedImage],
    decision: ReviewDecision.Decision,
    *,
    reason: str = "",
    category: str = "",
) -> None:
    """Record the decision on each image; a message names every image it may not be made on.

    What state the reviewer saw each in comes with the form, from `html.seen`.
    """
    done = 0
    for image in images:
        try:
            image_review(
                image=image,
                reviewer=request.user,
                decision=decision,
                reason=reason,
                category=category,
                seen=request.POST.get(seen_field(image), ""),
            )
        except (ReviewRefused, AlreadyDecided) as refusal:
            messages.warning(request, f"{name_of(image)}: {refusal}")
        else:
            done += 1
    if done:
        count = "1 image" if done == 1 else f"{done} images"
        messages.success(request, f"{DONE[decision]}: {count}.")


def name_of(image: GeneratedImage) -> str:
    prompt = Truncator(image.prompt).chars(NAME_CHARACTERS)
    return f"“{prompt}”" if prompt else f"Image of {image.owner}"
