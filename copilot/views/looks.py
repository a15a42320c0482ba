"""A model looks at an image of the person's, and what they take of what it saw."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from copilot.presentation.looks import look_card
from copilot.views._http import EaselRequest, told
from copilot.views._limits import too_often
from copilot.views.image_page import own_image
from imaging.models import GeneratedImage
from imaging.services import NobodyLooks, image_look, image_take_alt_text


@require_http_methods(["GET", "POST"])
def look(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """What has come of it so far, alone; by POST it is asked for."""
    image = own_image(request, pk)
    if request.method == "POST":
        if refusal := too_often(request):
            return _refused(request, image, refusal, 429)
        try:
            image_look(image)
        except NobodyLooks as error:
            return _refused(request, image, str(error), 409)
    return _answer(request, image)


@require_POST
def take_alt_text(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Describe the image in the words of whoever looked."""
    image = own_image(request, pk)
    if not image_take_alt_text(image):
        return _refused(request, image, "There is no alt text to take yet.", 409)
    if not request.htmx:
        messages.success(request, "Alt text saved.")
    image.refresh_from_db(fields=["alt_text"])
    return _answer(request, image)


def _answer(request: EaselRequest, image: GeneratedImage) -> HttpResponse:
    if request.method == "POST" and not request.htmx:
        return _back(image)
    card = look_card(image, on_page="page" in request.GET)
    return render(request, "copilot/_look.html", {"look": card})


def _refused(
    request: EaselRequest, image: GeneratedImage, sentence: str, status: int
) -> HttpResponse:
    if request.htmx:
        return told(request, None, sentence, status=status)
    messages.error(request, sentence)
    return _back(image)


def _back(image: GeneratedImage) -> HttpResponse:
    return redirect(f"{reverse('copilot:image', args=[image.pk])}#look-{image.pk}")
