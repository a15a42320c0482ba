"""Whoever reads an image slowly keeps nobody else from the database."""

import pytest
from django.db import connection
from rest_framework.test import APIClient

from copilot.models import User
from tests.factories import make_image


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's connections are not few")
@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_an_image_is_sent(owner: User, owner_api: APIClient) -> None:
    image = make_image(owner)

    response = owner_api.get(f"/api/v1/images/{image.pk}/content/?rendition=thumbnail")

    assert connection.connection is None
    assert b"".join(response)
