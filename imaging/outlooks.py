"""A format of an image before it is made: what is kept, and what a person should know."""

from dataclasses import dataclass

from imaging.credentials import Credentials, credentials, credentials_notice
from imaging.crops import crop_of, found_focus
from imaging.models import GeneratedImage
from imaging.pictures.crop import Focus, crop_box
from imaging.providers.types import Format
from imaging.redrawing import can_be_laid_out, is_redrawn
from imaging.renditions import signing_refused

# Blown up by less, nobody sees it.
SOFT_BEYOND = 1.15


@dataclass(frozen=True, slots=True)
class Outlook:
    """`laid_out_anew` and `kept_whole`: nothing is cropped, and `focus` says where a crop by hand
    would begin.
    """

    format: Format
    focus: Focus
    by_hand: bool
    laid_out_anew: bool
    kept_whole: bool
    enlarged: float
    credentials: Credentials
    notices: tuple[str, ...]

    @property
    def is_uncut(self) -> bool:
        return self.laid_out_anew or self.kept_whole


def outlook(image: GeneratedImage, format: Format) -> Outlook:
    """What the format will keep and whether that has a cost; reads the thumbnail at most."""
    crop = crop_of(image, format)
    focus = crop.focus if crop else found_focus(image, format)
    wide, high = format.size
    left, _, right, _ = crop_box((image.width, image.height), wide / high, focus)
    uncut = crop is None and is_redrawn(image, format)
    anew = uncut and can_be_laid_out(image)
    enlarged = 1.0 if uncut else wide / (right - left)
    refused = signing_refused(image, format)
    notices = [
        _notice_uncut(anew=anew) if uncut else _notice_of_pixels(right - left, wide),
        credentials_notice(image, refused=refused),
    ]
    return Outlook(
        format=format,
        focus=focus,
        by_hand=crop is not None,
        laid_out_anew=anew,
        kept_whole=uncut and not anew,
        enlarged=enlarged,
        credentials=credentials(refused=refused),
        notices=tuple(filter(None, notices)),
    )


def _notice_uncut(*, anew: bool) -> str:
    done = (
        "the picture is laid out anew for this format"
        if anew
        else "the whole picture is shown on a sheet of this format"
    )
    return f"Until you choose a crop, {done}, so that no word is cut."


def _notice_of_pixels(kept: float, wanted: int) -> str:
    """`kept` and `wanted` are widths in pixels."""
    if wanted / kept <= SOFT_BEYOND:
        return ""
    return (
        f"The part that is kept is {kept:.0f} pixels wide. Enlarged to {wanted}, it may look soft."
    )
