"""Messages over HTTP, from a page's script and from a plain browser."""

import uuid

import pytest
from django.test import Client

from copilot.models import Conversation, Message, User

pytestmark = pytest.mark.django_db

ORIGIN = "http://testserver"


@pytest.fixture
def browser(owner: User, client: Client) -> Client:
    client.force_login(owner)
    return client


def send(browser: Client, conversation: uuid.UUID, key: uuid.UUID, *, at: str) -> tuple[int, str]:
    """The answer's status, and where it sends the page, which shows `at`."""
    response = browser.post(
        f"/c/{conversation}/messages/",
        {"text": "A lighthouse", "key": str(key)},
        headers={"HX-Request": "true", "HX-Current-URL": f"{ORIGIN}{at}"},
    )
    return response.status_code, response.headers.get("HX-Redirect", "")


def test_the_welcome_is_left_also_when_the_first_answer_was_lost(browser: Client) -> None:
    conversation, key = uuid.uuid4(), uuid.uuid4()
    for _ in range(2):
        assert send(browser, conversation, key, at="/#chat") == (200, f"/c/{conversation}/")
    assert Message.objects.filter(author=Message.Author.PERSON).count() == 1


def test_a_page_that_follows_the_conversation_stays(browser: Client, owner: User) -> None:
    pk = Conversation.objects.create(owner=owner).pk
    assert send(browser, pk, uuid.uuid4(), at=f"/c/{pk}/#post") == (204, "")
