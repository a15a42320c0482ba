"""What a format keeps of an image, for the page on which a person chooses it."""

from dataclasses import dataclass

from django.urls import reverse

from copilot.presentation.downloads import size_of
from imaging.models import GeneratedImage
from imaging.outlooks import Outlook
from imaging.pictures.crop import SCALE_MIN, crop_box
from imaging.providers.types import Format
from imaging.redrawing import can_be_laid_out, is_redrawn
from imaging.review import export_block

# Names for people, with the shares they stand for; row by row.
POINTS = {
    f"{down} {across}".replace("Middle middle", "Middle"): (x, y)
    for down, y in (("Top", 0.0), ("Middle", 0.5), ("Bottom", 1.0))
    for across, x in (("left", 0.0), ("middle", 0.5), ("right", 1.0))
}


@dataclass(frozen=True, slots=True)
class FormatTab:
    label: str
    size: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Window:
    """In pixels of the upright image."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CropPage:
    """`x`, `y` and `scale` are percent; `result_url` is "" where review forbids the full image.

    `whole`: nothing is cropped until the person chooses to. `find_label` names what undoes a
    choice by hand.
    """

    image: GeneratedImage
    title: str
    size: str
    ratio: str
    ratio_class: str
    tabs: list[FormatTab]
    window: Window
    x: int
    y: int
    scale: int
    scale_min: int
    by_hand: bool
    chosen_by: str
    find_label: str
    whole: bool
    notices: tuple[str, ...]
    picture_url: str
    result_url: str
    points: list[str]


def crop_page(image: GeneratedImage, outlook: Outlook) -> CropPage:
    chosen, focus = outlook.format, outlook.focus
    content = reverse("imaging:image-content", args=[image.pk])
    exportable = export_block(image) is None
    width, height = chosen.size
    left, top, right, bottom = crop_box((image.width, image.height), width / height, focus)
    return CropPage(
        image=image,
        title=f"Crop for {chosen}",
        size=size_of(*chosen.size),
        ratio=f"{width / height:.5f}",
        ratio_class=chosen,
        tabs=[
            FormatTab(
                each.capitalize(),
                size_of(*each.size),
                reverse("copilot:image-crop", args=[image.pk, each.value]),
                each == chosen,
            )
            for each in Format
        ],
        window=Window(0, 0, image.width, image.height)
        if outlook.is_uncut
        else Window(round(left), round(top), round(right - left), round(bottom - top)),
        x=round(focus.x * 100),
        y=round(focus.y * 100),
        scale=round(focus.scale * 100),
        scale_min=round(SCALE_MIN * 100),
        by_hand=outlook.by_hand,
        chosen_by=_chosen_by(outlook),
        find_label=_find_label(image, chosen),
        whole=outlook.is_uncut,
        notices=outlook.notices,
        picture_url=content if exportable else f"{content}?rendition=thumbnail",
        result_url=f"{content}?rendition={chosen}" if exportable else "",
        points=list(POINTS),
    )


def _find_label(image: GeneratedImage, format: Format) -> str:
    if not is_redrawn(image, format):
        return "Find the subject"
    return "Lay out anew" if can_be_laid_out(image) else "Show the whole"


def _chosen_by(outlook: Outlook) -> str:
    if outlook.kept_whole:
        return "Shown whole, nothing cut"
    if outlook.laid_out_anew:
        return "Laid out anew, nothing cut"
    return "Chosen by you" if outlook.by_hand else "Found by Easel"
