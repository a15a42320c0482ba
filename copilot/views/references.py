"""Pictures on their way into a form that asks for images: offered, brought along, attached."""

import uuid
from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from copilot.presentation.references import picture
from copilot.reference_forms import BUSY, too_large
from copilot.versions import picture_bring
from copilot.views._http import EaselRequest
from copilot.views._limits import too_often
from imaging.busy import ResourceBusy
from imaging.library import Wanted, page_of
from imaging.models import GeneratedImage
from imaging.pictures.verify import PictureError


@require_http_methods(["GET", "POST"])
def references(request: EaselRequest) -> HttpResponse:
    """The person's latest images to choose from; or, sent a file, the picture it is."""
    if request.method == "POST":
        return _bring(request)
    after = None
    with suppress(ValueError):
        after = uuid.UUID(request.GET.get("after", ""))
    page = page_of(request.user, Wanted(), after=after)
    more = f"{reverse('copilot:references')}?after={page.images[-1].pk}" if page.more else ""
    context = {"pictures": [picture(each) for each in page.images], "more_url": more}
    name = "items" if after else "picker"
    return render(request, f"copilot/_reference_picker.html#{name}", context)


@require_GET
def reference(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """One of the person's images, to be attached."""
    own = GeneratedImage.objects.owned_by(request.user).kept()
    return _attached(request, get_object_or_404(own, pk=pk))


def _bring(request: EaselRequest) -> HttpResponse:
    if refusal := too_often(request):
        return _refused(refusal, status=429)
    file = request.FILES.get("file")
    if file is None:
        return _refused("Choose a picture first.")
    if refusal := too_large(file):
        return _refused(refusal)
    try:
        image = picture_bring(owner=request.user, data=file.read(), name=file.name or "")
    except PictureError as error:
        return _refused(str(error))
    except ResourceBusy:
        return _refused(BUSY, status=503)
    return _attached(request, image, status=201)


def _attached(request: EaselRequest, image: GeneratedImage, *, status: int = 200) -> HttpResponse:
    context = {"picture": picture(image)}
    return render(request, "copilot/_reference.html", context, status=status)


def _refused(sentence: str, *, status: int = 422) -> HttpResponse:
    """A sentence for the form that the file was put on."""
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)
