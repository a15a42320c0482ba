"""A person's settings: how they sign their posts, and their own keys."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from copilot import selectors
from copilot.forms import KeyForm, ProfileForm, SpendingForm, VoiceForm
from copilot.presentation.brand import brand_badge
from copilot.presentation.keys import KeyCard, key_cards
from copilot.presentation.usage import usage_line
from copilot.views._http import EaselRequest
from imaging.brands import brand_current
from imaging.keys import ENVIRONMENT, facts_for, key_delete, key_save
from imaging.providers.registry import provider_label


@require_GET
def show(request: EaselRequest) -> HttpResponse:
    return _page(request)


@require_POST
def profile(request: EaselRequest) -> HttpResponse:
    form = ProfileForm(request.POST, instance=request.user.profile)
    return _saved(request, form, "Profile saved.") or _page(request, profile_form=form)


@require_POST
def voice(request: EaselRequest) -> HttpResponse:
    form = VoiceForm(request.POST, instance=request.user.profile)
    said = "Voice saved. The next draft is written with it."
    return _saved(request, form, said) or _page(request, voice_form=form)


@require_POST
def spending(request: EaselRequest) -> HttpResponse:
    form = SpendingForm(request.POST, instance=request.user.profile)
    return _saved(request, form, "Spending saved.") or _page(request, spending_form=form)


@require_POST
def key(request: EaselRequest, provider: str) -> HttpResponse:
    """Save a key, or forget it where the button says so."""
    if provider not in ENVIRONMENT:
        raise Http404
    if "delete" in request.POST:
        if key_delete(owner=request.user, provider=provider):
            messages.success(request, f"Your {provider_label(provider)} key is deleted.")
        return redirect("copilot:settings")
    form = KeyForm(request.POST, provider=provider)
    if not form.is_valid():
        return _page(request, key_form=form)
    facts = key_save(owner=request.user, provider=provider, key=form.cleaned_data["key"])
    if not facts.problem:
        messages.success(request, f"{facts.label} accepted the key {facts.ending}".strip() + ".")
    return redirect("copilot:settings")


def _saved(
    request: EaselRequest, form: ProfileForm | VoiceForm | SpendingForm, said: str
) -> HttpResponse | None:
    """The way back with a word of it; None where the form is not in order."""
    if not form.is_valid():
        return None
    form.save()
    messages.success(request, said)
    return redirect("copilot:settings")


def _page(
    request: EaselRequest,
    *,
    profile_form: ProfileForm | None = None,
    voice_form: VoiceForm | None = None,
    spending_form: SpendingForm | None = None,
    key_form: KeyForm | None = None,
) -> HttpResponse:
    refused = profile_form or voice_form or spending_form or key_form
    context: dict[str, Any] = {
        "conversations": selectors.conversations_by_age(request.user),
        "usage": usage_line(request.user),
        "profile_form": profile_form or ProfileForm(instance=request.user.profile),
        "voice_form": voice_form or VoiceForm(instance=request.user.profile),
        "spending_form": spending_form or SpendingForm(instance=request.user.profile),
        "brand": brand_badge(brand_current(request.user)),
        "keys": [(card, _form_of(card, key_form)) for card in key_cards(facts_for(request.user))],
    }
    return render(request, "copilot/settings.html", context, status=422 if refused else 200)


def _form_of(card: KeyCard, refused: KeyForm | None) -> KeyForm:
    if refused is not None and refused.provider == card.provider:
        return refused
    return KeyForm(provider=card.provider)
