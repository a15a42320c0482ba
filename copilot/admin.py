"""People and their keys in the admin. What they write stays theirs: no messages, no drafts."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import StackedInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from copilot.models import ApiToken, Conversation, Profile, User
from imaging.admin import html
from imaging.admin.base import ReadOnly, UnfoldAdmin

# What makes an administrator is given by administrators alone.
POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class ProfileInline(StackedInline):
    model = Profile
    can_delete = False
    # What may be spent without asking is for the person alone to say.
    exclude = ("unasked_usd",)


class UserAdmin(DjangoUserAdmin, UnfoldAdmin):  # type: ignore[type-arg]
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "email", "display_name", "is_staff", "is_active", "last_login")
    ordering = ("username",)
    inlines = (ProfileInline,)
    add_fieldsets = (
        (None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),
    )

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[Any, ...]:
        """A profile is made together with its user, so there is none to fill in before."""
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        fields = ("last_login", "date_joined")
        return fields if _is_superuser(request) else fields + POWERS

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody takes over the account of somebody who may do more than they."""
        is_other_staff = obj is not None and obj != request.user and obj.is_staff
        if obj is not None and (obj.is_superuser or is_other_staff) and not _is_superuser(request):
            return False
        return bool(super().has_change_permission(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """With a person go their posts and images: administrators only, others deactivate."""
        return _is_superuser(request)


class GroupAdmin(DjangoGroupAdmin, UnfoldAdmin):
    pass


class ConversationAdmin(ReadOnly, UnfoldAdmin):
    list_display = (
        "title_or_new",
        "owner",
        "message_count",
        "job_count",
        "created_at",
        "updated_at",
    )
    list_display_links = None
    list_filter = ("updated_at",)
    search_fields = ("owner__username", "owner__email")
    search_help_text = "An owner's name or e-mail address"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conversation]:
        conversations: QuerySet[Conversation] = super().get_queryset(request)
        return conversations.select_related("owner").annotate(
            messages_total=Count("messages", distinct=True),
            jobs_total=Count("messages__idea_jobs", distinct=True),
        )

    @admin.display(description="Title", ordering="title")
    def title_or_new(self, conversation: Conversation) -> SafeString:
        return html.prompt(str(conversation))

    @admin.display(description="Messages", ordering="messages_total")
    def message_count(self, conversation: Any) -> int:
        return int(conversation.messages_total)

    @admin.display(description="Image jobs", ordering="jobs_total")
    def job_count(self, conversation: Any) -> int:
        return int(conversation.jobs_total)


class ApiTokenAdmin(ReadOnly, UnfoldAdmin):
    """Tokens are named by the first characters of their key: their row's own key is the digest,
    which no page, address or form may hold."""

    list_display = ("key", "user", "created", "expiry")
    list_display_links = None
    list_select_related = ("user",)
    actions = None
    ordering = ("-created",)
    search_fields = ("user__username", "user__email")
    search_help_text = "An owner's name or e-mail address"

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        may_revoke = self.has_revoke_permission(request)
        return (*self.list_display, "revocation") if may_revoke else self.list_display

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("copilot.delete_apitoken")

    @admin.display(description="Begins with", ordering="token_key")
    def key(self, token: ApiToken) -> str:
        return f"{token.token_key}…"

    @admin.display(description="Revoke")
    def revocation(self, token: ApiToken) -> SafeString:
        return format_html(
            '<a class="easel-link" href="{}">Revoke</a>',
            reverse("admin:copilot_apitoken_revoke", args=[token.token_key]),
        )

    def get_urls(self) -> list[URLPattern]:
        """Only the list and the revocation: other pages of the admin are named by the digest."""
        return [
            path(
                "",
                self.admin_site.admin_view(self.changelist_view),
                name="copilot_apitoken_changelist",
            ),
            path(
                "<str:key>/revoke/",
                self.admin_site.admin_view(self.revoke_view),
                name="copilot_apitoken_revoke",
            ),
        ]

    def revoke_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Ask, then delete the token; whoever uses it is signed out at once."""
        if not self.has_revoke_permission(request):
            raise PermissionDenied
        token = get_object_or_404(ApiToken.objects.select_related("user"), token_key=key)
        if request.method == "POST":
            token.delete()
            messages.success(request, f"Revoked: a token of {token.user}.")
            return redirect("admin:copilot_apitoken_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": "Revoke a token",
            "opts": self.opts,
            "token": token,
        }
        return TemplateResponse(request, "copilot/admin/revoke_token.html", context)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))
