"""An idea's form: alone to a script on the page, else on a page of its own."""

import uuid
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from copilot.models import Idea
from copilot.presentation.presets import entered_of
from copilot.presentation.selector import selector_of
from copilot.views._http import EaselRequest
from copilot.views._pictures import pictures_to_show
from copilot.views.image_page import REFERENCES_SHOWN, own_images, rail
from imaging.models import Preset
from imaging.presets import pictures_of
from imaging.references import Reference


@require_GET
def show(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """The form, filled with the idea."""
    return shown(request, own_idea(request, pk), {})


@require_POST
def choose(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """The form anew, for what has been chosen so far or a preset holds; nothing is made."""
    idea, owner = own_idea(request, pk), request.user
    chosen = request.POST.get("preset")
    if not chosen:
        return shown(request, idea, {})
    preset = get_object_or_404(Preset.objects.owned_by(owner), pk=_uuid(chosen))
    pictures = pictures_of(owner, [preset])[preset.pk]
    said = f"Filled in from “{preset.name}”. {pictures.note}".strip()
    entered = request.POST.dict() | entered_of(preset)
    attached = pictures.references or None
    return shown(request, idea, {}, entered=entered, said=said, attached=attached)


def _uuid(text: str) -> uuid.UUID:
    """Raises `Http404` for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def own_idea(request: EaselRequest, pk: uuid.UUID) -> Idea:
    """An idea of the person's own; else 404."""
    ideas = Idea.objects.filter(message__conversation__owner=request.user)
    return get_object_or_404(ideas.select_related("message__conversation"), pk=pk)


def shown(
    request: EaselRequest,
    idea: Idea,
    errors: Mapping[str, str],
    *,
    entered: Mapping[str, str] | None = None,
    said: str = "",
    attached: Sequence[Reference] | None = None,
) -> HttpResponse:
    """`entered` and `attached` take the place of what was sent; `said` is what was done."""
    values = request.POST.dict() if entered is None else entered
    if attached is None:
        attached, refused = pictures_to_show(request)
        errors = {"references": refused, **errors} if refused else errors
    # With a script they are asked for when they are wanted.
    latest = () if request.htmx else own_images(request)[:REFERENCES_SHOWN]
    selector = selector_of(idea, request.user, values, errors, said, attached, latest)
    context = {"selector": selector}
    status = 422 if errors else 200
    if request.htmx:
        return render(request, "copilot/_selector.html", context, status=status)
    return render(request, "copilot/selector.html", rail(request) | context, status=status)
