"""The API's description."""

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from rest_framework.test import APIClient

from copilot.api.urls import urlpatterns as copilot_urlpatterns
from imaging.urls import urlpatterns as imaging_urlpatterns
from tests.imaging.api.asserting import problem

SCHEMA = "/api/v1/schema/"
DOCS = "/api/v1/docs/"


def test_the_schema_is_made_without_a_warning() -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/vnd.oai.openapi+json"])
def test_the_schema_is_openapi_in_json(owner_api: APIClient, accept: str) -> None:
    response = owner_api.get(SCHEMA, headers={"Accept": accept})

    assert "json" in response["Content-Type"]
    assert response.json()["openapi"].startswith("3.1")


@pytest.fixture
def schema(owner_api: APIClient) -> dict[str, Any]:
    body: dict[str, Any] = owner_api.get(SCHEMA).json()
    return body


def test_it_tells_every_call(schema: dict[str, Any]) -> None:
    patterns = [*imaging_urlpatterns, *copilot_urlpatterns]
    told = {re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1/")) for path in schema["paths"]}

    routed = {re.sub(r"<\w+:\w+>", "{}", str(each.pattern)) for each in patterns}
    assert told == routed - {"schema/", "docs/"}


def test_every_error_it_tells_is_a_problem(schema: dict[str, Any]) -> None:
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            refusals = {s: r for s, r in call["responses"].items() if int(s) >= 400}
            assert {"401", "429"} <= set(refusals), (path, method)
            for response in refusals.values():
                assert list(response["content"]) == ["application/problem+json"]


@pytest.mark.django_db
def test_schema_and_page_are_for_people_we_know(
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
) -> None:
    problem(anonymous_api.get(SCHEMA), 401, "not_authenticated")
    response = anonymous_api.get(DOCS)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={DOCS}"
    for api in (owner_api, reviewer_api, stranger_api):
        assert api.get(SCHEMA).status_code == 200
        assert api.get(DOCS).status_code == 200


def test_the_page_works_offline_under_the_strict_policy(owner_api: APIClient) -> None:
    response = owner_api.get(DOCS)

    page = response.content.decode()
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) == 5
    assert all(address.startswith("/") and address[1] != "/" for address in addresses)
    for address in addresses:
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address
    assert "script-src 'self';" in response["Content-Security-Policy"]


def test_its_script_is_a_response_of_its_own(owner_api: APIClient) -> None:
    response = owner_api.get(f"{DOCS}?script=")

    assert response["Content-Type"].startswith("application/javascript")
    assert SCHEMA in response.content.decode().replace("\\u002D", "-")
