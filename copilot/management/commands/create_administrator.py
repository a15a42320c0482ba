"""Make the first administrator."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from copilot.models import User


class Command(BaseCommand):
    help = "Make an administrator with a generated password and print the sign-in, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="admin")
        parser.add_argument("--address", default=settings.SITE_URL, help="where to sign in")
        parser.add_argument("--once", action="store_true", help="only where there is none yet")

    def handle(self, *_: Any, username: str, address: str, once: bool, **__: Any) -> None:
        if once and User.objects.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(username, f"{username}@easel.invalid", password)
        self.stdout.write(
            f"\n  Sign in at {address}\n"
            f"    username  {username}\n"
            f"    password  {password}\n"
            "  It is shown this once; change it after signing in.\n\n"
        )
