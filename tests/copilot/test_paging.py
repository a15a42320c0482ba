"""A long conversation, page by page."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from copilot import selectors
from copilot.models import Conversation, Message, User
from tests.conversations import make_long

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(owner: User, client: Client) -> Client:
    client.force_login(owner)
    return client


def texts(html: str) -> list[int]:
    return [int(number) for number in re.findall(r"<p>Message (\d+)</p>", html)]


def earlier(html: str) -> str:
    found = re.search(r'href="([^"]+)"[^>]*>Earlier messages<', html)
    return found[1] if found else ""


def test_the_first_view_shows_the_latest_and_a_way_back(browser: Client, owner: User) -> None:
    conversation = make_long(owner, 100)
    page = browser.get(conversation.get_absolute_url()).content.decode()
    assert texts(page) == list(range(60, 100, 2))

    back = browser.get(earlier(page)).content.decode()
    assert texts(back) == list(range(20, 100, 2))
    whole = browser.get(earlier(back)).content.decode()
    assert texts(whole) == list(range(0, 100, 2))
    assert not earlier(whole)


def test_a_script_is_given_the_page_before_alone(browser: Client, owner: User) -> None:
    conversation = make_long(owner, 100)
    link = earlier(browser.get(conversation.get_absolute_url()).content.decode())
    response = browser.get(link, headers={"HX-Request": "true"})
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
        last = Message.objects.last_shown(conversation.pk)
        assert last
        Message.objects.filter(pk=last.pk).update(version=conversation.version)
        with CaptureQueriesContext(connection) as queries:
            changes = selectors.changes(conversation.pk, conversation.version - 1)
        assert [each.pk for each in changes.messages] == [last.pk]
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_nothing_earlier_where_all_is_shown(owner: User) -> None:
    conversation = make_long(owner, selectors.PAGE)
    assert not selectors.latest_page(conversation).earlier
    assert not selectors.latest_page(
        Conversation.objects.create(pk=uuid.uuid4(), owner=owner)
    ).begins
