"""Who sees which page of the admin, and what a page may load."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from copilot.models import User
from imaging.models import GeneratedImage
from tests.factories import make_job, make_user
from tests.imaging.admin import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(owner: User, image: GeneratedImage) -> list[str]:
    return [
        "/admin/",
        addresses.IMAGES,
        addresses.image_page(image.pk),
        addresses.JOBS,
        addresses.job_page(make_job(owner).pk),
    ]


def test_strangers_are_sent_to_the_sign_in(pages: list[str], client: Client) -> None:
    for page in pages:
        response = client.get(page, follow=True)
        assert response.request["PATH_INFO"] == reverse("account_login")
        assert response.request["QUERY_STRING"].endswith(page.replace("/", "%2F").strip()) or (
            page in response.request["QUERY_STRING"]
        )


def test_people_without_staff_rights_see_none_of_it(
    pages: list[str], owner: User, client: Client
) -> None:
    client.force_login(owner)
    for page in pages:
        assert client.get(page, follow=True).status_code == 403


def test_reviewers_see_images_and_jobs(pages: list[str], desk: Client) -> None:
    for page in pages:
        assert desk.get(page).status_code == 200


def test_staff_of_no_group_see_neither(pages: list[str], client: Client) -> None:
    client.force_login(make_user("clerk", is_staff=True))
    for page in pages[1:]:
        assert client.get(page).status_code == 403


@pytest.mark.parametrize("page", ["copilot/user", "auth/group", "copilot/apitoken"])
def test_reviewers_see_nothing_of_accounts(page: str, desk: Client) -> None:
    assert desk.get(f"/admin/{page}/").status_code == 403


def test_the_policy_is_relaxed_for_the_admins_own_pages_alone(
    pages: list[str], desk: Client
) -> None:
    for page in pages:
        policy = desk.get(page)["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline' 'unsafe-eval';" in policy
        assert "http" not in policy
    for strict in ("/accounts/login/", "/admin/imaging/nothing-here/"):
        policy = desk.get(strict, follow=True)["Content-Security-Policy"]
        assert "script-src 'self'" in policy
    assert "unsafe" not in client_policy("/accounts/login/")


def client_policy(page: str) -> str:
    return str(Client().get(page)["Content-Security-Policy"])


def test_pages_ask_no_other_host(pages: list[str], desk: Client) -> None:
    for page in pages:
        html = desk.get(page).content.decode()
        for attribute in ('src="http', 'src="//', 'href="http', 'href="//'):
            assert attribute not in html


def test_the_queue_is_offered_with_its_count(
    image: GeneratedImage, desk: Client, settings: object
) -> None:
    html = desk.get("/admin/").content.decode()
    assert "Review queue" in html
    assert desk.get("/admin/").context["sidebar_navigation"][0]["items"][0]["badge_callback"] == 1


def test_without_review_there_is_no_queue(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "IMAGE_REVIEW", "off")
    assert "Review queue" not in desk.get("/admin/").content.decode()
