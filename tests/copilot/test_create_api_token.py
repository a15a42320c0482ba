"""API tokens from the shell."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from rest_framework.test import APIClient

from copilot.models import ApiToken, User

pytestmark = pytest.mark.django_db


def test_the_token_stands_alone_and_works(owner: User, anonymous_api: APIClient) -> None:
    out = StringIO()

    call_command("create_api_token", "owner", stdout=out)

    [token] = out.getvalue().splitlines()
    anonymous_api.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    assert anonymous_api.get("/api/v1/usage/").status_code == 200
    assert ApiToken.objects.get().user == owner


def test_only_its_digest_is_kept(owner: User) -> None:
    out = StringIO()

    call_command("create_api_token", "owner", stdout=out)

    assert out.getvalue().strip() not in str(ApiToken.objects.values().get())


@pytest.mark.parametrize("name", ["nobody", "closed"])
def test_there_must_be_an_open_account(name: str, stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(username="closed", is_active=False)

    with pytest.raises(CommandError, match=name):
        call_command("create_api_token", name)

    assert not ApiToken.objects.exists()


def test_a_database_without_easel_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)

    with pytest.raises(CommandError, match="no Easel in it yet"):
        call_command("create_api_token", "owner")
