"""Who sees which page of the admin, and what a page may load."""

import re
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from copilot.models import User
from imaging.models import GeneratedImage
from tests.factories import PASSWORD, make_job, make_user
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


def test_strangers_are_sent_to_the_sign_in_and_back(pages: list[str], client: Client) -> None:
    for page in pages:
        asked = client.get(page, follow=True).request
        assert asked["PATH_INFO"] == reverse("account_login")
        assert parse_qs(asked["QUERY_STRING"]) == {"next": [page]}


def test_the_admin_has_no_second_sign_in(owner: User, client: Client) -> None:
    response = client.post("/admin/login/", {"username": owner.username, "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


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
        assert "default-src 'none';" in policy
        assert "http" not in policy
    for page in ("/admin/imaging/nothing-here/", "/admin/auth/group/", "/api/v1/images/"):
        assert "script-src 'self';" in desk.get(page)["Content-Security-Policy"]


def test_pages_ask_no_other_host(pages: list[str], desk: Client) -> None:
    for page in pages:
        html = desk.get(page).content.decode()
        for attribute in ('src="http', 'src="//', 'href="http', 'href="//'):
            assert attribute not in html


def test_the_queue_comes_first_with_its_count(image: GeneratedImage, desk: Client) -> None:
    queue = desk.get("/admin/").context["sidebar_navigation"][0]["items"][0]
    assert queue["title"] == "Review queue"
    assert str(queue["badge_callback"]) == "1"
    waiting = desk.get(str(queue["link_callback"])).context["cl"]
    assert list(waiting.queryset) == [image]


def test_without_review_there_is_no_queue(desk: Client, settings: Settings) -> None:
    settings.IMAGE_REVIEW = "off"
    assert "Review queue" not in desk.get("/admin/").content.decode()


def test_it_is_as_light_or_dark_as_easels_own_pages(desk: Client) -> None:
    page = reverse("admin:index")
    for chosen in ("dark", "light"):
        desk.cookies["theme"] = chosen
        html = desk.get(page).content.decode()
        assert re.search(rf'<html [^>]*class="{chosen}"', html)
    desk.cookies["theme"] = "'); alert(1"
    assert "alert(1" not in desk.get(page).content.decode()
