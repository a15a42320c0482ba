"""The administration site: who comes in and by which door, its content policy, what it manages."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

from copilot.admin import ApiTokenAdmin, ConversationAdmin, GroupAdmin, UserAdmin
from copilot.models import ApiToken, Conversation, User
from imaging.admin import GeneratedImageAdmin, GenerationJobAdmin
from imaging.admin.providers_page import ProvidersPage, provider_warnings
from imaging.models import GeneratedImage, GenerationJob

# Unfold's scripts are written in attributes and evaluated, and it shows pop-ups in a frame.
ADMIN_CSP = settings.SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}

View = Callable[..., HttpResponse]


class EaselAdminSite(UnfoldAdminSite):
    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [*ProvidersPage(self).urls, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # A function: asked for only where a template shows it.
        context: dict[str, Any] = super().each_context(request)
        return context | {"provider_warnings": provider_warnings}

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        relaxed: View = csp_override(ADMIN_CSP)(super().admin_view(view, cacheable))
        return relaxed

    @method_decorator(never_cache)
    @method_decorator(secure_admin_login)
    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send strangers to the one sign-in of Easel, with its rate limits, instead of a second."""
        response: HttpResponse = super().login(request, extra_context)
        return response


site = EaselAdminSite()
site.register(GeneratedImage, GeneratedImageAdmin)
site.register(GenerationJob, GenerationJobAdmin)
site.register(User, UserAdmin)
site.register(Group, GroupAdmin)
site.register(Conversation, ConversationAdmin)
site.register(ApiToken, ApiTokenAdmin)
