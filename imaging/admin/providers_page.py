"""The staff's page of providers: how each model stands, the site's keys, and "Try now"."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from imaging.admin import html
from imaging.gate import try_now
from imaging.keys import (
    ENVIRONMENT,
    KEY_FAULTS,
    KEY_MAX,
    KEY_MIN,
    KEY_PATTERN,
    KeyFacts,
    KeySource,
    facts_for,
    key_delete,
    key_save,
)
from imaging.models import Breaker
from imaging.provider_status import (
    LATELY,
    ModelStatus,
    ModelWarning,
    ProviderStatus,
    statuses_for,
    warnings,
)
from imaging.providers.registry import provider_label

KEY_PERMISSION = "imaging.change_providerkey"
PAGE = "admin:imaging_providers"


class SiteKeyForm(forms.Form):
    key = forms.RegexField(
        KEY_PATTERN,
        min_length=KEY_MIN,
        max_length=KEY_MAX,
        strip=True,
        error_messages=KEY_FAULTS,
    )


class StepForm(forms.Form):
    provider = forms.CharField(max_length=20)
    model = forms.CharField(max_length=120)


class ProvidersPage:
    """Every member of staff may look and say "Try now"; the site's keys take a permission."""

    def __init__(self, site: AdminSite) -> None:
        self._site = site

    @property
    def urls(self) -> list[URLPattern]:
        view = self._site.admin_view
        return [
            path("providers/", view(require_GET(self.show)), name="imaging_providers"),
            path("providers/try/", view(require_POST(self.try_now)), name="imaging_providers_try"),
            path(
                "providers/keys/<slug:provider>/",
                view(require_POST(self.key)),
                name="imaging_providers_key",
            ),
        ]

    def show(self, request: HttpRequest) -> HttpResponse:
        statuses = statuses_for(None)
        context = {
            **self._site.each_context(request),
            "title": "Providers",
            "providers": [_provider(each) for each in statuses],
            "breakers": [_breaker(each) for each in _breakers()],
            "keys": [_key(facts) for facts in _site_keys()],
            "may_change_keys": request.user.has_perm(KEY_PERMISSION),
        }
        return TemplateResponse(request, "imaging/admin/providers.html", context)

    def try_now(self, request: HttpRequest) -> HttpResponse:
        form = StepForm(request.POST)
        if not form.is_valid():
            raise Http404
        try_now(**form.cleaned_data)
        messages.success(request, f"{form.cleaned_data['model']} is tried with the next job.")
        return redirect(PAGE)

    def key(self, request: HttpRequest, provider: str) -> HttpResponse:
        """Save the site's key, or forget it where the button says so."""
        if not request.user.has_perm(KEY_PERMISSION):
            raise PermissionDenied
        if provider not in ENVIRONMENT:
            raise Http404
        label = provider_label(provider)
        form = SiteKeyForm(request.POST)
        if "delete" in request.POST:
            if key_delete(owner=None, provider=provider):
                messages.success(request, f"The site's {label} key is deleted.")
        elif not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors["key"])))
        else:
            facts = key_save(owner=None, provider=provider, key=form.cleaned_data["key"])
            if facts.problem:
                messages.warning(request, facts.problem)
            else:
                messages.success(request, f"{label} accepted the key {facts.ending}".strip() + ".")
        return redirect(PAGE)


def provider_warnings() -> list[ModelWarning]:
    """What each page of the admin tells staff of models that have gone or are about to."""
    return warnings(statuses_for(None))


def _provider(status: ProviderStatus) -> dict[str, Any]:
    return {
        "status": status,
        "state": html.badge(status.state, status.state.capitalize()),
        "models": [_model(each) for each in status.models + status.text_models],
    }


def _model(status: ModelStatus) -> dict[str, Any]:
    return {
        "status": status,
        "state": html.badge(status.state, status.state.capitalize()),
        "can_be_tried": status.retired_at is not None or status.opens_at is not None,
    }


def _breakers() -> list[Breaker]:
    """Of the steps whose last call failed, those that are left alone or have failed lately."""
    now = timezone.now()
    current = Q(open_until__gt=now) | Q(failed_at__gt=now - LATELY)
    return list(Breaker.objects.filter(current).order_by("provider", "model", "pk"))


def _breaker(row: Breaker) -> dict[str, Any]:
    left_alone = row.open_until is not None and row.open_until > timezone.now()
    return {"row": row, "provider": provider_label(row.provider), "left_alone": left_alone}


def _site_keys() -> list[tuple[str, KeyFacts | None]]:
    known = {facts.provider: facts for facts in facts_for(None)}
    return [(provider, known.get(provider)) for provider in ENVIRONMENT]


def _key(entry: tuple[str, KeyFacts | None]) -> dict[str, Any]:
    provider, facts = entry
    return {
        "provider": provider,
        "label": provider_label(provider),
        "facts": facts,
        "is_kept": facts is not None and facts.source == KeySource.SITE,
    }
