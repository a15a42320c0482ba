"""What LinkedIn's formats keep of an image, chosen by its owner."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from copilot.crop_form import CropForm
from copilot.presentation.crop_page import POINTS, crop_page
from copilot.views._http import EaselRequest
from copilot.views.image_page import own_image, rail
from imaging.crops import crop_forget, crop_set
from imaging.models import GeneratedImage
from imaging.outlooks import Outlook, outlook
from imaging.pictures.crop import Focus
from imaging.providers.types import Format


@require_http_methods(["GET", "POST"])
def crop(request: EaselRequest, pk: uuid.UUID, format: str) -> HttpResponse:
    image = own_image(request, pk)
    if format not in set(Format):
        raise Http404
    if request.method != "POST":
        return _page(request, image, Format(format))
    return _changed(request, image, Format(format))


def _again(outlook: Outlook) -> str:
    if outlook.laid_out_anew:
        return "The picture is laid out anew"
    return "The picture is shown whole" if outlook.kept_whole else "Easel looks for the subject"


def _changed(request: EaselRequest, image: GeneratedImage, format: Format) -> HttpResponse:
    """Save the numbers, a point in their place, or have the subject looked for."""
    if "find" in request.POST:
        crop_forget(image, format)
        messages.success(request, f"{_again(outlook(image, format))} again.")
        return redirect("copilot:image-crop", image.pk, format)
    values = request.POST.dict()
    if point := POINTS.get(values.get("point", "")):
        values |= {"x": str(point[0] * 100), "y": str(point[1] * 100)}
    form = CropForm(values)
    if not form.is_valid():
        return _page(request, image, format, form.first_error())
    share = {name: value / 100 for name, value in form.cleaned_data.items()}
    crop_set(image, format, Focus(**share))
    messages.success(request, f"The crop for {format} is saved.")
    return redirect("copilot:image-crop", image.pk, format)


def _page(
    request: EaselRequest, image: GeneratedImage, format: Format, error: str = ""
) -> HttpResponse:
    context = rail(request) | {"crop": crop_page(image, outlook(image, format)), "error": error}
    return render(request, "copilot/crop.html", context, status=422 if error else 200)
