"""Jobs in the admin: what was asked, what each provider answered, and the button that ends one."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_POST
from unfold.admin import TabularInline

from imaging.admin import html
from imaging.admin.base import ReadOnly, UnfoldAdmin
from imaging.models import GenerationJob, JobStatus, ProviderAttempt
from imaging.services import job_cancel

PROMPT_CHARACTERS = 200
CANCEL_PERMISSION = "imaging.change_generationjob"


class ProviderAttemptInline(ReadOnly, TabularInline):
    model = ProviderAttempt
    verbose_name_plural = "Attempts"
    fields = ("started_at", "made_by", "outcome", "error", "http_status", "took", "cost")
    readonly_fields = fields
    can_delete = False
    show_title = False

    @admin.display(description="Provider and model")
    def made_by(self, attempt: ProviderAttempt) -> SafeString:
        return html.two_lines(attempt.provider, attempt.model)

    @admin.display(description="Status")
    def outcome(self, attempt: ProviderAttempt) -> SafeString:
        return html.badge(attempt.status, attempt.get_status_display())

    @admin.display(description="Error")
    def error(self, attempt: ProviderAttempt) -> SafeString | None:
        if not attempt.error_code:
            return None
        return html.two_lines(attempt.error_code, attempt.error_detail)

    @admin.display(description="Cost in USD")
    def cost(self, attempt: ProviderAttempt) -> Decimal | None:
        return attempt.cost_usd

    @admin.display(description="Took")
    def took(self, attempt: ProviderAttempt) -> str | None:
        return html.took(attempt.latency_ms)


class GenerationJobAdmin(ReadOnly, UnfoldAdmin):
    """`content` stays out of the admin: it is the text of somebody's post."""

    list_display = ("asked", "state", "providers", "owner", "cost", "created_at", "took")
    list_filter = (
        "status",
        ("attempts__provider", admin.AllValuesFieldListFilter),
        "operation",
        "created_at",
    )
    list_filter_options = {"status": {"label": "Status", "horizontal": True}}
    list_per_page = 50
    search_fields = ("prompt", "owner__username", "owner__email")
    search_help_text = "Words of the prompt, an owner's name or e-mail address"
    ordering = ("-created_at", "-pk")
    inlines = (ProviderAttemptInline,)
    actions = ("cancel",)
    change_form_outer_before_template = "imaging/admin/job_state.html"

    facts_asked = ("owner_name", "prompt", "operation", "shape", "style", "pinned", "retry_of")
    facts_course = ("estimate", "cost", "beginnings", "created_at", "started_at", "took")
    readonly_fields = facts_asked + facts_course
    fieldsets = (
        ("What was asked", {"fields": facts_asked}),
        ("How it went", {"fields": facts_course}),
    )

    def has_cancel_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CANCEL_PERMISSION)

    def get_queryset(self, request: HttpRequest) -> QuerySet[GenerationJob]:
        jobs: QuerySet[GenerationJob] = super().get_queryset(request)
        return (
            jobs.select_related("owner")
            .defer("content")
            .prefetch_related(Prefetch("attempts", ProviderAttempt.objects.order_by("started_at")))
        )

    # Columns and facts

    @admin.display(description="Asked for", ordering="prompt")
    def asked(self, job: GenerationJob) -> SafeString:
        prompt = Truncator(job.prompt).chars(PROMPT_CHARACTERS)
        return html.prompt(prompt or "From the text of a post")

    @admin.display(description="Status", ordering="status")
    def state(self, job: GenerationJob) -> SafeString:
        return html.badge(job.status, job.get_status_display())

    @admin.display(description="Tried")
    def providers(self, job: GenerationJob) -> str:
        return ", ".join(dict.fromkeys(attempt.provider for attempt in job.attempts.all()))

    @admin.display(description="Took")
    def took(self, job: GenerationJob) -> str | None:
        if job.started_at is None or job.finished_at is None:
            return None
        return html.took((job.finished_at - job.started_at) // timedelta(milliseconds=1))

    @admin.display(description="Cost in USD", ordering="cost_usd")
    def cost(self, job: GenerationJob) -> Decimal:
        return job.cost_usd

    @admin.display(description="Estimated cost in USD")
    def estimate(self, job: GenerationJob) -> Decimal | None:
        return job.estimated_cost_usd

    @admin.display(description="Times begun")
    def beginnings(self, job: GenerationJob) -> int:
        return job.claims

    @admin.display(description="Owner")
    def owner_name(self, job: GenerationJob) -> str:
        return str(job.owner)

    @admin.display(description="Images")
    def shape(self, job: GenerationJob) -> str:
        return f"{job.count} x {job.format}, {job.quality}"

    @admin.display(description="Pinned to")
    def pinned(self, job: GenerationJob) -> str:
        return " ".join(filter(None, (job.provider, job.model)))

    # Cancelling

    @admin.action(description="Cancel", permissions=["cancel"])
    def cancel(self, request: HttpRequest, jobs: QuerySet[GenerationJob]) -> None:
        _cancel(request, list(jobs))

    def get_urls(self) -> list[URLPattern]:
        cancel = path(
            "<uuid:pk>/cancel/",
            self.admin_site.admin_view(require_POST(self.cancel_view)),
            name="imaging_generationjob_cancel",
        )
        return [cancel, *super().get_urls()]

    def cancel_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if not self.has_cancel_permission(request):
            raise PermissionDenied
        _cancel(request, [get_object_or_404(GenerationJob, pk=pk)])
        return redirect("admin:imaging_generationjob_change", pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = extra_context or {}
        job = self.get_object(request, object_id)
        if job is not None and self.has_view_permission(request, job):
            context |= {
                "job": job,
                "state": self.state(job),
                "images": [(each, html.thumbnail(each)) for each in job.images.order_by("index")],
                "can_cancel": self.has_cancel_permission(request) and not job.is_final,
            }
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response


def _cancel(request: HttpRequest, jobs: list[GenerationJob]) -> None:
    """Cancel what has not ended, and say of how many that was true."""
    cancelled = 0
    for job in jobs:
        if not job.is_final:
            job_cancel(job)
            job.refresh_from_db(fields=["status"])
            cancelled += job.status == JobStatus.CANCELLED
    if cancelled:
        messages.success(request, f"Cancelled: {cancelled} of {len(jobs)}.")
    if ended := len(jobs) - cancelled:
        messages.info(request, f"Had ended before: {ended} of {len(jobs)}.")
