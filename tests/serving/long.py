"""`python -m tests.serving.long USERNAME LENGTH`: write a long conversation, print its path."""

import os
import sys


def main(username: str, length: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    import django

    django.setup()

    from copilot.models import User
    from tests.conversations import make_long

    conversation = make_long(User.objects.get(username=username), length)
    sys.stdout.write(conversation.get_absolute_url())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
