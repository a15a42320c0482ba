"""Images in the admin: the queue, what is known of an image, and the decisions on it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from imaging.admin import html, queue, review_page
from imaging.admin.base import UnfoldAdmin
from imaging.admin.deciding import decide
from imaging.admin.forms import DecisionForm, RejectionForm
from imaging.alt_texts import describer
from imaging.models import UPLOAD, GeneratedImage, ReviewDecision, ReviewStatus

PROMPT_CHARACTERS = 200
Decision = ReviewDecision.Decision


def _unprompted(image: GeneratedImage) -> str:
    if image.operation != UPLOAD:
        return "No prompt"
    return f"A picture of their own: {image.file_name}".removesuffix(": ")


class GeneratedImageAdmin(UnfoldAdmin):
    list_display = ("picture", "prompt_start", "made_by", "owner", "review", "created_at")
    list_display_links = ("picture", "prompt_start")
    list_filter = (
        "review_status",
        ("provider", admin.AllValuesFieldListFilter),
        "format",
        "created_at",
    )
    list_filter_options = {"review_status": {"label": "Review", "horizontal": True}}
    list_per_page = 50
    # A rejection's page shows each of its images, so it takes those of one page at most.
    list_disable_select_all = True
    search_fields = ("prompt", "owner__username", "owner__email")
    search_help_text = "Words of the prompt, an owner's name or e-mail address"
    actions = ("approve", "reject", "reopen")
    change_form_outer_before_template = "imaging/admin/image_review.html"
    change_form_outer_after_template = "imaging/admin/image_attempts.html"

    facts_of_making = ("prompt", "made_by", "operation", "cost", "job", "parent")
    facts_of_file = ("owner_name", "format", "size", "mime_type", "sha256", "created_at")
    readonly_fields = facts_of_making + facts_of_file
    fieldsets = (
        (None, {"fields": ("alt_text",)}),
        ("How it was made", {"fields": facts_of_making}),
        ("The file", {"fields": facts_of_file}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: GeneratedImage | None = None
    ) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def has_review_permission(self, request: HttpRequest) -> bool:
        return queue.is_open_to(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[GeneratedImage]:
        images: QuerySet[GeneratedImage] = super().get_queryset(request)
        return images.select_related("owner", "original", "job", "parent", *describer.related)

    def get_fieldsets(self, request: HttpRequest, obj: GeneratedImage | None = None) -> Any:
        """The alternative text is told beneath the picture; its field is for who may change it."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if self.has_change_permission(request, obj) else fieldsets[1:]

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Who has waited longest comes first in the queue; elsewhere the newest does."""
        waiting = request.GET.get("review_status__exact") == ReviewStatus.PENDING
        return ("created_at", "pk") if waiting else ("-created_at", "-pk")

    # Columns and facts

    @admin.display(description="Image")
    def picture(self, image: GeneratedImage) -> SafeString:
        return html.thumbnail(image)

    @admin.display(description="Prompt", ordering="prompt")
    def prompt_start(self, image: GeneratedImage) -> SafeString:
        return html.prompt(Truncator(image.prompt).chars(PROMPT_CHARACTERS) or _unprompted(image))

    @admin.display(description="Provider and model", ordering="provider")
    def made_by(self, image: GeneratedImage) -> SafeString:
        return html.maker(image)

    @admin.display(description="Review", ordering="review_status")
    def review(self, image: GeneratedImage) -> SafeString:
        state = html.badge(image.review_status, image.get_review_status_display())
        return format_html("{}{}", state, html.seen(image))

    @admin.display(description="Cost in USD")
    def cost(self, image: GeneratedImage) -> Decimal | None:
        return image.cost_usd

    @admin.display(description="Owner")
    def owner_name(self, image: GeneratedImage) -> str:
        return str(image.owner)

    @admin.display(description="Size")
    def size(self, image: GeneratedImage) -> str:
        return f"{image.width} x {image.height}, {filesizeformat(image.original.bytes)}"

    # Decisions

    @admin.action(description="Approve", permissions=["review"])
    def approve(self, request: HttpRequest, images: QuerySet[GeneratedImage]) -> None:
        decide(request, images, Decision.APPROVE)

    @admin.action(description="Put back in the queue", permissions=["review"])
    def reopen(self, request: HttpRequest, images: QuerySet[GeneratedImage]) -> None:
        decide(request, images, Decision.REOPEN)

    @admin.action(description="Reject with a reason…", permissions=["review"])
    def reject(self, request: HttpRequest, images: QuerySet[GeneratedImage]) -> HttpResponse | None:
        form = RejectionForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            decide(request, images, Decision.REJECT, **form.cleaned_data)
            return None
        return review_page.ask_for_reason(
            self.admin_site, request, list(images), form, submit=("action", "reject")
        )

    def get_urls(self) -> list[URLPattern]:
        review = path(
            "<uuid:pk>/review/",
            self.admin_site.admin_view(require_POST(self.review_view)),
            name="imaging_generatedimage_review",
        )
        return [review, *super().get_urls()]

    def review_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Decide on one image and show it again; a rejection without a reason is asked for one."""
        if not self.has_review_permission(request):
            raise PermissionDenied
        image = get_object_or_404(self.get_queryset(request), pk=pk)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            raise BadRequest("The decision must be approve, reject or reopen.")
        decision: Decision = form.cleaned_data["decision"]
        rejection = RejectionForm(request.POST if decision == Decision.REJECT else None)
        if rejection.is_bound and not rejection.is_valid():
            return review_page.ask_for_reason(
                self.admin_site, request, [image], rejection, submit=("decision", decision)
            )
        decide(request, [image], decision, **(rejection.cleaned_data if rejection.is_bound else {}))
        return redirect("admin:imaging_generatedimage_change", image.pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"show_save_and_continue": False} | (extra_context or {})
        image = self.get_object(request, object_id)
        if image is not None and self.has_view_permission(request, image):
            context |= review_page.context_of(request, image)
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response
