"""Finishing touches on the image's page: put on, taken off."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from copilot.presentation.touch import touch_told
from copilot.showing import NotPossible
from copilot.touch_form import TouchForm
from copilot.touching import touch_put_on, touch_undo
from copilot.views._http import EaselRequest
from copilot.views._limits import too_often
from copilot.views.image_page import own_image, page
from imaging.busy import ResourceBusy
from imaging.models import GeneratedImage
from imaging.touches import CannotTouch


@require_http_methods(["GET", "POST"])
def put_on(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    image = own_image(request, pk)
    if request.method != "POST":
        # What was refused leaves its address behind.
        return redirect("copilot:image", image.pk)
    if refusal := too_often(request):
        return _refused(request, image, refusal, status=429)
    form = TouchForm(request.POST)
    if not form.is_valid():
        return _refused(request, image, form.first_error())
    try:
        version = touch_put_on(image, form.touch_input())
    except (CannotTouch, NotPossible) as error:
        return _refused(request, image, str(error))
    except ResourceBusy:
        busy = "Other pictures are being worked on just now. Try again in a moment."
        return _refused(request, image, busy, status=503)
    messages.success(request, touch_told(version))
    # Else the form's own fragment would stay, beneath what there is to see.
    return redirect(f"{reverse('copilot:image', args=[version.pk])}#picture")


@require_POST
def undo(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    version = own_image(request, pk)
    try:
        before = touch_undo(version)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("copilot:image", version.pk)
    messages.success(request, "This is the picture without the touch. Both are in the versions.")
    return redirect("copilot:image", before.pk)


def _refused(
    request: EaselRequest, image: GeneratedImage, error: str, *, status: int = 422
) -> HttpResponse:
    entered = request.POST.dict()
    context = page(request, image, touch_entered=entered, touch_error=error)
    return render(request, "copilot/image.html", context, status=status)
