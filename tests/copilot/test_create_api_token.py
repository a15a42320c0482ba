"""API tokens from the shell."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
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
