"""An API token from the shell."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from copilot.models import ApiToken, User


class Command(BaseCommand):
    help = "Print a new API token of a person, alone on stdout. It cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *_: Any, username: str, **__: Any) -> None:
        if User._meta.db_table not in connection.introspection.table_names():
            raise CommandError(
                "This database has no Easel in it yet. Run manage.py migrate first, or give this "
                "command the DATA_DIR, or the DATABASE_URL, that Easel runs with."
            )
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            raise CommandError(
                f"Nobody is called {username}. The admin lists everybody under Users; the first "
                "start makes an account named admin."
            ) from None
        if not user.is_active:
            raise CommandError(f"{username}'s account is not active.")
        _, token = ApiToken.objects.create(user=user)
        self.stdout.write(token)
