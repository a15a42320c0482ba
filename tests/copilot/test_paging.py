"""A long conversation, page by page."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from copilot import paging
from copilot.changes import changes_since
from copilot.message_contents import PAGE
from copilot.models import Conversation, Message, User
from copilot.showing import show_job
from imaging.services import job_cancel
from tests.conversations import make_long
from tests.factories import make_job

pytestmark = pytest.mark.django_db


def texts(html: str) -> list[int]:
    return [int(number) for number in re.findall(r"<p>Message (\d+)</p>", html)]


def link(html: str, name: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>{name}<', html)
    return found[1] if found else ""


def earlier(html: str) -> str:
    return link(html, "Earlier messages")


def test_the_first_view_shows_the_latest_and_a_way_back(browser: Client, owner: User) -> None:
    conversation = make_long(owner, 100)
    page = browser.get(conversation.get_absolute_url()).content.decode()
    assert texts(page) == list(range(60, 100, 2))

    back = browser.get(earlier(page)).content.decode()
    assert texts(back) == list(range(20, 100, 2))
    assert not link(back, "Later messages")
    first = browser.get(earlier(back)).content.decode()
    assert texts(first) == list(range(0, 60, 2))
    assert not earlier(first)
    on = browser.get(link(first, "Later messages")).content.decode()
    assert texts(on) == list(range(20, 100, 2))
    assert not link(on, "Later messages")


def test_a_script_is_given_the_page_before_alone(browser: Client, owner: User) -> None:
    conversation = make_long(owner, 100)
    address = earlier(browser.get(conversation.get_absolute_url()).content.decode())
    response = browser.get(address, headers={"HX-Request": "true"})
    part = response.content.decode()
    assert texts(part) == list(range(20, 60, 2))
    assert "<main" not in part
    assert earlier(part)
    # Neither takes the other's place in a cache.
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 30, "٣", "0"])
def test_any_other_place_is_answered_all_the_same(
    browser: Client, owner: User, before: str
) -> None:
    conversation = make_long(owner, 4)
    assert browser.get(f"{conversation.get_absolute_url()}?before={before}").status_code == 200


def test_a_view_asks_no_more_of_a_longer_conversation(browser: Client, owner: User) -> None:
    asked = []
    for length in (80, 500):
        conversation = make_long(owner, length)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(conversation.get_absolute_url()).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] < 30


def test_a_frame_asks_no_more_of_a_longer_conversation(owner: User) -> None:
    asked = []
    for length in (4, 200):
        conversation = make_long(owner, length)
        last = Message.objects.shown_in(conversation.pk).order_by("-born").first()
        assert last
        Message.objects.filter(pk=last.pk).update(version=conversation.version)
        with CaptureQueriesContext(connection) as queries:
            changes = changes_since(conversation.pk, conversation.version - 1)
        assert [each.pk for each in changes.messages] == [last.pk]
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_nothing_earlier_where_all_is_shown(owner: User) -> None:
    conversation = make_long(owner, PAGE)
    assert not paging.latest_page(conversation).earlier
    assert not paging.latest_page(Conversation.objects.create(pk=uuid.uuid4(), owner=owner)).begins


@pytest.mark.parametrize("before", [1, 41, 250, 461, 501, 900])
def test_no_view_is_longer_than_two_pages(browser: Client, owner: User, before: int) -> None:
    conversation = make_long(owner, 500)
    page = browser.get(f"{conversation.get_absolute_url()}?before={before}").content.decode()
    assert 0 < page.count("<article") <= 2 * PAGE


def test_what_is_said_from_an_earlier_page_leads_to_the_end(browser: Client, owner: User) -> None:
    conversation = make_long(owner, 100)
    address = conversation.get_absolute_url()
    for sent_from, leads in ((f"{address}?before=20", True), (address, False)):
        for url, data in (
            (f"{address}messages/", {"text": "On"}),
            (f"{address}revise/", {"edit": "shorten"}),
        ):
            headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{sent_from}"}
            response = browser.post(url, data | {"key": str(uuid.uuid4())}, headers=headers)
            assert response.headers.get("HX-Redirect", "") == (address if leads else "")


def test_a_job_under_way_out_of_sight_is_shown_at_the_end(browser: Client, owner: User) -> None:
    conversation = make_long(owner, 100)
    message = Message.objects.filter(conversation=conversation).order_by("born")[1]
    job = make_job(owner)
    show_job(message=message, job=job, idea=None)
    address = conversation.get_absolute_url()
    card = f'id="job-{job.pk}"'

    def place(html: str) -> tuple[int, bool]:
        return html.count(card), html.index("elsewhere-title") < html.find(card)

    assert place(browser.get(address).content.decode()) == (1, True)
    assert place(browser.get(f"{address}?before=2").content.decode()) == (1, False)
    earlier_part = browser.get(f"{address}?before=41", headers={"HX-Request": "true"})
    assert earlier_part.content.decode().count(card) == 1
    job_cancel(job)
    assert place(browser.get(address).content.decode()) == (0, False)
