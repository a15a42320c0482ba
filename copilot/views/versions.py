"""New versions of an image: edited, restyled, varied.

Each address gives its form: alone to a script on the page, else on the image's own page.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from copilot.presentation.tools import Tool, edit_tool, restyle_tool, vary_tool
from copilot.reference_forms import BUSY, PicturesRefused
from copilot.showing import NotPossible
from copilot.version_forms import EditForm, RestyleForm, VaryForm, VersionForm
from copilot.versions import image_edit, image_restyle, image_vary, version_retry
from copilot.views._http import EaselRequest, told
from copilot.views._limits import too_often
from copilot.views._pictures import sent_with_files_kept
from copilot.views.image_page import REFERENCES_SHOWN, own_image, own_images, page
from imaging.busy import ResourceBusy
from imaging.models import GeneratedImage, GenerationJob
from imaging.providers.types import Distance, Operation
from imaging.references import reference_limit
from imaging.services import BudgetExceeded, KeyReused, NotRetryable, job_cancel
from imaging.versions import edit_of, restyle_of

SENT_BEFORE = "This was sent before with other words. Send it once more."


@require_http_methods(["GET", "POST"])
def edit(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    image = own_image(request, pk)
    limit = reference_limit(edit_of(image, ""), request.user, source=image)
    form = EditForm(request.POST, request.FILES, owner=request.user, limit=limit)
    return _answer(
        request,
        image,
        form,
        operation=Operation.EDIT,
        tool=lambda entered, error: edit_tool(image, entered, _latest(request, image), error),
        make=lambda key: image_edit(
            image=image,
            instruction=form.cleaned_data["instruction"],
            references=form.references(),
            key=key,
        ),
    )


@require_http_methods(["GET", "POST"])
def restyle(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    image = own_image(request, pk)
    limit = reference_limit(restyle_of(image), request.user, source=image)
    form = RestyleForm(request.POST, request.FILES, owner=request.user, limit=limit)
    return _answer(
        request,
        image,
        form,
        operation=Operation.RESTYLE,
        tool=lambda entered, error: restyle_tool(image, entered, _latest(request, image), error),
        make=lambda key: image_restyle(
            image=image,
            style=form.cleaned_data["style"],
            references=form.references(),
            key=key,
        ),
    )


@require_http_methods(["GET", "POST"])
def vary(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    image = own_image(request, pk)
    form = VaryForm(request.POST)
    return _answer(
        request,
        image,
        form,
        operation=Operation.VARY,
        tool=lambda entered, error: vary_tool(image, entered, error),
        make=lambda key: image_vary(
            image=image,
            distance=Distance(form.cleaned_data["distance"]),
            count=form.cleaned_data["count"],
            key=key,
        ),
    )


@require_POST
def cancel(request: EaselRequest, pk: uuid.UUID, job: uuid.UUID) -> HttpResponse:
    image = own_image(request, pk)
    job_cancel(_own_job(request, job))
    return _back(image)


@require_POST
def retry(request: EaselRequest, pk: uuid.UUID, job: uuid.UUID) -> HttpResponse:
    image = own_image(request, pk)
    failed = _own_job(request, job)
    if refusal := too_often(request):
        messages.error(request, refusal)
        return _back(image)
    try:
        version_retry(failed)
    except (BudgetExceeded, NotRetryable, KeyReused) as error:
        messages.error(request, str(error) or "There is nothing to try again.")
    return _back(image)


def _latest(request: EaselRequest, image: GeneratedImage) -> Iterable[GeneratedImage]:
    """What may be attached without a script; with one it is asked for when it is wanted."""
    return () if request.htmx else own_images(request).exclude(pk=image.pk)[:REFERENCES_SHOWN]


def _own_job(request: EaselRequest, pk: uuid.UUID) -> GenerationJob:
    return get_object_or_404(GenerationJob.objects.owned_by(request.user), pk=pk)


def _back(image: GeneratedImage) -> HttpResponse:
    return redirect(f"{reverse('copilot:image', args=[image.pk])}#versions")


def _answer(
    request: EaselRequest,
    image: GeneratedImage,
    form: VersionForm,
    *,
    operation: Operation,
    tool: Callable[[Mapping[str, Any], str], Tool],
    make: Callable[[str], GenerationJob],
) -> HttpResponse:
    if request.method != "POST":
        # A suggestion fills in the instruction, without a script by an address of its own.
        suggested = request.GET.get("instruction", "")
        return _shown(request, image, tool({"instruction": suggested}, ""))
    if refusal := too_often(request):
        if request.htmx:
            return told(request, None, refusal, status=429)
        return _shown(request, image, tool(request.POST, refusal), status=429)
    key = form.idempotency_key(operation) if form.is_valid() else ""
    if refusal := form.first_error() or _refusal(lambda: make(key)):
        entered = sent_with_files_kept(request)
        if refusal == SENT_BEFORE:
            # Under another name it is something new.
            entered["key"] = ""
        return _shown(request, image, tool(entered, refusal), status=422)
    if request.htmx:
        # The form has done its work and makes room; the page's stream brings the job.
        return HttpResponse()
    return _back(image)


def _refusal(make: Callable[[], GenerationJob]) -> str:
    """Why the job cannot be made; "" where it has been."""
    try:
        make()
    except (NotPossible, PicturesRefused) as error:
        return str(error)
    except ResourceBusy:
        return BUSY
    except BudgetExceeded as error:
        return f"{error} The count begins anew at midnight UTC."
    except KeyReused:
        return SENT_BEFORE
    return ""


def _shown(
    request: EaselRequest, image: GeneratedImage, tool: Tool, *, status: int = 200
) -> HttpResponse:
    if request.htmx:
        return render(request, "copilot/_tool.html", {"tool": tool}, status=status)
    context = page(request, image) | {"tool": tool}
    return render(request, "copilot/image.html", context, status=status)
