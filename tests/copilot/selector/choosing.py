"""What is chosen in the form of a prompt, and what it says then."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from copilot.models import Idea

HTMX = {"HX-Request": "true"}
FLASH, LITE = "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image"
FAST = "imagen-4.0-fast-generate-001"


def form(browser: Client, idea: Idea, **chosen: str) -> str:
    """The form for these choices, as a script on the page gets it."""
    if not chosen:
        url = reverse("copilot:idea-selector", args=[idea.pk])
        return browser.get(url, headers=HTMX).content.decode()
    url = reverse("copilot:idea-options", args=[idea.pk])
    return browser.post(url, chosen, headers=HTMX).content.decode()


def offered(html: str, name: str) -> list[str]:
    return re.findall(rf'type="radio" name="{name}" value="([^"]+)"', html)


def chosen(html: str, name: str) -> list[str]:
    return re.findall(rf'type="radio" name="{name}" value="([^"]+)" checked', html)


def generate(browser: Client, idea: Idea, **sent: Any) -> Any:
    values = {
        "prompt": "A picker at dawn", "format": "square", "style": "minimal", "quality": "1K",
        "count": "1", "model": "",
    }  # fmt: skip
    url = reverse("copilot:idea-generate", args=[idea.pk])
    return browser.post(url, values | sent, headers=HTMX)
