"""Encrypt what is encrypted anew, under the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imaging.keys import reencrypt_all


class Command(BaseCommand):
    help = (
        "Encrypt all kept API keys anew, under the first of FIELD_ENCRYPTION_KEYS. Nothing needs "
        "to stop. Put the new key last and restart every web process and worker, one by one: now "
        "all can read it. Put it first and restart them again: now it is written with. Run this. "
        "Drop the old key and restart."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        done, unreadable = reencrypt_all()
        self.stdout.write(f"{done} encrypted anew.")
        if unreadable:
            raise CommandError(
                f"{unreadable} could not be read with any of FIELD_ENCRYPTION_KEYS and stay as "
                "they are; their owners can save them again."
            )
