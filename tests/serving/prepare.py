"""`python -m tests.serving.prepare COUNT`: migrate, make people, print them as JSON."""

import json
import os
import sys
from importlib import import_module

PASSWORD = "correct horse battery staple"


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    import django

    django.setup()

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from copilot.models import User

    call_command("migrate", verbosity=0)
    # Hashing is slow on purpose: once is enough.
    password = make_password(PASSWORD)
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    accounts = []
    for number in range(count):
        name = f"person{number}"
        user = User.objects.create(
            username=name, email=f"{name}@example.org", password=password, first_name="Dana"
        )
        session = sessions()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        accounts.append({"username": name, "session": session.session_key})
    json.dump(accounts, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
