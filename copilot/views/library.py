"""All of a person's images: looked through, chosen, thrown away, brought along."""

import uuid
from contextlib import suppress
from pathlib import PurePosixPath

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from copilot.library_forms import FilterForm
from copilot.models import Draft
from copilot.presentation.library import library_page
from copilot.versions import picture_bring
from copilot.views._http import EaselRequest
from copilot.views._limits import too_often
from copilot.views.image_page import rail
from imaging.api.archives import ZipResponse
from imaging.busy import ResourceBusy
from imaging.library import PAGE, page_of
from imaging.limits import UPLOAD_MAX
from imaging.models import GeneratedImage
from imaging.pictures.verify import PictureError
from imaging.review import export_block
from imaging.trash import image_restore, image_trash

# More than anybody ticks by hand, and little enough to be sent at once.
SELECTION_MAX = 10 * PAGE


@require_GET
def show(request: EaselRequest) -> HttpResponse:
    trash = bool(request.GET.get("trash"))
    form = FilterForm(request.GET, owner=request.user)
    # A filter that makes no sense is told of beside its field; the others hold.
    form.is_valid()
    after = None
    with suppress(ValueError):
        after = uuid.UUID(request.GET.get("after", ""))
    query = {name: str(value) for name, value in request.GET.items() if value and name != "after"}
    page = page_of(
        request.user,
        form.wanted(trash=trash),
        after=after,
        related=["job__idea_job__idea", "parent__job__idea_job__idea"],
    )
    context = {"library": library_page(page, query), "trash": trash}
    if request.htmx:
        cards = render(request, "copilot/_library_cards.html", context)
        patch_vary_headers(cards, ["HX-Request"])
        return cards
    context |= rail(request) | {"filters": form, "filtered": bool(query.keys() - {"trash"})}
    return render(request, "copilot/library.html", context)


@require_POST
def selection(request: EaselRequest) -> HttpResponseBase:
    """Trash, restore or download what was ticked."""
    images = _ticked(request)
    if not images:
        messages.error(request, "Tick an image first.")
        return _back(request)
    if request.POST.get("do") == "download":
        return _download(request, images)
    if request.POST.get("do") == "restore":
        restored = sum(image_restore(image) for image in images)
        messages.success(request, f"{_images(restored)} restored.")
    else:
        chosen = [image.pk for image in images]
        posts = Draft.objects.filter(image__in=chosen, image__trashed_at=None).count()
        trashed = sum(image_trash(image) for image in images)
        messages.success(
            request,
            _trashed(trashed, posts),
        )
    return _back(request)


@require_POST
def upload(request: EaselRequest) -> HttpResponse:
    """Take in the person's own pictures, one by one: what is wrong with one hinders no other."""
    if refusal := too_often(request):
        messages.error(request, refusal)
        return redirect("copilot:library")
    taken = 0
    for file in request.FILES.getlist("file"):
        if (file.size or 0) > UPLOAD_MAX:
            limit = f"at most {UPLOAD_MAX // 1_000_000} MB can be taken"
            messages.error(request, f"{file.name} is too large: {limit}.")
            continue
        try:
            picture_bring(owner=request.user, data=file.read(), name=file.name or "")
        except PictureError as error:
            messages.error(request, f"{file.name}: {error}")
        except ResourceBusy:
            messages.error(request, f"{file.name} has to wait: try it again in a moment.")
        else:
            taken += 1
    if taken:
        messages.success(request, f"{_images(taken)} added to the library.")
    elif not request.FILES:
        messages.error(request, "Choose a picture first.")
    return redirect("copilot:library")


def _ticked(request: EaselRequest) -> list[GeneratedImage]:
    ids = []
    for each in request.POST.getlist("image")[:SELECTION_MAX]:
        with suppress(ValueError):
            ids.append(uuid.UUID(each))
    own = GeneratedImage.objects.owned_by(request.user).select_related("original")
    return list(own.filter(pk__in=ids))


def _download(request: EaselRequest, images: list[GeneratedImage]) -> HttpResponseBase:
    free = [image for image in images if not export_block(image) and image.trashed_at is None]
    if not free:
        messages.error(request, "None of these images may be downloaded before it is approved.")
        return _back(request)
    originals = [(_name(image), image.original) for image in free]
    return ZipResponse(originals, filename="easel-images.zip", at=timezone.now())


def _name(image: GeneratedImage) -> str:
    suffix = PurePosixPath(image.original.name).suffix
    base = PurePosixPath(image.file_name).stem or f"{image.created_at:%Y-%m-%d}"
    return f"{base}-{str(image.pk)[:8]}{suffix}"


def _images(count: int) -> str:
    return f"{count} image{'' if count == 1 else 's'}"


def _trashed(images: int, posts: int) -> str:
    """`posts` are those that showed one of the images."""
    who = "It" if images == 1 else "They"
    left = f" {posts} post{'' if posts == 1 else 's'} that showed {'it' if images == 1 else 'them'}"
    without = f"{left} {'has' if posts == 1 else 'have'} no picture until then." if posts else ""
    return f"{_images(images)} moved to the trash. {who} can be restored for 30 days.{without}"


def _back(request: EaselRequest) -> HttpResponse:
    trash = "?trash=1" if request.POST.get("trash") else ""
    return redirect(f"/library/{trash}")
