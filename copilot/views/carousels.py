"""Carousels: begun from a conversation, put in order, taken along as a PDF."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from copilot.carousel_forms import NotChanged, changed_slides
from copilot.carousels import carousel_delete, carousel_from
from copilot.models import Conversation
from copilot.presentation.carousel_page import carousel_page, pdf_part
from copilot.views._http import EaselRequest
from copilot.views.image_page import rail
from imaging.carousel_files import pdf_ask
from imaging.carousels import (
    ChangedMeanwhile,
    NoSlides,
    SlideBlocked,
    SlideGone,
    carousel_change,
    slides_of,
)
from imaging.models import Carousel
from imaging.providers.types import Format


@require_POST
def begin(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.owned_by(request.user), pk=pk)
    address = reverse("copilot:carousel", args=[carousel_from(conversation).pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_http_methods(["GET", "POST"])
def carousel(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(
        Carousel.objects.owned_by(request.user).select_related("owner", "file"), pk=pk
    )
    if request.method == "POST":
        return _changed(request, found)
    context = rail(request) | {"carousel": carousel_page(found)}
    return render(request, "copilot/carousel.html", context)


@require_http_methods(["GET", "POST"])
def pdf(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Have the PDF made; how far it is, for the page that waits for it."""
    own = Carousel.objects.owned_by(request.user).select_related("owner", "file")
    found = get_object_or_404(own, pk=pk)
    if request.method == "POST":
        try:
            pdf_ask(found)
        except (NoSlides, SlideGone, SlideBlocked) as error:
            messages.error(request, str(error))
            return _to_page(request, found)
    if not request.htmx:
        return redirect("copilot:carousel", found.pk)
    context = {"pdf": pdf_part(found), "asked": True}
    return render(request, "copilot/_carousel_pdf.html", context)


@require_POST
def delete(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    conversation = carousel_delete(
        get_object_or_404(Carousel.objects.owned_by(request.user), pk=pk)
    )
    messages.success(request, "The carousel is deleted. Its images stay in your library.")
    return redirect(
        f"{conversation.get_absolute_url()}#post" if conversation else "copilot:library"
    )


def _to_page(request: EaselRequest, carousel: Carousel) -> HttpResponse:
    address = reverse("copilot:carousel", args=[carousel.pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _changed(request: EaselRequest, carousel: Carousel) -> HttpResponse:
    format = request.POST.get("format", carousel.format)
    stated = request.POST.get("version", "")
    # What the person saw when pressing; the change is refused where that is no longer so.
    carousel.version = int(stated) if stated.isdecimal() and len(stated) < 10 else 0
    try:
        slides = changed_slides(slides_of(carousel), request.POST.dict(), request.user)
        carousel_change(
            carousel,
            slides=slides,
            format=format if format in set(Format) else carousel.format,
        )
    except NotChanged as error:
        messages.error(request, str(error))
    except ChangedMeanwhile:
        messages.error(request, "The carousel was changed in another window. Look again.")
    return redirect("copilot:carousel", carousel.pk)
