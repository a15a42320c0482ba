"""The page of a person's brand: typed, previewed, saved in versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from copilot import selectors
from copilot.brand_form import BrandForm, typed
from copilot.presentation.brand import (
    colour_fields,
    logo_choices,
    samples,
    style_choices,
    version_rows,
)
from copilot.presentation.usage import usage_line
from copilot.views._http import EaselRequest
from imaging.brand_samples import draw_sample
from imaging.brands import BrandChanged, BrandInput, brand_save, brand_versions, input_of
from imaging.decoding import DecodingBusy
from imaging.providers.types import BrandRole, Format
from imaging.storage import StorageBusy

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
        if not form.is_valid() or not form.bring_pictures():
            return _page(request, _given(form), form=form, status=422)
    except (DecodingBusy, StorageBusy):
        return _page(request, _given(form), form=form, error=BUSY, status=503)
    wanted = form.brand_input()
    if request.POST.get("do") == "preview":
        return _page(request, wanted, base=form.cleaned_data["base"], preview=True)
    try:
        brand = brand_save(owner=request.user, wanted=wanted, base=form.cleaned_data["base"])
    except BrandChanged:
        return _page(request, wanted, error=CHANGED, status=409)
    if brand is not None:
        messages.success(request, f"{brand} is saved. New images are made in it.")
    return redirect("copilot:brand")


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


@require_GET
def sample(request: EaselRequest) -> HttpResponse:
    """A picture in the brand as its address says; drawn for this once, kept nowhere."""
    form = BrandForm({"base": 0} | request.GET.dict(), owner=request.user)
    shape = request.GET.get("format", "")
    if not form.is_valid() or shape not in list(Format):
        return HttpResponse("There is no such sample.", status=400, content_type="text/plain")
    try:
        data = draw_sample(form.brand_input(), Format(shape))
    except DecodingBusy:
        return HttpResponse(BUSY, status=503, content_type="text/plain", headers={"Retry-After": 5})
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="image/png", headers=headers)


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
    preview: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`form` is one that was refused, `base` what was changed where that is not the latest."""
    versions = list(brand_versions(request.user)[:VERSIONS_SHOWN])
    latest = versions[0].number if versions else 0
    shown: dict[BrandRole, str] = typed(request.POST.dict()) if form else dict(wanted.colours)
    context: dict[str, Any] = {
        "conversations": selectors.conversations_by_age(request.user),
        "usage": usage_line(request.user),
        "profile": request.user.profile,
        "base": latest if base is None else base,
        "colours": colour_fields(wanted.colours, shown),
        "logos": logo_choices(request.user, wanted.logo),
        "styles": style_choices(request.user, wanted.style_reference),
        "tagline": wanted.tagline,
        "errors": [error] if error else form.error_list() if form else [],
        "samples": samples(wanted) if preview else [],
        "versions": version_rows(versions),
    }
    return render(request, "copilot/brand.html", context, status=status)
