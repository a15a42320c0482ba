"""A person's presets: kept from an idea's form, renamed and deleted on a page of their own."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from copilot.idea_forms import PresetNameForm, SelectorForm, preset_values
from copilot.presentation.presets import preset_rows
from copilot.reference_forms import PicturesRefused
from copilot.views._http import EaselRequest
from copilot.views._pictures import pictures_for
from copilot.views.image_page import rail
from copilot.views.selector import own_idea, shown
from imaging.models import Preset
from imaging.options import model_options
from imaging.presets import (
    NameTaken,
    TooManyPresets,
    pictures_of,
    preset_change,
    preset_create,
)
from imaging.references import with_references


@require_POST
def keep(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep what an idea's form holds as a preset, and show the form again."""
    idea = own_idea(request, pk)
    name = PresetNameForm(request.POST)
    form = SelectorForm(request.POST, options=model_options(request.user))
    refused = {} if form.is_valid() else form.errors_by_field()
    if not name.is_valid():
        refused |= {"preset": name.first_error()}
    if refused:
        return shown(request, idea, refused)
    asked = form.job_input("")
    try:
        attached = pictures_for(request, asked)
        preset = preset_create(
            owner=request.user,
            name=name.cleaned_data["preset_name"],
            **preset_values(with_references(asked, attached)),
        )
    except PicturesRefused as error:
        return shown(request, idea, {"references": str(error)})
    except (NameTaken, TooManyPresets) as error:
        return shown(request, idea, {"preset": str(error)})
    entered = request.POST.dict() | {"preset_name": ""}
    said = f"Kept as “{preset.name}”."
    return shown(request, idea, {}, entered=entered, said=said, attached=attached)


@require_GET
def listing(request: EaselRequest) -> HttpResponse:
    return _page(request)


@require_POST
def rename(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    preset = _own(request, pk)
    form = PresetNameForm(request.POST)
    if not form.is_valid():
        return _page(request, preset, form.first_error())
    name = form.cleaned_data["preset_name"]
    try:
        preset_change(preset, name=name)
    except NameTaken as error:
        return _page(request, preset, str(error))
    messages.success(request, f"It is called “{name}” now.")
    return redirect("copilot:presets")


@require_POST
def delete(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    preset = _own(request, pk)
    preset.delete()
    messages.success(request, f"“{preset.name}” is deleted. Images made with it stay.")
    return redirect("copilot:presets")


def _own(request: EaselRequest, pk: uuid.UUID) -> Preset:
    return get_object_or_404(Preset.objects.owned_by(request.user), pk=pk)


def _page(request: EaselRequest, refused: Preset | None = None, error: str = "") -> HttpResponse:
    """`refused` is the one that could not be renamed as was typed, and `error` why."""
    presets = list(Preset.objects.owned_by(request.user))
    rows = preset_rows(
        presets,
        pictures_of(request.user, presets),
        refused=refused.pk if refused else None,
        entered=request.POST.get("preset_name", ""),
        error=error,
    )
    context = rail(request) | {"presets": rows}
    return render(request, "copilot/presets.html", context, status=422 if error else 200)
