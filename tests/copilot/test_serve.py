"""The address that a start prints."""

import pytest
from pytest_django.fixtures import Settings

from copilot.management.commands import serve


@pytest.mark.parametrize(
    ("site", "address"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8791"),
        ("https://easel.example", "https://easel.example"),
    ],
)
def test_it_is_where_easel_is_served(settings: Settings, site: str, address: str) -> None:
    settings.SITE_URL = site
    assert serve._address(8791) == address
