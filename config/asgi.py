"""The ASGI application that `serve` runs."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup(set_prefix=False)

# It answers as the API does, whose code can be imported once the apps are ready.
from config.bodies import BoundedBodies  # noqa: E402
from config.handler import Handler  # noqa: E402
from config.static_files import StaticFiles  # noqa: E402
from imaging.garbage import settle  # noqa: E402

application = BoundedBodies(StaticFiles(Handler()))
settle()
