"""The pictures that come with a form: those to work after, and those to show again."""

from collections.abc import Sequence

from django.http import QueryDict

from copilot.presentation.references import sent_references
from copilot.reference_forms import BUSY, PicturesRefused, ReferencesForm, bring, usual_role
from copilot.views._http import EaselRequest
from copilot.views._limits import too_often
from imaging.busy import ResourceBusy
from imaging.inputs import JobInput
from imaging.providers.catalogue import REFERENCES_MAX
from imaging.references import Reference, reference_limit


def pictures_for(request: EaselRequest, asked: JobInput) -> Sequence[Reference]:
    """Those to make what is `asked` after, files among them. Raises `PicturesRefused`."""
    limit = reference_limit(asked, request.user)
    form = ReferencesForm(request.POST, request.FILES, owner=request.user, limit=limit)
    if not form.is_valid():
        raise PicturesRefused(form.first_error())
    try:
        return form.references()
    except ResourceBusy as error:
        raise PicturesRefused(BUSY) from error


def sent_with_files_kept(request: EaselRequest) -> QueryDict:
    """What was sent, with its files among the pictures that it names."""
    shown, _ = pictures_to_show(request)
    sent = request.POST.copy()
    sent.setlist("reference_images", [str(each.image.pk) for each in shown])
    sent.setlist("reference_roles", [each.role.value for each in shown])
    return sent


def pictures_to_show(request: EaselRequest) -> tuple[list[Reference], str]:
    """All that came with a form that is shown again, and why some of it could not be kept.

    A browser sends a file once: without a script it would be lost, so it is kept as a picture.
    """
    without = request.POST.get("reference_without")
    shown = [
        each
        for each in sent_references(request.POST, request.user)
        if str(each.image.pk) != without
    ]
    files = request.FILES.getlist("reference_files")[:REFERENCES_MAX]
    if not files:
        return shown, ""
    if refusal := too_often(request):
        return shown, refusal
    try:
        brought, refused = bring(request.user, files)
    except ResourceBusy:
        return shown, BUSY
    there = {each.image.pk for each in shown}
    role = usual_role(request.POST)
    new = {image.pk: Reference(image, role) for image in brought if image.pk not in there}
    return [*shown, *new.values()], "\n".join(refused)
