"""The API's description, for programs and for people."""

from django.contrib.auth.decorators import login_required
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer


class Schema(SpectacularAPIView):
    """OpenAPI 3.1 as JSON, whichever of its types `Accept` names."""

    renderer_classes = [OpenApiJsonRenderer, OpenApiJsonRenderer2, JSONRenderer]


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI from our own host; its script is fetched apart, so the page has none inline."""

    url_name = "imaging:schema"
    template_name = "imaging/api_docs.html"
    throttle_classes = ()


docs = login_required(Docs.as_view())
