"""Every address: the pages, the API, and what machines ask."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from config import admin
from config.health import healthz, readyz
from imaging.api.views.unknown import unknown

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("imaging.urls")),
    path("api/v1/", include("copilot.api.urls")),
    # Last of the API's: what nothing above has answered is a problem in JSON too.
    re_path(r"^api(?:/|$)", unknown),
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("copilot.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
