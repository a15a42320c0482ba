"""The ASGI application that `serve` runs."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django_application = get_asgi_application()

# It answers as the API does, whose code can be imported once the apps are ready.
from config.bodies import BoundedBodies  # noqa: E402

application = BoundedBodies(django_application)
