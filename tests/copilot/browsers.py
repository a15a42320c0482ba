"""The browser of anybody."""

from django.test import Client

from copilot.models import User


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
