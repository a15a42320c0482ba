"""How Unfold looks and what its sidebar offers; the colours are those of static/css/tokens.css."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    return lambda request: request.user.has_perm(permission)


def _static(name: str) -> Callable[[HttpRequest], str]:
    """Named when a page asks: the settings are read before the static files are known."""
    return lambda _: static(name)


def _theme(request: HttpRequest) -> str | None:
    """What the switch of Easel's own pages is set to; where it never was, Unfold's own decides."""
    theme = request.COOKIES.get("theme")
    return theme if theme in {"light", "dark"} else None


def _review_queue(_: HttpRequest) -> str:
    return reverse("admin:imaging_generatedimage_changelist") + "?review_status__exact=pending"


def _is_queue(request: HttpRequest) -> bool:
    return request.GET.get("review_status__exact") == "pending" and _is_images(request)


def _is_images(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:imaging_generatedimage_changelist"))


def _item(title: str, icon: str, model: str, **more: Any) -> dict[str, Any]:
    app, _, name = model.partition(".")
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{name}_changelist"),
        "permission": _may(f"{app}.view_{name}"),
    } | more


PAPER = {
    "50": "#faf9f7",
    "100": "#f3f1ed",
    "200": "#e7e3dc",
    "300": "#d4cec4",
    "400": "#b3ada2",
    "500": "#6f6a60",
    "600": "#5c574f",
    "700": "#45423c",
    "800": "#2f2d29",
    "900": "#1f1e1b",
    "950": "#171614",
}
ACCENT = {
    "50": "#fdf1ec",
    "100": "#fbe2d8",
    "200": "#f7c6b3",
    "300": "#f58159",
    "400": "#f0683a",
    "500": "#f0683a",
    "600": "#c43f16",
    "700": "#a83410",
    "800": "#7d280e",
    "900": "#5c1f0d",
    "950": "#3a2117",
}
INK = {
    "subtle-light": "#6f6a60",
    "subtle-dark": "#928b7f",
    "default-light": "#5c574f",
    "default-dark": "#b3ada2",
    "important-light": "#1d1b18",
    "important-dark": "#f1eee8",
}

THEME: dict[str, Any] = {
    "SITE_TITLE": "Easel",
    "SITE_HEADER": "Easel",
    "SITE_SUBHEADER": "Operations",
    "SITE_URL": "/",
    "SITE_ICON": _static("icons/favicon.svg"),
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": _static("icons/favicon.svg"),
        }
    ],
    "THEME": _theme,
    "STYLES": [
        _static("css/tokens.css"),
        _static("css/admin_unfold.css"),
        _static("css/admin.css"),
        _static("css/admin_review.css"),
    ],
    "SHOW_HISTORY": False,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "10px",
    "COLORS": {"base": PAPER, "primary": ACCENT, "font": INK},
    "ACCOUNT": {
        "navigation": [
            {"title": "Back to Easel", "link": "/"},
            {"title": "Change password", "link": reverse_lazy("account_change_password")},
        ]
    },
    "SIDEBAR": {
        "navigation": [
            {
                "items": [
                    {
                        "title": "Review queue",
                        "icon": "rate_review",
                        "link": _review_queue,
                        "active": _is_queue,
                        "permission": "imaging.admin.queue.is_open_to",
                        "badge": "imaging.admin.queue.badge",
                        "badge_variant": "primary",
                    },
                    _item(
                        "Images",
                        "image",
                        "imaging.generatedimage",
                        active=lambda request: _is_images(request) and not _is_queue(request),
                    ),
                    _item("Jobs", "work_history", "imaging.generationjob"),
                    {
                        "title": "Providers",
                        "icon": "hub",
                        "link": reverse_lazy("admin:imaging_providers"),
                    },
                ],
            },
            {
                "title": "People",
                "separator": True,
                "items": [
                    _item("Users", "person", "copilot.user"),
                    _item("Groups", "group", "auth.group"),
                    _item("Conversations", "forum", "copilot.conversation"),
                    _item("API tokens", "key", "copilot.apitoken"),
                ],
            },
            {
                "separator": True,
                "items": [
                    {
                        "title": "Back to Easel",
                        "icon": "arrow_back",
                        "link": "/",
                        "active": lambda _: False,
                    }
                ],
            },
        ],
    },
}
