"""Errors that no call of the API made."""

from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, path, reverse
from pytest_django.fixtures import Settings
from rest_framework.exceptions import Throttled
from rest_framework.test import APIClient

from config import urls as config_urls
from imaging import urls as imaging_urls
from imaging.api.problems import exception_handler
from tests.imaging.api.asserting import problem

pytestmark = pytest.mark.django_db


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a bug")


class WithABug:
    """The project's addresses, and one whose view is broken."""

    urlpatterns = [
        path("api/v1/broken/", broken),
        path("broken/", broken),
        *config_urls.urlpatterns,
    ]
    handler400 = config_urls.handler400
    handler403 = config_urls.handler403
    handler404 = config_urls.handler404
    handler500 = config_urls.handler500


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1/", "/api/v2/jobs/", "/api/v1/job/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_unknown_addresses(
    owner_api: APIClient,
    reviewer_api: APIClient,
    stranger_api: APIClient,
    anonymous_api: APIClient,
    method: str,
    address: str,
) -> None:
    for api in (owner_api, reviewer_api, stranger_api, anonymous_api):
        problem(getattr(api, method)(address), 404, "not_found")


def test_unknown_addresses_need_no_csrf_token() -> None:
    problem(Client(enforce_csrf_checks=True).post("/api/v1/nothing/"), 404, "not_found")


def test_a_missing_slash_is_pointed_out(owner_api: APIClient) -> None:
    assert "slash" in problem(owner_api.post("/api/v1/jobs", {"prompt": "x"}), 404)["detail"]


def test_an_id_that_is_none(owner_api: APIClient) -> None:
    problem(owner_api.get("/api/v1/jobs/7/"), 404, "not_found")


def test_other_pages_stay_pages(client: Client) -> None:
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_a_bug_of_ours_tells_nothing(owner_api: APIClient, settings: Settings) -> None:
    settings.ROOT_URLCONF = WithABug
    owner_api.raise_request_exception = False

    body = problem(owner_api.get("/api/v1/broken/"), 500, "internal")

    assert "a bug" not in str(body)
    assert owner_api.get("/broken/")["Content-Type"].startswith("text/html")


def test_a_host_that_is_not_ours(owner_api: APIClient) -> None:
    problem(owner_api.get("/api/v1/jobs/", headers={"Host": "evil.example.org"}), 400, "invalid")


@pytest.mark.parametrize("token", ["nonsense", "", "a b", "\xff", "0" * 64])
def test_a_token_that_is_none(anonymous_api: APIClient, token: str) -> None:
    response = anonymous_api.get("/api/v1/jobs/", headers={"Authorization": f"Token {token}"})

    problem(response, 401, "authentication_failed")
    assert response["WWW-Authenticate"] == "Token"


def test_a_type_we_do_not_speak(owner_api: APIClient) -> None:
    response = owner_api.get("/api/v1/jobs/", headers={"Accept": "application/xml"})

    problem(response, 406, "not_acceptable")


@pytest.mark.parametrize(
    "pattern", [each for each in imaging_urls.urlpatterns if each.name != "docs"], ids=str
)
def test_every_address_answers_to_options(token_api: APIClient, pattern: URLPattern) -> None:
    values = {"pk": uuid4(), "provider": "gemini", "rendition": "square"}
    taken = {name: values[name] for name in pattern.pattern.converters}
    address = reverse(f"imaging:{pattern.name}", kwargs=taken)

    assert token_api.options(address).status_code == 200


@pytest.mark.parametrize(("wait", "told"), [(0.2, "1"), (59.01, "60"), (60, "60")])
def test_a_wait_is_told_in_whole_seconds_and_never_too_short(
    rf: RequestFactory, wait: float, told: str
) -> None:
    response = exception_handler(Throttled(wait=wait), {"request": rf.get("/api/v1/jobs/")})
    assert response is not None
    assert response["Retry-After"] == told
