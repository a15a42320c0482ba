"""Encrypt what is encrypted anew, under the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imaging.keys import reencrypt_all


class Command(BaseCommand):
    help = (
        "Encrypt all kept API keys anew, under the first of FIELD_ENCRYPTION_KEYS. Nothing needs "
        "to stop: put the new key first, restart web and workers, run this, drop the old key."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        done, unreadable = reencrypt_all()
        self.stdout.write(f"{done} encrypted anew.")
        if unreadable:
            raise CommandError(
                f"{unreadable} could not be read with any of FIELD_ENCRYPTION_KEYS and stay as "
                "they are; their owners can save them again."
            )
