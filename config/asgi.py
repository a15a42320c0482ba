"""The ASGI application that `serve` runs."""

import os
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup(set_prefix=False)

# It answers as the API does, whose code can be imported once the apps are ready.
from config.bodies import BoundedBodies  # noqa: E402
from config.handler import Handler  # noqa: E402
from config.static_files import StaticFiles  # noqa: E402
from imaging.garbage import settle  # noqa: E402
from imaging.prompts import ideas  # noqa: E402


def _warm_up() -> None:
    """Load ahead what reads a post, so that nobody's request waits a second for it."""
    ideas.warm_up()
    settle()


application = BoundedBodies(StaticFiles(Handler()))
settle()
threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
