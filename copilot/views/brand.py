"""The page of a person's brand: typed, previewed, saved in versions."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from copilot import selectors
from copilot.brand_form import BrandForm, typed
from copilot.presentation.brand import (
    Sample,
    colour_fields,
    error_links,
    logo_choices,
    samples,
    style_choices,
    version_rows,
)
from copilot.presentation.usage import usage_line
from copilot.views._http import EaselRequest
from imaging.brand_samples import draw_samples
from imaging.brands import BrandChanged, BrandInput, brand_save, brand_versions, input_of
from imaging.busy import ResourceBusy
from imaging.providers.types import BrandRole

VERSIONS_SHOWN = 20
BUSY = "Other pictures are being read just now. Try again in a moment."
CHANGED = (
    "Your brand was changed in another window meanwhile. What you typed is still here: save again "
    "to have it instead."
)


@require_http_methods(["GET", "POST"])
def show(request: EaselRequest) -> HttpResponse:
    """The form; posted, it is previewed or saved, as the button says."""
    if request.method != "POST":
        return _page(request, _latest(request))
    form = BrandForm(request.POST, request.FILES, owner=request.user)
    try:
        if not form.bring_pictures():
            return _page(request, _given(form), form=form, status=422)
        if request.POST.get("do") == "preview":
            return _preview(request, form)
    except ResourceBusy:
        return _page(request, _given(form), form=form, error=BUSY, status=503)
    wanted = form.brand_input()
    try:
        brand = brand_save(owner=request.user, wanted=wanted, base=form.cleaned_data["base"])
    except BrandChanged:
        return _page(request, wanted, error=CHANGED, brought=form.brought, status=409)
    if brand is not None:
        messages.success(request, f"{brand} is saved. New images are made in it.")
    return redirect("copilot:brand")


def _preview(request: EaselRequest, form: BrandForm) -> HttpResponse:
    """Samples of what was typed. Raises `DecodingBusy`."""
    wanted = form.brand_input()
    shown = samples(draw_samples(wanted), with_logo=wanted.logo is not None)
    base = form.cleaned_data["base"]
    return _page(request, wanted, base=base, drawn=shown, brought=form.brought)


@require_POST
def go_back(request: EaselRequest, number: int) -> HttpResponse:
    """Make an earlier version the latest again, as a new one."""
    earlier = get_object_or_404(brand_versions(request.user), number=number)
    try:
        brand = brand_save(owner=request.user, wanted=input_of(earlier))
    except BrandChanged:
        messages.error(request, "Your brand was changed meanwhile. Look at it and try again.")
    else:
        messages.success(request, f"{earlier} is back, as {brand}.")
    return redirect("copilot:brand")


def _latest(request: EaselRequest) -> BrandInput:
    latest = brand_versions(request.user).first()
    return input_of(latest) if latest else BrandInput({})


def _given(form: BrandForm) -> BrandInput:
    """What was sent, as far as it makes sense."""
    sent = form.cleaned_data
    return BrandInput(
        colours=sent.get("colours", {}),
        logo=sent.get("logo"),
        tagline=str(form.data.get("tagline", "")),
        style_reference=sent.get("style_reference"),
    )


def _page(
    request: EaselRequest,
    wanted: BrandInput,
    *,
    form: BrandForm | None = None,
    base: int | None = None,
    error: str = "",
    drawn: Sequence[Sample] = (),
    brought: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`form` is one that was refused, `base` what was changed where that is not the latest."""
    versions = list(brand_versions(request.user)[:VERSIONS_SHOWN])
    latest = versions[0].number if versions else 0
    shown: dict[BrandRole, str] = typed(request.POST.dict()) if form else dict(wanted.colours)
    errors = form.error_texts() if form else {}
    context: dict[str, Any] = {
        "conversations": selectors.conversations_by_age(request.user),
        "usage": usage_line(request.user),
        "profile": request.user.profile,
        "base": latest if base is None else base,
        "colours": colour_fields(wanted.colours, shown, errors),
        "logos": logo_choices(request.user, wanted.logo),
        "styles": style_choices(request.user, wanted.style_reference),
        "tagline": wanted.tagline,
        "alert": error or errors.get("base", ""),
        "errors": errors,
        "error_links": error_links(errors),
        "samples": drawn,
        "is_upload": brought or bool(form and form.brought),
        "versions": version_rows(versions),
    }
    return render(request, "copilot/brand.html", context, status=status)
