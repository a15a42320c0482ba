"""Finishing touches as a person puts them on and takes them off: posts follow."""

from django.db import transaction

from copilot.models import Draft
from copilot.showing import NotPossible, draft_use_image
from imaging.models import TOUCH, GeneratedImage
from imaging.touches import TouchInput, image_touch


def touch_put_on(image: GeneratedImage, wanted: TouchInput) -> GeneratedImage:
    """Make a touched version, which takes the image's place in the posts that show it.

    Raises what `imaging.touches.image_touch` raises.
    """
    version = image_touch(image, wanted)
    _take_its_place(version, instead_of=image)
    return version


def touch_undo(version: GeneratedImage) -> GeneratedImage:
    """Go back to what was touched up, in the posts too; the touched version stays in the tree.

    Raises `NotPossible` where that has gone.
    """
    before = version.parent
    if version.operation != TOUCH or before is None or before.trashed_at is not None:
        raise NotPossible("The picture before this touch is no longer there.")
    _take_its_place(before, instead_of=version)
    return before


def _take_its_place(image: GeneratedImage, *, instead_of: GeneratedImage) -> None:
    shown_in = Draft.objects.filter(image=instead_of).select_related("conversation")
    with transaction.atomic():
        # Always in one order, since each conversation stays locked to the end.
        for draft in shown_in.order_by("conversation"):
            draft_use_image(conversation=draft.conversation, image=image, instead_of=instead_of)
