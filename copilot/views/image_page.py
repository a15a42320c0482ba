"""An image's own page, for the person whose image it is."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from copilot import selectors
from copilot.models import Draft
from copilot.presentation.image_page import ImagePage, Tree, image_page, version_tree
from copilot.presentation.looks import look_card
from copilot.presentation.references import picture
from copilot.presentation.touch import touch_form
from copilot.presentation.usage import usage_line
from copilot.showing import NotPossible, draft_use_image
from copilot.version_forms import AltTextForm, PostForm, posts_of
from copilot.versions import message_showing
from copilot.views._http import EaselRequest
from imaging.brands import brand_current
from imaging.models import GeneratedImage
from imaging.services import image_describe
from imaging.version_tree import tree_of, versions_to_come

POSTS_SHOWN = 30
# The pictures that a browser without scripts may choose from to work after.
REFERENCES_SHOWN = 12


@require_GET
def show(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    image = own_images(request).filter(pk=pk).first()
    if image is None:
        return _trashed(request, pk)
    return render(request, "copilot/image.html", page(request, image))


def _trashed(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """The page of an image that lies in the trash, from which it can be restored."""
    own = GeneratedImage.objects.owned_by(request.user).select_related("thumbnail")
    context = rail(request) | {"image": picture(get_object_or_404(own, pk=pk))}
    return render(request, "copilot/image_trashed.html", context, status=404)


@require_GET
def versions(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """The version tree alone, for a page that waits for one to come."""
    return render(request, "copilot/_versions.html", {"tree": _tree(own_image(request, pk))})


@require_GET
def compare(request: EaselRequest, pk: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Two images beside each other, which need not be of one tree."""
    pair = [own_image(request, each) for each in (pk, other)]
    context = rail(request) | {"sides": [_page(each) for each in pair]}
    return render(request, "copilot/compare.html", context)


@require_POST
def describe(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the alternative text."""
    image = own_image(request, pk)
    form = AltTextForm(request.POST)
    if not form.is_valid():
        refused = {"alt_error": form.first_error(), "alt_entered": request.POST.get("alt_text", "")}
        context = page(request, image) | refused
        return render(request, "copilot/image.html", context, status=422)
    image_describe(image, form.cleaned_data["alt_text"])
    messages.success(request, "Alt text saved.")
    return redirect("copilot:image", image.pk)


@require_GET
def posts(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """The posts that the image can be taken into: in a dialog, or on a page of its own."""
    image = own_image(request, pk)
    using = Draft.objects.filter(image=image).values_list("conversation", flat=True)
    context = {
        "image": picture(image),
        "posts": posts_of(request.user)[:POSTS_SHOWN],
        "used": set(using),
    }
    if request.htmx:
        response = render(request, "copilot/_use.html", context)
    else:
        response = render(request, "copilot/use.html", rail(request) | context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def use(request: EaselRequest, pk: uuid.UUID) -> HttpResponse:
    """Take the image into a post of the person's choice, and show it there."""
    image = own_image(request, pk)
    form = PostForm(request.POST, owner=request.user)
    if not form.is_valid():
        messages.error(request, "Choose one of your posts.")
        return redirect("copilot:image", image.pk)
    conversation = form.cleaned_data["post"]
    try:
        draft_use_image(conversation=conversation, image=image)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("copilot:image", image.pk)
    return redirect(f"{conversation.get_absolute_url()}#post")


def own_images(request: EaselRequest) -> QuerySet[GeneratedImage]:
    images = GeneratedImage.objects.owned_by(request.user).kept()
    return images.select_related("owner", "job", "parent", "brand", "original", "thumbnail")


def own_image(request: EaselRequest, pk: uuid.UUID) -> GeneratedImage:
    return get_object_or_404(own_images(request), pk=pk)


def page(
    request: EaselRequest,
    image: GeneratedImage,
    *,
    touch_entered: Mapping[str, str] | None = None,
    touch_error: str = "",
) -> dict[str, Any]:
    """All that the page shows, without a tool."""
    brand = brand_current(request.user)
    return rail(request) | {
        "image": _page(image),
        "tree": _tree(image),
        "look": look_card(image, on_page=True),
        "touch": touch_form(image, brand, touch_entered or {}, touch_error),
    }


def rail(request: EaselRequest) -> dict[str, Any]:
    return {
        "conversations": selectors.conversations_by_age(request.user),
        "usage": usage_line(request.user),
    }


def _page(image: GeneratedImage) -> ImagePage:
    message = message_showing(image)
    drafts = list(Draft.objects.filter(image=image).select_related("conversation"))
    at_hand = [message.conversation_id] if message else []
    others = posts_of(image.owner).exclude(pk__in=at_hand).exclude(draft__image=image)
    return image_page(
        image,
        conversation=message.conversation if message else None,
        drafts=drafts,
        other_posts=list(others[:POSTS_SHOWN]),
    )


def _tree(image: GeneratedImage) -> Tree:
    return version_tree(image, list(tree_of(image)), list(versions_to_come(image)))
