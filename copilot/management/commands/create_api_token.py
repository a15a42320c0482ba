"""An API token from the shell."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from copilot.models import ApiToken, User


class Command(BaseCommand):
    help = "Print a new API token of a person, alone on stdout. It cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *_: Any, username: str, **__: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            raise CommandError(f"Nobody is called {username}.") from None
        if not user.is_active:
            raise CommandError(f"{username}'s account is not active.")
        _, token = ApiToken.objects.create(user=user)
        self.stdout.write(token)
